import type { Migration } from "./open-database.ts";

/** The part of `own.db` that holds what the employee wrote about people. A released migration is never changed. */
export const ownContactMigrations: readonly Migration[] = [
  (database) => {
    database.exec(`
      CREATE TABLE own_contacts (
        id TEXT PRIMARY KEY,
        favourite INTEGER NOT NULL,
        vip INTEGER NOT NULL,
        blocked INTEGER NOT NULL,
        note TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL,
        -- Name, numbers and so on as he wrote them; whom it is about as he was known.
        contact TEXT,
        about TEXT
      ) STRICT, WITHOUT ROWID;
    `);
  },
];
