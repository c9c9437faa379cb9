import Database from "better-sqlite3";
import { StorageError } from "../storage/event-log.ts";

/**
 * Checks a copy of the database: that it is one, and whole. Afterwards it is one file, without a write-ahead log.
 *
 * @throws StorageError that says what is wrong with it
 */
export function inspectCopy(file: string): void {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { fileMustExist: true });
    database.pragma("journal_mode = DELETE");
    const [first] = database.prepare("PRAGMA integrity_check(1)").pluck().all();
    if (first !== "ok") throw new StorageError(`${file} is damaged: ${String(first)}`);
    const isOurs = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'meta'").get();
    if (isOurs === undefined || Number(database.pragma("user_version", { simple: true })) < 1) {
      throw new StorageError(`${file} is no backup of a relay.`);
    }
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    throw new StorageError(`${file} cannot be read as a backup: ${error.message}`, { cause: error });
  } finally {
    database?.close();
  }
}
