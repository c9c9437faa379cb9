import Database from "better-sqlite3";
import { removeFile } from "../contact-file.ts";

/** A server's cards on this computer, so that only those that have changed are fetched. Thrown away and fetched anew where it is damaged. */
export class CardMirror {
  readonly #database: Database.Database;
  readonly #put: Database.Statement;
  readonly #remove: Database.Statement;

  constructor(path: string) {
    this.#database = openMirror(path);
    this.#put = this.#database.prepare("INSERT OR REPLACE INTO cards (book, href, etag, card) VALUES (?, ?, ?, ?)");
    this.#remove = this.#database.prepare("DELETE FROM cards WHERE book = ? AND href = ?");
  }

  /** Of each card its ETag. */
  etags(book: string): Map<string, string> {
    return new Map(
      this.#database.prepare("SELECT href, etag FROM cards WHERE book = ?").raw().all(book) as [string, string][],
    );
  }

  /** What tells the server how far this mirror is: its sync token or ctag. Undefined before the first time. */
  state(book: string): string | undefined {
    return this.#database.prepare("SELECT state FROM books WHERE book = ?").pluck().get(book) as string | undefined;
  }

  /** One step of a synchronisation, and how far it is then, together. */
  apply(
    book: string,
    step: { put: readonly { href: string; etag: string; card: string }[]; remove: readonly string[]; state?: string },
  ): void {
    this.#database.transaction(() => {
      for (const href of step.remove) this.#remove.run(book, href);
      for (const { href, etag, card } of step.put) this.#put.run(book, href, etag, card);
      if (step.state !== undefined) {
        this.#database.prepare("INSERT OR REPLACE INTO books (book, state) VALUES (?, ?)").run(book, step.state);
      }
    })();
  }

  /** The next time all is asked for. */
  forgetState(book: string): void {
    this.#database.prepare("DELETE FROM books WHERE book = ?").run(book);
  }

  /** Address books that are not wanted any more go. */
  keepOnly(books: readonly string[]): void {
    const list = JSON.stringify(books);
    for (const table of ["cards", "books"]) {
      this.#database.prepare(`DELETE FROM ${table} WHERE book NOT IN (SELECT value FROM json_each(?))`).run(list);
    }
  }

  *cards(): Generator<string> {
    for (const card of this.#database.prepare("SELECT card FROM cards ORDER BY book, href").pluck().iterate()) {
      yield String(card);
    }
  }

  close(): void {
    this.#database.close();
  }
}

function openMirror(path: string): Database.Database {
  try {
    return open(path);
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !/^SQLITE_(?:CORRUPT|NOTADB)/.test(error.code)) throw error;
    for (const suffix of ["", "-wal", "-shm"]) removeFile(`${path}${suffix}`);
    return open(path);
  }
}

function open(path: string): Database.Database {
  const database = new Database(path);
  try {
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = NORMAL");
    database.exec(`
      CREATE TABLE IF NOT EXISTS cards (
        book TEXT NOT NULL, href TEXT NOT NULL, etag TEXT NOT NULL, card TEXT NOT NULL, PRIMARY KEY (book, href)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS books (book TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT, WITHOUT ROWID;
    `);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
