import type { Migration } from "./open-database.ts";

/** The part of `own.db` that says where contacts come from. A released migration is never changed; a new one is added. */
export const sourceMigrations: readonly Migration[] = [
  (database) => {
    database.exec(`
      CREATE TABLE sources (
        id TEXT PRIMARY KEY,
        place INTEGER NOT NULL,
        body TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE csv_mappings (
        heading TEXT PRIMARY KEY,
        body TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
];
