import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { StorageError } from "../event-log.ts";

/**
 * Only one process may serve a data folder: its writer counts offsets in memory. The lock is one that the operating
 * system takes back when the process dies, whichever way: a transaction on a database of its own.
 *
 * @returns gives it back
 * @throws StorageError where another process has it
 */
export function acquireServeLock(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const database = new Database(join(dataDir, "serve.lock"), { timeout: 0 });
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (!(error instanceof Database.SqliteError) || error.code !== "SQLITE_BUSY") throw error;
    throw new StorageError(`Another process serves ${dataDir}. Stop it first, or give this one a dataDir of its own.`);
  }
  return () => database.close();
}
