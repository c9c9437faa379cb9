import type Database from "better-sqlite3";
import type { Migration, Step } from "./open-database.ts";

/**
 * Whether this version of the app can use a file: one of its own schema or an older one, or one that a newer version has only
 * added to. `schema_reader` says which is the oldest schema whose versions may use the file.
 */
export function schemaFits(database: Database.Database, migrations: readonly Migration[]): boolean {
  const version = versionOf(database);
  if (version <= migrations.length) return true;
  return oldestReader(database, version) <= migrations.length;
}

/** Carries out the steps that are missing, each in a transaction. A file that is ahead is left as it is. */
export function migrate(database: Database.Database, migrations: readonly Migration[]): void {
  const version = versionOf(database);
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue;
    const number = index + 1;
    database.transaction(() => {
      stepOf(migration)(database);
      database.exec(
        "CREATE TABLE IF NOT EXISTS schema_reader (id INTEGER PRIMARY KEY CHECK (id = 1), oldest INTEGER NOT NULL) STRICT",
      );
      const oldest = lastBreak(migrations.slice(0, number));
      database.prepare("INSERT OR REPLACE INTO schema_reader (id, oldest) VALUES (1, ?)").run(oldest);
      database.pragma(`user_version = ${number}`);
    })();
  }
}

function versionOf(database: Database.Database): number {
  return Number(database.pragma("user_version", { simple: true }));
}

/** Where it is not said, nobody older. */
function oldestReader(database: Database.Database, version: number): number {
  const known = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_reader'").get();
  if (known === undefined) return version;
  const oldest: unknown = database.prepare("SELECT oldest FROM schema_reader").pluck().get();
  return typeof oldest === "number" ? oldest : version;
}

/** The number of the last step that older versions cannot live with; 1 where there is none. */
function lastBreak(migrations: readonly Migration[]): number {
  return Math.max(1, migrations.findLastIndex((migration) => typeof migration !== "function") + 1);
}

function stepOf(migration: Migration): Step {
  return typeof migration === "function" ? migration : migration.step;
}
