import type Database from "better-sqlite3";
import type { SearchTerm } from "../../../../shared/contacts/search-query.ts";
import type { ContactFileReader } from "./contact-file-reader.ts";
import { likeWords } from "./like-words.ts";
import { trigrams } from "./trigrams.ts";

/** How well a contact matches, the best first. */
export const MATCHES = ["whole-name", "first-name", "name", "company", "other", "inside", "typo"] as const;
export type Match = (typeof MATCHES)[number];

export interface FileHit {
  id: number;
  match: Match;
}

/** Words that hold a part, or are like a word, of which contacts are looked for. */
const MOST_WORDS = 48;
/** Candidates that are looked at for each that is wanted, since parts of a word need not stand together. */
const LOOKED_AT = 400;
/** So short, a part is in too much. */
const SHORTEST_PART = 3;
/** In shorter words a typo makes another word. */
const SHORTEST_TYPO = 5;

/** What words begin with all that was typed, from the narrowest to the widest: each has all that those before it have. */
const WIDTHS = ["name", "company", "other", "inside"] as const;
type Width = (typeof WIDTHS)[number];
/** So many letters and digits are mostly in few contacts, of whom the widest finds all at once. */
const MANY_LETTERS = 7;

/** How well a contact of the file matches; undefined where it does not. */
type MatchOf = (id: number) => Match | undefined;

/** Searching in one file of contacts. */
export class ContactFileSearch {
  readonly #match: Database.Statement;
  readonly #wordsWith: Database.Statement;
  readonly #digitsWith: Database.Statement;
  readonly #wordsFrom: Database.Statement;

  constructor(reader: ContactFileReader) {
    this.#match = reader.prepare("SELECT rowid FROM words WHERE words MATCH ? LIMIT ?").pluck();
    this.#wordsWith = reader
      .prepare(
        `SELECT word FROM word_parts JOIN vocabulary ON vocabulary.id = word_parts.rowid
         WHERE word_parts MATCH ? AND instr(word, ?) > 1 LIMIT ?`,
      )
      .pluck();
    this.#digitsWith = reader.prepare("SELECT rowid FROM digit_parts WHERE digit_parts MATCH ? LIMIT ?").pluck();
    this.#wordsFrom = reader.prepare("SELECT word FROM vocabulary WHERE word >= ? ORDER BY word LIMIT 1").pluck();
  }

  /**
   * The best, each with its best match: names that have all that was typed as words of their own, names that begin so, names with
   * words that begin so, names and companies, anything with words that begin so, parts inside words, words that are like it.
   * Of one kind, the first in the order of the alphabet.
   *
   * @param limit how many are wanted; more may be found
   * @param enough where so many have what was typed, none that is only like it is looked for
   */
  search(terms: readonly SearchTerm[], limit: number, matchOf: MatchOf, enough = limit): FileHit[] {
    if (terms.length === 0) return [];
    const hits = this.#exact(terms, limit, matchOf);
    if (hits.size < Math.min(limit, enough)) {
      for (const id of this.#typos(terms, limit)) if (!hits.has(id)) hits.set(id, "typo");
    }
    return [...hits].map(([id, match]) => ({ id, match }));
  }

  /**
   * A search mostly costs by how many words begin so, and little by how wide it is; but of what is wide there may be more than is
   * wanted. So the widest is looked for that has fewer, by halving: that is all that there are, which are told apart one by one.
   */
  #exact(terms: readonly SearchTerm[], limit: number, matchOf: MatchOf): Map<number, Match> {
    const isLong = terms.reduce((sum, { text }) => sum + text.length, 0) >= MANY_LETTERS;
    const isWords = terms.every(({ kind }) => kind === "word");
    const first = isLong || !isWords ? undefined : this.#beginnings(terms, limit);
    if (first !== undefined && first.size >= limit) return first;
    let known = -1;
    let all: readonly number[] = [];
    let tooWide: number = WIDTHS.length;
    let some: readonly number[] = [];
    for (let at = isLong ? tooWide - 1 : 2; known + 1 < tooWide; at = (known + 1 + tooWide) >> 1) {
      const found = this.#ofWidth(WIDTHS[at] ?? "inside", terms, limit, matchOf);
      if (found.length < limit) {
        known = at;
        all = found;
      } else {
        tooWide = at;
        some = found;
      }
    }
    const hits = known < 0 ? (first ?? this.#beginnings(terms, limit)) : new Map<number, Match>();
    for (const id of all) hits.set(id, matchOf(id) ?? "inside");
    for (const id of some) if (!hits.has(id)) hits.set(id, WIDTHS[tooWide] ?? "inside");
    return hits;
  }

  /** Those who come before all others, however many names have words that begin so. */
  #beginnings(terms: readonly SearchTerm[], limit: number): Map<number, Match> {
    const hits = new Map<number, Match>();
    const whole = terms.map((term) => `names : ${quoted(term)}`);
    for (const id of this.#find(whole, limit)) hits.set(id, "whole-name");
    if (hits.size >= limit) return hits;
    const first = terms.map((term) => `firsts : ${quoted(term)} *`).join(" OR ");
    const others = terms.length > 1 ? terms.map((term) => `names : ${quoted(term)} *`) : [];
    for (const id of this.#find([`(${first})`, ...others], limit)) if (!hits.has(id)) hits.set(id, "first-name");
    return hits;
  }

  #ofWidth(width: Width, terms: readonly SearchTerm[], limit: number, matchOf: MatchOf): readonly number[] {
    const in_ = (columns: string) => terms.map((term) => `${columns}${quoted(term)} *`);
    switch (width) {
      case "name":
        return this.#find(in_("names : "), limit);
      case "company":
        return this.#find(in_("{names company} : "), limit);
      case "other":
        return this.#find(in_(""), limit);
      case "inside":
        return this.#inside(terms, limit, matchOf);
    }
  }

  #find(parts: readonly string[], limit: number): number[] {
    return this.#match.all(parts.join(" AND "), limit) as number[];
  }

