import Database from "better-sqlite3";
import type { Contact } from "../../../../shared/contacts/contact.ts";
import type { RefusedLine } from "../../ports/contact-importer.ts";
import { decodeContact } from "./contact-body.ts";
import { CONTACT_FILE_MAGIC, CONTACT_FILE_VERSION } from "./contact-file.ts";

/** One who has a number. */
export interface NumberRow {
  id: number;
  /** Which of his numbers it is. */
  place: number;
}

/** Not a file of contacts, of another version, or damaged: its source has to be read anew. */
export class ContactFileError extends Error {}

/** Bytes of the file that are mapped instead of copied. */
const MAPPED_BYTES = 2 ** 31;

/** A file of contacts, open for reading. Ids count from 1 in the order of the alphabet. */
export class ContactFileReader {
  readonly contacts: number;
  readonly refused: number;
  readonly fingerprint: string;
  readonly #database: Database.Database;
  readonly #body: Database.Statement;
  readonly #row: Database.Statement;
  readonly #idOf: Database.Statement;
  readonly #byNumber: Database.Statement;
  readonly #countByNumber: Database.Statement;
  readonly #byEmail: Database.Statement;
  readonly #range: Database.Statement;

  /** @throws ContactFileError */
  constructor(path: string) {
    this.#database = openForReading(path);
    try {
      const meta = new Map(this.#database.prepare("SELECT name, value FROM meta").raw().all() as [string, string][]);
      this.contacts = Number(meta.get("contacts"));
      this.refused = Number(meta.get("refused"));
      this.fingerprint = meta.get("fingerprint") ?? "";
      const prepare = (sql: string) => this.#database.prepare(sql);
      this.#body = prepare("SELECT body FROM contacts WHERE id = ?").pluck();
      this.#row = prepare("SELECT key, body FROM contacts WHERE id = ?").raw();
      this.#idOf = prepare("SELECT id FROM contacts WHERE key = ?").pluck();
      this.#byNumber = prepare("SELECT contact, place FROM numbers WHERE number = ? LIMIT ?").raw();
      this.#countByNumber = prepare("SELECT count(*) FROM (SELECT 1 FROM numbers WHERE number = ? LIMIT 1000)").pluck();
      this.#byEmail = prepare("SELECT contact FROM emails WHERE email = ? LIMIT ?").pluck();
      this.#range = prepare("SELECT contact, place FROM ranges WHERE start = ? AND size = ?").raw();
    } catch (error) {
      this.#database.close();
      throw new ContactFileError(messageOf(error));
    }
  }

  /** @throws Error where there is none */
  contact(id: number): Contact {
    return decodeContact(String(this.#body.get(id)));
  }

  keyed(id: number): { key: number; contact: Contact } {
    const [key, body] = this.#row.get(id) as [number, string];
    return { key, contact: decodeContact(body) };
  }

  idOf(key: number): number | undefined {
    return this.#idOf.get(key) as number | undefined;
  }

  byNumber(number: number, limit: number): NumberRow[] {
    return (this.#byNumber.all(number, limit) as [number, number][]).map(([id, place]) => ({ id, place }));
  }

  /** At most 1,000. */
  countByNumber(number: number): number {
    return Number(this.#countByNumber.get(number));
  }

  byEmail(email: number, limit: number): number[] {
    return this.#byEmail.all(email, limit) as number[];
  }

  /** By whom a company's range is named, which begins at a number; see `companyRanges`. */
  range(start: number, size: number): NumberRow | undefined {
    const [id, place] = (this.#range.get(start, size) as [number, number] | undefined) ?? [];
    return id === undefined || place === undefined ? undefined : { id, place };
  }

  report(offset: number, limit: number): RefusedLine[] {
    return this.#database
      .prepare("SELECT line, reason, excerpt FROM refused WHERE id > ? ORDER BY id LIMIT ?")
      .all(offset, limit) as RefusedLine[];
  }

  /** Where each section of the list begins, as an id. */
  sections(): { title: string; first: number }[] {
    return this.#database.prepare("SELECT title, first FROM sections ORDER BY first").all() as {
      title: string;
      first: number;
    }[];
  }

  /** For what this reader has no words for. */
  prepare(sql: string): Database.Statement {
    return this.#database.prepare(sql);
  }

  close(): void {
    this.#database.close();
  }
}

function openForReading(path: string): Database.Database {
  try {
    const database = new Database(path, { readonly: true, fileMustExist: true });
    const version = Number(database.pragma("user_version", { simple: true }));
    const magic = Number(database.pragma("application_id", { simple: true }));
    if (magic !== CONTACT_FILE_MAGIC || version !== CONTACT_FILE_VERSION) {
      database.close();
      throw new ContactFileError(`schema ${version} instead of ${CONTACT_FILE_VERSION}`);
    }
    database.pragma(`mmap_size = ${MAPPED_BYTES}`);
    database.pragma("query_only = ON");
    return database;
  } catch (error) {
    if (error instanceof ContactFileError) throw error;
    throw new ContactFileError(messageOf(error));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
