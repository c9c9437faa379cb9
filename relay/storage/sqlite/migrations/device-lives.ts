import type Database from "better-sqlite3";

/** Devices expire when they are not used, are suspended with their extension, and may be asked for again by their token. */
export function deviceLives(database: Database.Database): void {
  database.exec(`
    ALTER TABLE invitations ADD COLUMN used_by TEXT;

    ALTER TABLE devices ADD COLUMN last_used_at INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE devices ADD COLUMN suspended_at INTEGER;
    ALTER TABLE devices ADD COLUMN suspended_why TEXT;
    ALTER TABLE devices ADD COLUMN holder_name TEXT;
    ALTER TABLE devices ADD COLUMN holder_email TEXT;
    -- When they were used last is not known, so their time begins now.
    UPDATE devices SET last_used_at = CAST(unixepoch('subsec') * 1000 AS INTEGER);

    CREATE INDEX devices_by_employee ON devices (account, employee);
    CREATE INDEX devices_by_revocation ON devices (revoked_at) WHERE revoked_at IS NOT NULL;
    CREATE INDEX devices_by_suspension ON devices (suspended_at) WHERE suspended_at IS NOT NULL;
  `);
}
