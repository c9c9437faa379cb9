import { explainMatch } from "../../../../shared/contacts/explain-match.ts";
import { searchTerms } from "../../../../shared/contacts/search-query.ts";
import { sortKey } from "../../../../shared/contacts/sort-key.ts";
import type { FoundEntry, FoundHit } from "../../ports/contact-browser.ts";
import { type KnownEntry, knownEntry, matchOf } from "./contact-entries.ts";
import { MATCHES, type Match } from "./contact-file-search.ts";
import type { BrowsedFile } from "./contact-files.ts";
import { contactId } from "./contact-id.ts";

/** So many hits are few. */
const FEW = 3;

interface Candidate extends FoundEntry {
  match: Match;
}

/** Those who come first whatever matches. */
export interface Preferred {
  /** Places from 0, the favourites first, then those spoken with lately. */
  ranks: ReadonlyMap<string, number>;
  entries: readonly KnownEntry[];
}

/** Searching in all files and in those who are in none. */
export function searchContacts(
  text: string,
  limit: number,
  files: readonly BrowsedFile[],
  extras: readonly KnownEntry[],
  preferred: Preferred,
): { hits: FoundHit[]; more: boolean } {
  const terms = searchTerms(text);
  const found = new Map<string, Candidate>();
  const take = ({ id, contact }: FoundEntry, match: Match | undefined) => {
    if (match !== undefined && !found.has(id)) found.set(id, { id, contact, match });
  };
  for (const entry of preferred.entries) take(entry, matchOf(entry, terms));
  for (const entry of extras) take(entry, matchOf(entry, terms));
  for (const { source, reader, search } of files) {
    const read = new Map<number, FoundEntry>();
    const entry = (row: number): FoundEntry => {
      const before = read.get(row);
      if (before !== undefined) return before;
      const { key, contact } = reader.keyed(row);
      const found = { id: contactId(source, key), contact };
      read.set(row, found);
      return found;
    };
    const match = (row: number) => {
      const { id, contact } = entry(row);
      return matchOf(knownEntry(id, contact), terms);
    };
    for (const hit of search.search(terms, limit + 1, match, FEW + 1)) take(entry(hit.id), hit.match);
  }
  const place = (candidate: Candidate) => preferred.ranks.get(candidate.id) ?? Number.POSITIVE_INFINITY;
  const isTypo = ({ match }: Candidate) => (match === "typo" ? 1 : 0);
  const sorted = [...found.values()]
    .map((candidate) => ({ candidate, place: place(candidate), sort: sortKey(candidate.contact.name) }))
    .sort(
      (a, b) =>
        isTypo(a.candidate) - isTypo(b.candidate) ||
        compare(a.place, b.place) ||
        MATCHES.indexOf(a.candidate.match) - MATCHES.indexOf(b.candidate.match) ||
        compare(a.sort, b.sort),
    );
  // Only where little has what was typed, something like it may have been meant.
  const exact = sorted.filter(({ candidate }) => candidate.match !== "typo");
  const shown = exact.length > FEW ? exact : sorted;
  return {
    hits: shown.slice(0, limit).map(({ candidate: { id, contact, match } }) => ({
      id,
      contact,
      typo: match === "typo",
      ...explainMatch(contact, terms),
    })),
    more: shown.length > limit,
  };
}

function compare<Value extends number | string>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
