import type Database from "better-sqlite3";

/** Prepared statements by their text, each prepared once. */
export class Statements {
  readonly #database: Database.Database;
  readonly #prepared = new Map<string, Database.Statement<unknown[]>>();

  constructor(database: Database.Database) {
    this.#database = database;
  }

  /** @typeParam Row what a row looks like; the schema is ours, so it is not checked again */
  sql<Row = unknown>(text: string): Database.Statement<unknown[], Row> {
    let statement = this.#prepared.get(text);
    if (statement === undefined) {
      statement = this.#database.prepare<unknown[]>(text);
      this.#prepared.set(text, statement);
    }
    return statement as Database.Statement<unknown[], Row>;
  }
}
