import type Database from "better-sqlite3";
import { callFlowHistory } from "./call-flow-history.ts";
import { callRecords } from "./call-records.ts";
import { deviceLives } from "./device-lives.ts";
import { shortCodes } from "./short-codes.ts";

/** The schema of `relay.db`. A released migration is never changed; a new one is added. */
export const migrations: readonly ((database: Database.Database) => void)[] = [
  (database) => {
    database.exec(`
      CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

      -- The newest offset outlives the events, so that an idle client can still resume.
      CREATE TABLE accounts (
        account TEXT PRIMARY KEY,
        newest INTEGER NOT NULL,
        trimmed INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE events (
        id INTEGER PRIMARY KEY,
        account TEXT NOT NULL,
        call INTEGER NOT NULL,
        kind TEXT NOT NULL,
        received_at INTEGER NOT NULL,
        into_call TEXT,
        body TEXT NOT NULL
      ) STRICT;
      CREATE INDEX events_by_call ON events (call);
      CREATE INDEX events_by_time ON events (received_at);
      CREATE INDEX events_by_transfer ON events (account, into_call) WHERE into_call IS NOT NULL;

      -- A repeated hook within one span of time.
      CREATE TABLE fingerprints (
        account TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        received_at INTEGER NOT NULL,
        PRIMARY KEY (account, fingerprint)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX fingerprints_by_time ON fingerprints (received_at);

      -- One row for each employee that an event goes to.
      CREATE TABLE log (
        account TEXT NOT NULL,
        employee TEXT NOT NULL,
        position INTEGER NOT NULL,
        event INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
        body TEXT NOT NULL,
        PRIMARY KEY (account, employee, position)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX log_by_event ON log (event, employee);

      -- Which call (a number of ours) a leg belongs to.
      CREATE TABLE legs (
        account TEXT NOT NULL,
        call_id TEXT NOT NULL,
        call INTEGER NOT NULL,
        received_at INTEGER NOT NULL,
        PRIMARY KEY (account, call_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX legs_by_call ON legs (call);
      CREATE INDEX legs_by_time ON legs (received_at);

      -- Who rang, talked or dialled in a call.
      CREATE TABLE parts (
        call INTEGER NOT NULL,
        account TEXT NOT NULL,
        employee TEXT NOT NULL,
        kind TEXT NOT NULL,
        phone TEXT,
        a_number TEXT,
        received_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX parts_by_call ON parts (call);
      CREATE INDEX parts_by_number ON parts (account, a_number, received_at);
      CREATE INDEX parts_by_time ON parts (received_at);

      CREATE TABLE invitations (
        code_hash TEXT PRIMARY KEY,
        account TEXT NOT NULL,
        employee TEXT NOT NULL,
        expires_at INTEGER NOT NULL,
        used_at INTEGER
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE devices (
        id TEXT PRIMARY KEY,
        token_hash TEXT NOT NULL UNIQUE,
        account TEXT NOT NULL,
        employee TEXT NOT NULL,
        name TEXT NOT NULL,
        platform TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        revoked_at INTEGER
      ) STRICT, WITHOUT ROWID;
    `);
  },
  // Events are numbered by a counter: SQLite gives the numbers of deleted rows out again, and apps know events by them.
  (database) => {
    database.exec(`
      INSERT INTO meta (name, value) SELECT 'last-event', CAST(max(id) AS TEXT) FROM events HAVING count(*) > 0;
    `);
  },
  callRecords,
  deviceLives,
  shortCodes,
  callFlowHistory,
];
