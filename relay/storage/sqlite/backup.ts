import { existsSync } from "node:fs";
import type Database from "better-sqlite3";
import { StorageError } from "../event-log.ts";

/**
 * Copies the database while it is in use (SQLite's backup API): the copy is of one moment.
 *
 * @throws StorageError where the file exists
 */
export async function backup(database: Database.Database, file: string): Promise<void> {
  if (existsSync(file)) throw new StorageError(`${file} exists already. Give the copy a new name.`);
  // Where another process writes meanwhile, SQLite begins the copy anew, again and again; a transaction keeps its moment.
  database.exec("BEGIN");
  try {
    database.prepare("SELECT count(*) FROM meta").get();
    await database.backup(file);
  } finally {
    database.exec("COMMIT");
  }
}
