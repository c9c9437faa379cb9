import type Database from "better-sqlite3";
import { z } from "zod";
import type { Contact } from "../../../../shared/contacts/contact.ts";
import { numberKey } from "../../../../shared/phone-numbers/number-key.ts";
import type { ContactIndex, IndexedContact, NumberHit } from "../../ports/contact-index.ts";
import type { ContactMatch, ContactStore, ContactSuggestion } from "../../ports/contact-store.ts";

const contactRowSchema = z.object({
  name: z.string(),
  company: z.string().nullable(),
  note: z.string().nullable(),
});
const suggestionRowSchema = z.object({ name: z.string(), company: z.string().nullable(), number: z.string() });

export interface NewContact {
  name: string;
  company?: string;
  note?: string;
  numbers: readonly string[];
}

/** The contact cache in SQLite. */
export class SqliteContactStore implements ContactStore, ContactIndex {
  readonly #database: Database.Database;
  readonly #find: Database.Statement;
  readonly #suggest: Database.Statement;

  constructor(database: Database.Database) {
    this.#database = database;
    this.#find = database.prepare(`
      SELECT name, company, note FROM contacts
      WHERE id = (SELECT min(contact_id) FROM numbers WHERE number_key = ?)
    `);
    this.#suggest = database.prepare(`
      SELECT contacts.name, contacts.company, min(numbers.number) AS number
      FROM contact_words
      JOIN contacts ON contacts.id = contact_words.rowid
      JOIN numbers ON numbers.contact_id = contacts.id
      WHERE contact_words MATCH ?
      GROUP BY contacts.id
      ORDER BY contacts.name
      LIMIT ?
    `);
  }

  findByNumber(key: string): ContactMatch | undefined {
    const row = this.#find.get(key);
    if (row === undefined) return undefined;
    const { name, company, note } = contactRowSchema.parse(row);
    return { name, ...(company === null ? {} : { company }), ...(note === null ? {} : { note }) };
  }

  byNumber(key: string, limit: number): { hits: NumberHit[]; more: number } {
    const rows = this.#database
      .prepare("SELECT contact_id AS id, number FROM numbers WHERE number_key = ? ORDER BY contact_id")
      .all(key)
      .map((row) => z.object({ id: z.number(), number: z.string() }).parse(row));
    const hits = rows.slice(0, limit).flatMap(({ id, number }): NumberHit[] => {
      const entry = this.byId(`contacts:${id}`);
      return entry === undefined ? [] : [{ entry, number, label: "main", how: "exact" }];
    });
    return { hits, more: rows.length - hits.length };
  }

  byCompanyRange(): undefined {
    return undefined;
  }

  byEmail(): [] {
    return [];
  }

  byId(id: string): IndexedContact | undefined {
    const row = this.#database
      .prepare("SELECT name, company, note FROM contacts WHERE id = ?")
      .get(id.replace(/^contacts:/, ""));
    if (row === undefined) return undefined;
    const { name, company, note } = contactRowSchema.parse(row);
    const numbers = this.#database
      .prepare("SELECT number FROM numbers WHERE contact_id = ?")
      .all(id.replace(/^contacts:/, ""))
      .map((one) => ({ number: z.object({ number: z.string() }).parse(one).number, label: "main" as const }));
    const contact: Contact = { kind: "person", name, numbers, emails: [] };
    if (company !== null) contact.company = company;
    if (note !== null) contact.note = note;
    return { id, source: "contacts", contact };
  }

  suggest(text: string, limit: number): ContactSuggestion[] {
    const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
    if (words.length === 0) return [];
    // Each word quoted, so that nothing typed is taken for FTS5's query language.
    const query = words.map((word) => `"${word}"*`).join(" ");
    return this.#suggest.all(query, limit).map((row) => {
      const { name, company, number } = suggestionRowSchema.parse(row);
      return { name, number, ...(company === null ? {} : { company }) };
    });
  }

  /** Adds contacts in one transaction. Numbers that are none are left out; returns how many contacts were added. */
  add(contacts: readonly NewContact[]): number {
    const insert = this.#database.prepare(
      "INSERT INTO contacts (name, company, note, words) VALUES (@name, @company, @note, @words)",
    );
    const insertWords = this.#database.prepare("INSERT INTO contact_words (rowid, words) VALUES (?, ?)");
    const insertNumber = this.#database.prepare(
      "INSERT OR IGNORE INTO numbers (number_key, contact_id, number) VALUES (?, ?, ?)",
    );
    return this.#database.transaction(() => {
      for (const contact of contacts) {
        const words = [contact.name, contact.company ?? ""].join(" ").trim();
        const { lastInsertRowid } = insert.run({
          name: contact.name,
          company: contact.company ?? null,
          note: contact.note ?? null,
          words,
        });
        insertWords.run(lastInsertRowid, words);
        for (const number of contact.numbers) {
          const key = numberKey(number);
          if (key !== undefined) insertNumber.run(key, lastInsertRowid, number);
        }
      }
      return contacts.length;
    })();
  }
}
