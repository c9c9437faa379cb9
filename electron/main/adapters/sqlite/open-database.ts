import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";

/** One step of a schema: its number is its place in the list, beginning with 1. */
export type Migration = (database: Database.Database) => void;

export interface OpenedDatabase {
  database: Database.Database;
  /** Where the former file was put aside because it was damaged. */
  recoveredFrom: string | undefined;
}

/** The file was made by a newer version of the app; it is left as it is. */
export class DatabaseFromFutureError extends Error {
  constructor(file: string, found: number, known: number) {
    super(
      `${file} was written by a newer Sidetone (schema ${found}, this version knows ${known}). Install the newest version.`,
    );
    this.name = "DatabaseFromFutureError";
  }
}

/**
 * Opens an SQLite file and brings it to the newest schema, each migration in a transaction that also sets
 * `user_version`. A damaged file is kept under a dated name and a fresh one made.
 *
 * @throws DatabaseFromFutureError
 */
export function openDatabase(file: string, migrations: readonly Migration[], now: Date): OpenedDatabase {
  mkdirSync(dirname(file), { recursive: true });
  try {
    return { database: open(file, migrations), recoveredFrom: undefined };
  } catch (error) {
    if (error instanceof DatabaseFromFutureError || !isDamage(error)) throw error;
    const aside = putAside(file, now);
    return { database: open(file, migrations), recoveredFrom: aside };
  }
}

function open(file: string, migrations: readonly Migration[]): Database.Database {
  const database = new Database(file);
  try {
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    database.pragma("foreign_keys = ON");
    const check = database.pragma("quick_check(1)", { simple: true });
    if (check !== "ok") throw new DamagedDatabaseError(String(check));
    migrate(database, file, migrations);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

class DamagedDatabaseError extends Error {}

function isDamage(error: unknown): boolean {
  if (error instanceof DamagedDatabaseError) return true;
  return error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
}

function migrate(database: Database.Database, file: string, migrations: readonly Migration[]): void {
  const version = Number(database.pragma("user_version", { simple: true }));
  if (version > migrations.length) throw new DatabaseFromFutureError(file, version, migrations.length);
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue;
    database.transaction(() => {
      migration(database);
      database.pragma(`user_version = ${index + 1}`);
    })();
  }
}

/** Keeps the damaged file, with its journal, for whoever wants to rescue something. */
function putAside(file: string, now: Date): string {
  const aside = `${file}.damaged-${now.toISOString().replaceAll(/[:.]/g, "-")}`;
  for (const suffix of ["", "-wal", "-shm"]) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  }
  return aside;
}
