import { statSync } from "node:fs";
import type Database from "better-sqlite3";
import type { DatabaseHealth } from "../../ports/health.ts";

/** SQLite's own look at open files (`PRAGMA quick_check`), which reads all of them: only when somebody asks. */
export function databaseHealth(databases: readonly Database.Database[]): DatabaseHealth {
  return {
    check: () => ({
      bytes: databases.reduce((sum, { name }) => sum + sizeOf(name) + sizeOf(`${name}-wal`), 0),
      sound: databases.every(isSound),
    }),
  };
}

function isSound(database: Database.Database): boolean {
  try {
    return database.pragma("quick_check(1)", { simple: true }) === "ok";
  } catch {
    return false;
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
