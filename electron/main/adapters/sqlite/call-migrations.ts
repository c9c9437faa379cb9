import type { Migration } from "./open-database.ts";

/** The schema of `calls.db`. A released migration is never changed; a new one is added. */
export const callMigrations: readonly Migration[] = [
  (database) => {
    database.exec(`
      CREATE TABLE events (
        id TEXT PRIMARY KEY,
        received_at INTEGER NOT NULL,
        body TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX events_by_time ON events (received_at);

      CREATE TABLE calls (
        key TEXT PRIMARY KEY,
        started_at INTEGER NOT NULL,
        ended INTEGER NOT NULL,
        outcome TEXT,
        number_key TEXT,
        seen INTEGER NOT NULL DEFAULT 0,
        body TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX calls_by_time ON calls (started_at) WHERE ended = 1;
      CREATE INDEX calls_missed ON calls (started_at) WHERE outcome = 'missed';
      CREATE INDEX calls_unseen ON calls (number_key) WHERE outcome = 'missed' AND seen = 0;

      CREATE TABLE state (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
  // What was done about missed calls is shared with the employee's other devices.
  (database) => {
    database.exec(`
      -- Calls that he has seen somewhere, by their UniqueCallIds: a call may turn out to be missed after it was marked.
      CREATE TABLE seen_marks (
        call_id TEXT PRIMARY KEY,
        at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      -- Marks that the relay has not given back yet.
      CREATE TABLE mark_outbox (
        id TEXT PRIMARY KEY,
        at INTEGER NOT NULL,
        body TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
  // A dial outlives the app: its first ring may come after the app was started again.
  (database) => {
    database.exec(`
      CREATE TABLE dials (
        id TEXT PRIMARY KEY,
        at INTEGER NOT NULL,
        callee TEXT NOT NULL,
        device TEXT NOT NULL,
        failed INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX dials_by_time ON dials (at);
    `);
  },
  // A person's calls are found by his numbers, and whom he spoke with is known at once.
  (database) => {
    database.exec(`
      CREATE INDEX calls_by_number ON calls (number_key, started_at, outcome) WHERE ended = 1 AND number_key IS NOT NULL;
      CREATE INDEX calls_by_answerer ON calls (body ->> '$.answeredBy.localNumber', started_at)
        WHERE outcome = 'answered-elsewhere';
    `);
  },
];
