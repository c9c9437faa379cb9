import type Database from "better-sqlite3";
import { trigrams } from "./trigrams.ts";

/** More different words are not kept: of what comes then, only beginnings of words are found. */
const MOST_WORDS = 600_000;

/** All words of a file's contacts, for finding those that hold a part or are like a word; the most frequent come first. */
export class Vocabulary {
  readonly #counts = new Map<string, number>();

  add(words: readonly string[]): void {
    for (const word of words) {
      if (word.length < 3) continue;
      const count = this.#counts.get(word);
      if (count !== undefined) this.#counts.set(word, count + 1);
      else if (this.#counts.size < MOST_WORDS) this.#counts.set(word, 1);
    }
  }

  write(file: Database.Database): void {
    const insert = file.prepare("INSERT INTO vocabulary (id, word) VALUES (?, ?)");
    const insertParts = file.prepare("INSERT INTO word_parts (rowid, parts) VALUES (?, ?)");
    let id = 0;
    for (const [word] of [...this.#counts].sort((a, b) => b[1] - a[1])) {
      id += 1;
      insert.run(id, word);
      insertParts.run(id, trigrams([word]).join(" "));
    }
  }
}
