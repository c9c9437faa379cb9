import Database from "better-sqlite3";
import { StorageError } from "../storage/event-log.ts";
import { migrations } from "../storage/sqlite/migrations/index.ts";

/**
 * Checks a copy of the database: that it is one, and whole. Afterwards it is one file, without a write-ahead log.
 *
 * @param name what it is called in messages
 * @throws StorageError that says what is wrong with it
 */
export function inspectCopy(file: string, name = file): void {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { fileMustExist: true });
    database.pragma("journal_mode = DELETE");
    const [first] = database.prepare("PRAGMA integrity_check(1)").pluck().all();
    if (first !== "ok") throw new StorageError(`${name} is damaged: ${String(first)}`);
    const isOurs = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'meta'").get();
    const version = Number(database.pragma("user_version", { simple: true }));
    if (isOurs === undefined || version < 1) throw new StorageError(`${name} is no backup of a relay.`);
    if (version > migrations.length) {
      throw new StorageError(`${name} was written by a newer relay (schema ${version}). Update the relay first.`);
    }
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    throw new StorageError(`${name} cannot be read as a backup: ${error.message}`, { cause: error });
  } finally {
    database?.close();
  }
}
