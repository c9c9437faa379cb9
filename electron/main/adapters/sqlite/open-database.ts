import { existsSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import { migrate, schemaFits } from "./schema-version.ts";

/**
 * One step of a schema: its number is its place in the list, beginning with 1. A step that is a function alone only adds:
 * tables, indexes, columns with a default. Versions of the app that do not know it still read and write the file, so that a
 * new version can be taken back. A step with `breaks` changes what they rely on, and they leave the file alone.
 */
export type Migration = Step | { breaks: true; step: Step };
export type Step = (database: Database.Database) => void;

export interface OpenedDatabase {
  database: Database.Database;
  /** Where the former file was put aside because it was damaged. */
  recoveredFrom: string | undefined;
  /** Where the former file was put aside because only a newer version of the app can read it. */
  newerKept: string | undefined;
}

/**
 * Opens an SQLite file and brings it to the newest schema, each migration in a transaction that also sets `user_version`.
 *
 * What cannot be used is kept beside it under a dated name, and a fresh file is made: a damaged one as `….damaged-DATE`, one
 * that a newer version has changed beyond this one's understanding as `….newer-DATE`. The latter comes back by itself as soon
 * as a version that reads it is there; what was written meanwhile is then kept as `….older-DATE`.
 *
 * @param options.fetchable what is lost is had again from elsewhere: then no commit waits for the disk, and a power cut may
 *   take back the last ones, all or nothing of each
 */
export function openDatabase(
  file: string,
  migrations: readonly Migration[],
  now: Date,
  { fetchable = false }: { fetchable?: boolean } = {},
): OpenedDatabase {
  mkdirSync(dirname(file), { recursive: true });
  const date = now.toISOString().replaceAll(/[:.]/g, "-");
  takeBack(file, migrations, date);
  let newerKept: string | undefined;
  let recoveredFrom: string | undefined;
  for (;;) {
    try {
      return { database: open(file, migrations, fetchable), recoveredFrom, newerKept };
    } catch (error) {
      // A fresh file has neither fault.
      if (error instanceof NewerDatabaseError && newerKept === undefined) newerKept = putAside(file, `newer-${date}`);
      else if (isDamage(error) && recoveredFrom === undefined) recoveredFrom = putAside(file, `damaged-${date}`);
      else throw error;
    }
  }
}

class NewerDatabaseError extends Error {}

class DamagedDatabaseError extends Error {}

function isDamage(error: unknown): boolean {
  if (error instanceof DamagedDatabaseError) return true;
  return error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
}

function open(file: string, migrations: readonly Migration[], fetchable: boolean): Database.Database {
  const database = new Database(file);
  try {
    if (!schemaFits(database, migrations)) throw new NewerDatabaseError();
    database.pragma("journal_mode = WAL");
    database.pragma(`synchronous = ${fetchable ? "NORMAL" : "FULL"}`);
    database.pragma("foreign_keys = ON");
    const check = database.pragma("quick_check(1)", { simple: true });
    if (check !== "ok") throw new DamagedDatabaseError(String(check));
    migrate(database, migrations);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The newest file that was put aside for a newer version, where this is one. */
function takeBack(file: string, migrations: readonly Migration[], date: string): void {
  const prefix = `${basename(file)}.newer-`;
  const kept = readdirSync(dirname(file))
    .filter((name) => name.startsWith(prefix) && !/-(wal|shm)$/.test(name))
    .sort()
    .at(-1);
  if (kept === undefined) return;
  const path = join(dirname(file), kept);
  if (!isReadable(path, migrations)) return;
  if (existsSync(file)) putAside(file, `older-${date}`);
  rename(path, file);
}

function isReadable(file: string, migrations: readonly Migration[]): boolean {
  try {
    const database = new Database(file, { readonly: true });
    try {
      return schemaFits(database, migrations);
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}

/** Keeps a file, with its journal, for whoever can use it or wants to rescue something. */
function putAside(file: string, why: string): string {
  const aside = `${file}.${why}`;
  rename(file, aside);
  return aside;
}

function rename(from: string, to: string): void {
  for (const suffix of ["", "-wal", "-shm"]) {
    if (existsSync(from + suffix)) renameSync(from + suffix, to + suffix);
  }
}
