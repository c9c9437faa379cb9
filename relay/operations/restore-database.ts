import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { StorageError } from "../storage/event-log.ts";
import { newEpoch } from "../storage/sqlite/epoch.ts";
import { openDatabase } from "../storage/sqlite/open-database.ts";
import { SqliteDeviceStore } from "../storage/sqlite/sqlite-device-store.ts";
import { inspectCopy } from "./inspect-copy.ts";

export interface Restored {
  /** Where what was replaced is now; undefined where there was nothing. */
  keptAs: string | undefined;
  /** How many devices had been revoked since the backup, and were revoked again. */
  revoked: number;
}

/**
 * Puts a backup in the database's place. A crash in the middle leaves either the old or the new one, whole. Whoever calls
 * it holds the serve lock.
 *
 * @param now Unix milliseconds
 * @throws StorageError where the backup cannot be used; then nothing has changed
 */
export async function restoreDatabase(backup: string, database: string, now: number): Promise<Restored> {
  if (!existsSync(backup)) throw new StorageError(`${backup} does not exist.`);
  const fresh = `${database}.restoring`;
  remove(fresh);
  try {
    copyFileSync(backup, fresh, constants.COPYFILE_EXCL);
    inspectCopy(fresh, backup);
    const revoked = await makeFit(fresh, database, now);
    const keptAs = existsSync(database) ? keep(database, now) : undefined;
    sync(fresh);
    renameSync(fresh, database);
    sync(dirname(database));
    return { keptAs, revoked };
  } finally {
    remove(fresh);
  }
}

/** Makes a copy one to go on with in another's place. @returns how many devices were revoked in it */
async function makeFit(file: string, replaced: string, now: number): Promise<number> {
  const database = openDatabase(file);
  try {
    newEpoch(database);
    // Some have been used since, and none may be used twice.
    database.exec("DELETE FROM invitations");
    const devices = new SqliteDeviceStore(database);
    const revoked = await revokedIn(replaced);
    const paired = await devices.devices();
    const again = paired.filter(({ id, revokedAt }) => revokedAt === undefined && revoked.has(id));
    for (const { account, id } of again) await devices.revoke(account, id, revoked.get(id) ?? now);
    database.pragma("wal_checkpoint(TRUNCATE)");
    database.pragma("journal_mode = DELETE");
    return again.length;
  } finally {
    database.close();
  }
}

/** Devices that are revoked by now, with when; none where the database cannot be read any more. */
async function revokedIn(file: string): Promise<Map<string, number>> {
  const revoked = new Map<string, number>();
  if (!existsSync(file)) return revoked;
  let database: Database.Database | undefined;
  try {
    database = openDatabase(file);
    for (const { id, revokedAt } of await new SqliteDeviceStore(database).devices()) {
      if (revokedAt !== undefined) revoked.set(id, revokedAt);
    }
    // What the write-ahead log holds goes into the file, which is about to be put aside.
    database.pragma("wal_checkpoint(TRUNCATE)");
  } catch (error) {
    // A damaged database is what backups are for; one that is merely busy is not.
    const isDamaged = error instanceof Database.SqliteError && /^SQLITE_(?:CORRUPT|NOTADB|IOERR)/.test(error.code);
    if (!isDamaged && !(error instanceof StorageError)) throw error;
  } finally {
    database?.close();
  }
  return revoked;
}

/** Keeps the database under another name, with the write-ahead log that a damaged one has left. @returns the name */
function keep(database: string, now: number): string {
  const kept = `${database}.before-restore-${new Date(now).toISOString().replace(/[-:.]/g, "")}`;
  linkSync(database, kept);
  // Left in its place, it would be taken for the new one's.
  if (existsSync(`${database}-wal`)) renameSync(`${database}-wal`, `${kept}-wal`);
  rmSync(`${database}-shm`, { force: true });
  return kept;
}

function remove(file: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(file + suffix, { force: true });
}

/** Waits until a file, or a folder's list of files, would survive a power cut; Windows has no such thing for folders. */
function sync(path: string): void {
  const isFolder = statSync(path).isDirectory();
  if (isFolder && process.platform === "win32") return;
  const descriptor = openSync(path, isFolder ? "r" : "r+");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
