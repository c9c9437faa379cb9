import { closeSync, fsyncSync, openSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import type { Contact } from "../../../../shared/contacts/contact.ts";
import type { Refused } from "../../../../shared/contacts/import-item.ts";
import { contactWords } from "../../../../shared/contacts/search-words.ts";
import { sectionOf, sortKey } from "../../../../shared/contacts/sort-key.ts";
import { companyRanges, SHORTEST_IN_RANGE } from "./company-ranges.ts";
import { decodeContact, encodeContact } from "./contact-body.ts";
import {
  CONTACT_FILE_MAGIC,
  CONTACT_FILE_VERSION,
  contactFileIndexes,
  contactFileSchema,
  removeFile,
} from "./contact-file.ts";
import { contactFingerprint, contactKey, emailKey } from "./contact-key.ts";
import { indexedNumbers } from "./indexed-number.ts";
import { trigrams } from "./trigrams.ts";
import { Vocabulary } from "./vocabulary.ts";

/** Lines of the report that are kept; all are counted. */
const MOST_REFUSED = 100_000;
/** Contacts between two looks at whether somebody wants to stop. */
const STEP = 500;
/** KiB of pages that SQLite keeps in memory, of each of the two files. */
const CACHE_KIB = 16 * 1024;
/** Bytes of postings that FTS5 gathers before it writes them. */
const HASH_BYTES = 12 * 1024 * 1024;

/**
 * Writes a file of contacts: takes them in as they come, and in the end puts them in order. Nothing counts before `finish`
 * has given the file its name, so a process that dies meanwhile leaves nothing but a file that is deleted at the next start.
 */
export class ContactFileBuilder {
  readonly #path: string;
  readonly #staging: Database.Database;
  readonly #stage: Database.Statement;
  readonly #refuse: Database.Statement;
  #contacts = 0;
  #refused = 0;

  /** @param path of the file that is to be */
  constructor(path: string) {
    this.#path = path;
    removeFile(this.#stagingPath);
    removeFile(this.#newPath);
    this.#staging = openForWriting(this.#stagingPath);
    this.#staging.exec(`
      CREATE TABLE staged (
        id INTEGER PRIMARY KEY, key INTEGER NOT NULL, sort TEXT NOT NULL, body TEXT NOT NULL
      ) STRICT;
      CREATE TABLE refused (id INTEGER PRIMARY KEY, line INTEGER NOT NULL, reason TEXT NOT NULL, excerpt TEXT NOT NULL) STRICT;
      BEGIN;
    `);
    this.#stage = this.#staging.prepare("INSERT INTO staged (key, sort, body) VALUES (?, ?, ?)");
    this.#refuse = this.#staging.prepare("INSERT INTO refused (line, reason, excerpt) VALUES (?, ?, ?)");
  }

  /** Of those with one key the last counts: an address book that has somebody twice means one. */
  add(contact: Contact): void {
    this.#stage.run(contactKey(contact), sortKey(contact.name), encodeContact(contact));
    this.#contacts += 1;
  }

  refuse({ line, reason, excerpt }: Refused): void {
    this.#refused += 1;
    if (this.#refused <= MOST_REFUSED) this.#refuse.run(line, reason, excerpt);
  }

  /** How many were added, of which some may be one. */
  get added(): number {
    return this.#contacts;
  }

  /**
   * Puts them in order and the file in its place.
   *
   * @param onStep every few hundred contacts; what it throws ends the building
   * @param former fingerprint of the file that there is: where nothing has changed, no file is made
   */
  finish(onStep: (written: number, of: number) => void, former: string | undefined): FinishedFile {
    // Of the key's own order nothing is known before: putting them in order at once is far less than one by one.
    this.#staging.exec(`
      CREATE INDEX staged_by_key ON staged (key);
      DELETE FROM staged WHERE EXISTS (SELECT 1 FROM staged AS later WHERE later.key = staged.key AND later.id > staged.id);
      COMMIT;
    `);
    const total = Number(this.#staging.prepare("SELECT count(*) FROM staged").pluck().get());
    let fingerprint = 0;
    for (const body of this.#staging.prepare("SELECT body FROM staged").pluck().iterate()) {
      fingerprint = (fingerprint + contactFingerprint(String(body))) % 2 ** 52;
    }
    const print = `${CONTACT_FILE_VERSION}:${total}:${this.#refused}:${fingerprint.toString(16)}`;
    const finished = { contacts: total, refused: this.#refused, fingerprint: print };
    if (print === former) {
      this.discard();
      return { ...finished, unchanged: true };
    }
    const file = openForWriting(this.#newPath);
    try {
      this.#write(file, total, print, onStep);
    } finally {
      file.close();
    }
    this.#staging.close();
    removeFile(this.#stagingPath);
    syncFile(this.#newPath);
    renameSync(this.#newPath, this.#path);
    syncFolder(dirname(this.#path));
    return { ...finished, unchanged: false };
  }

  /** Forgets everything. */
  discard(): void {
    if (this.#staging.open) this.#staging.close();
    removeFile(this.#stagingPath);
    removeFile(this.#newPath);
  }

  get #stagingPath(): string {
    return `${this.#path}.staging`;
  }

  get #newPath(): string {
    return `${this.#path}.new`;
  }

  #write(file: Database.Database, total: number, print: string, onStep: (written: number, of: number) => void): void {
    file.pragma(`application_id = ${CONTACT_FILE_MAGIC}`);
    file.pragma(`user_version = ${CONTACT_FILE_VERSION}`);
    file.exec(`BEGIN; ${contactFileSchema}`);
    for (const table of ["words", "digit_parts", "word_parts"]) {
      file.exec(`INSERT INTO ${table} (${table}, rank) VALUES ('hashsize', ${HASH_BYTES})`);
    }
    const insert = file.prepare("INSERT INTO contacts (id, key, body) VALUES (?, ?, ?)");
    const insertNumber = file.prepare(
      "INSERT OR IGNORE INTO numbers (number, contact, place, owner, main) VALUES (?, ?, ?, ?, ?)",
    );
    const insertEmail = file.prepare("INSERT OR IGNORE INTO emails (email, contact) VALUES (?, ?)");
    const insertWords = file.prepare(
      "INSERT INTO words (rowid, firsts, names, company, others, digits) VALUES (?, ?, ?, ?, ?, ?)",
    );
    const insertParts = file.prepare("INSERT INTO digit_parts (rowid, parts) VALUES (?, ?)");
    const insertSection = file.prepare("INSERT OR IGNORE INTO sections (title, first) VALUES (?, ?)");
    const vocabulary = new Vocabulary();
    let id = 0;
    let section = "";
    for (const row of this.#staging.prepare("SELECT key, sort, body FROM staged ORDER BY sort, key").raw().iterate()) {
      const [key, sort, body] = row as [number, string, string];
      id += 1;
      const contact = decodeContact(body);
      insert.run(id, key, body);
      const title = sectionOf(sort);
      if (title !== section) insertSection.run(title, id);
      section = title;
      for (const { key: number, place, owner, isMain } of indexedNumbers(contact)) {
        insertNumber.run(number, id, place, owner, isMain ? 1 : 0);
      }
      for (const email of contact.emails) insertEmail.run(emailKey(email), id);
      const words = contactWords(contact);
      insertWords.run(
        id,
        words.names[0] ?? "",
        words.names.join(" "),
        words.company.join(" "),
        words.others.join(" "),
        words.digits.join(" "),
      );
      const parts = trigrams(words.digits);
      if (parts.length > 0) insertParts.run(id, parts.join(" "));
      vocabulary.add(words.names);
      vocabulary.add(words.company);
      vocabulary.add(words.others);
      if (id % STEP === 0) onStep(id, total);
    }
    writeRanges(file);
    this.#copyRefused(file);
    vocabulary.write(file);
    for (const table of ["words", "digit_parts", "word_parts"]) {
      file.prepare(`INSERT INTO ${table} (${table}) VALUES ('optimize')`).run();
    }
    file.exec(contactFileIndexes);
    const setMeta = file.prepare("INSERT INTO meta (name, value) VALUES (?, ?)");
    setMeta.run("contacts", String(total));
    setMeta.run("refused", String(this.#refused));
    setMeta.run("fingerprint", print);
    file.exec("COMMIT");
    onStep(total, total);
  }

  #copyRefused(file: Database.Database): void {
    const insert = file.prepare("INSERT INTO refused (id, line, reason, excerpt) VALUES (?, ?, ?, ?)");
    for (const row of this.#staging.prepare("SELECT id, line, reason, excerpt FROM refused").raw().iterate()) {
      insert.run(...(row as unknown[]));
    }
  }
}

export interface FinishedFile {
  contacts: number;
  refused: number;
  fingerprint: string;
  /** There is no new file: the one that there is has the same. */
  unchanged: boolean;
}

/** In one go through the numbers, which are in order. */
function writeRanges(file: Database.Database): void {
  const numbers = file
    .prepare("SELECT number, contact, place, owner, main FROM numbers WHERE number >= ? ORDER BY number, contact")
    .raw()
    .iterate(SHORTEST_IN_RANGE) as Iterable<[number, number, number, number, number]>;
  const ranged = (function* () {
    for (const [number, contact, place, owner, main] of numbers) {
      yield { number, contact, place, owner, isMain: main === 1 };
    }
  })();
  // Nothing can be written while numbers are read; and companies are few.
  const ranges = [...companyRanges(ranged)];
  const insert = file.prepare("INSERT INTO ranges (start, size, contact, place) VALUES (?, ?, ?, ?)");
  for (const { start, size, contact, place } of ranges) insert.run(start, size, contact, place);
}

/** A file that nobody reads yet and that is thrown away if anything happens: no journal, no syncing. */
function openForWriting(path: string): Database.Database {
  const database = new Database(path);
  database.pragma("page_size = 8192");
  database.pragma("journal_mode = OFF");
  database.pragma("synchronous = OFF");
  database.pragma("locking_mode = EXCLUSIVE");
  database.pragma(`cache_size = -${CACHE_KIB}`);
  database.pragma("temp_store = FILE");
  return database;
}

function syncFile(path: string): void {
  const handle = openSync(path, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Windows has no syncing of folders, and needs none. */
function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