  /** Each term begins a word, or is inside one. */
  #inside(terms: readonly SearchTerm[], limit: number, matchOf: MatchOf): number[] {
    const parts: string[] = [];
    const inNumbers: SearchTerm[] = [];
    for (const term of terms) {
      const alternatives = [`${quoted(term)} *`];
      if (term.text.length >= SHORTEST_PART) {
        for (const word of this.#wordsHolding(term.text)) alternatives.push(`"${word}"`);
        if (term.kind === "digits") inNumbers.push(term);
      }
      parts.push(alternatives.length === 1 ? alternatives.join("") : `(${alternatives.join(" OR ")})`);
    }
    const found = this.#find(parts, limit);
    if (found.length >= limit || inNumbers.length === 0) return found;
    return [...found, ...this.#insideNumbers(inNumbers, limit, matchOf)];
  }

  #insideNumbers(inNumbers: readonly SearchTerm[], limit: number, matchOf: MatchOf): number[] {
    const query = trigrams(inNumbers.map(({ text }) => text)).map((part) => `"${part}"`);
    const found: number[] = [];
    for (const id of this.#digitsWith.all(query.join(" AND "), limit + LOOKED_AT) as number[]) {
      const match = matchOf(id);
      if (match !== undefined && match !== "typo") found.push(id);
      if (found.length === limit) break;
    }
    return found;
  }

  #wordsHolding(part: string): string[] {
    const query = trigrams([part])
      .map((three) => `"${three}"`)
      .join(" AND ");
    return this.#wordsWith.all(query, part, MOST_WORDS) as string[];
  }

  /** One word at least is only like what was typed. */
  #typos(terms: readonly SearchTerm[], limit: number): number[] {
    let hasTypo = false;
    const parts = terms.map((term) => {
      const beginnings = [term.text];
      if (term.kind === "word" && term.text.length >= SHORTEST_TYPO) {
        for (const prefix of likeWords(term.text, (from) => this.#wordsFrom.get(from) as string | undefined)) {
          if (beginnings.length > MOST_WORDS) break;
          beginnings.push(prefix);
          hasTypo = true;
        }
      }
      const alternatives = shortest(beginnings).map((text) => `"${text}" *`);
      return `(${alternatives.join(" OR ")})`;
    });
    return hasTypo ? this.#find(parts, limit) : [];
  }
}

/** Without those that begin with another: what begins so begins with the other, too. */
function shortest(beginnings: readonly string[]): string[] {
  const kept: string[] = [];
  for (const text of [...beginnings].sort()) if (!text.startsWith(kept.at(-1) ?? " ")) kept.push(text);
  return kept;
}

/** Folded words hold letters and digits only; quoted so that none is taken for FTS5's query language. */
function quoted({ text }: SearchTerm): string {
  return `"${text}"`;
}
