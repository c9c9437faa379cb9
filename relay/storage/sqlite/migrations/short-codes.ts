import type Database from "better-sqlite3";

/** Wrong tries of short codes are counted against the codes that begin alike. */
export function shortCodes(database: Database.Database): void {
  database.exec(`
    ALTER TABLE invitations ADD COLUMN slot TEXT;
    ALTER TABLE invitations ADD COLUMN tries_left INTEGER NOT NULL DEFAULT 1;
    CREATE INDEX invitations_by_slot ON invitations (slot) WHERE slot IS NOT NULL;
  `);
}
