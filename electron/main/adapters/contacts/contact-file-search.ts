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
         WHERE word_parts MATCH ? AND instr(word, ?) > 0 LIMIT ?`,
      )
      .pluck();
    this.#digitsWith = reader.prepare("SELECT rowid FROM digit_parts WHERE digit_parts MATCH ? LIMIT ?").pluck();
    this.#wordsFrom = reader.prepare("SELECT word FROM vocabulary WHERE word >= ? ORDER BY word LIMIT 1").pluck();
  }

  /**
   * The first in the order of the alphabet, each with its best match: names that have all that was typed as words of their own,
   * names that begin so, names with words that begin so, names and companies, anything with words that begin so, parts inside
   * words, words that are like it.
   *
   * @param holds whether a contact has all that was typed, for parts whose letters were found, perhaps apart
   */
  search(terms: readonly SearchTerm[], limit: number, holds: (id: number) => boolean): FileHit[] {
    if (terms.length === 0) return [];
    const hits = new Map<number, Match>();
    const take = (ids: readonly number[], match: Match) => {
      for (const id of ids) if (!hits.has(id)) hits.set(id, match);
    };
    take(
      this.#find(
        terms.map((term) => `names : ${quoted(term)}`),
        limit,
      ),
      "whole-name",
    );
    const inNames = terms.map((term) => `names : ${quoted(term)} *`);
    const first = terms.map((term) => `firsts : ${quoted(term)} *`).join(" OR ");
    take(this.#find([`(${first})`, ...(terms.length > 1 ? inNames : [])], limit), "first-name");
    if (hits.size < limit) take(this.#find(inNames, limit), "name");
    if (hits.size < limit) {
      take(
        this.#find(
          terms.map((term) => `{names company} : ${quoted(term)} *`),
          limit,
        ),
        "company",
      );
    }
    if (hits.size < limit)
      take(
        this.#find(
          terms.map((term) => `${quoted(term)} *`),
          limit,
        ),
        "other",
      );
    if (hits.size < limit) take(this.#inside(terms, limit, holds), "inside");
    if (hits.size < limit) take(this.#typos(terms, limit), "typo");
    return [...hits].map(([id, match]) => ({ id, match }));
  }

  #find(parts: readonly string[], limit: number): number[] {
    return this.#match.all(parts.join(" AND "), limit) as number[];
  }

  /** At least one term is found inside a word only; the others may begin one. */
  #inside(terms: readonly SearchTerm[], limit: number, holds: (id: number) => boolean): number[] {
    if (terms.every(({ text }) => text.length < SHORTEST_PART)) return [];
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
    return [...found, ...this.#insideNumbers(inNumbers, limit, holds)];
  }

  #insideNumbers(inNumbers: readonly SearchTerm[], limit: number, holds: (id: number) => boolean): number[] {
    const query = trigrams(inNumbers.map(({ text }) => text)).map((part) => `"${part}"`);
    const found: number[] = [];
    for (const id of this.#digitsWith.all(query.join(" AND "), limit + LOOKED_AT) as number[]) {
      if (holds(id)) found.push(id);
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
      const alternatives = [`${quoted(term)} *`];
      if (term.kind === "word" && term.text.length >= SHORTEST_TYPO) {
        for (const prefix of likeWords(term.text, (from) => this.#wordsFrom.get(from) as string | undefined)) {
          if (alternatives.length > MOST_WORDS) break;
          alternatives.push(`"${prefix}" *`);
          hasTypo = true;
        }
      }
      return `(${alternatives.join(" OR ")})`;
    });
    return hasTypo ? this.#find(parts, limit) : [];
  }
}

/** Folded words hold letters and digits only; quoted so that none is taken for FTS5's query language. */
function quoted({ text }: SearchTerm): string {
  return `"${text}"`;
}
