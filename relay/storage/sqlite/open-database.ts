import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { StorageError } from "../event-log.ts";
import { migrations } from "./migrations/index.ts";

/**
 * Opens `relay.db` and brings it to the newest schema. Several connections may be open, in several processes.
 *
 * @throws StorageError for a file of a newer version, or one that cannot be opened
 */
export function openDatabase(file: string): Database.Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const database = new Database(file, { timeout: 5_000 });
  // Deleted pages go back to the file system a few at a time. Must be said before the first table is made.
  database.pragma("auto_vacuum = INCREMENTAL");
  database.pragma("journal_mode = WAL");
  // A hook is answered when its event survives a power cut, so every commit is synced.
  database.pragma("synchronous = FULL");
  database.pragma("foreign_keys = ON");
  database
    .transaction(() => {
      const version = Number(database.pragma("user_version", { simple: true }));
      if (version > migrations.length) {
        throw new StorageError(
          `${file} was written by a newer relay (schema ${version}, this one knows ${migrations.length}). Update the relay.`,
        );
      }
      for (const migration of migrations.slice(version)) migration(database);
      if (version < migrations.length) database.pragma(`user_version = ${migrations.length}`);
    })
    .immediate();
  // A file from before pages were given back.
  if (database.pragma("auto_vacuum", { simple: true }) !== 2) {
    database.pragma("auto_vacuum = INCREMENTAL");
    database.exec("VACUUM");
  }
  return database;
}
