import type Database from "better-sqlite3";
import { z } from "zod";
import { type CallEvent, callEventKinds, callEventSchema } from "../../../../shared/calls/event.ts";
import { defined } from "../../../../shared/defined.ts";
import type { CallRecord } from "../../../correlation/call-record.ts";

const partSchema = z.object({
  employee: z.string(),
  kind: z.enum(callEventKinds),
  phone: z.string().nullable(),
  a_number: z.string().nullable(),
  received_at: z.number(),
});
const callSchema = z.object({ call: z.number(), account: z.string(), updated_at: z.number() });
const textSchema = z.object({ text: z.string() });

/**
 * A call becomes one record, and what an employee gets one row that holds its own text, so that an event costs a few
 * writes whatever is stored. Everything is carried over.
 */
export function callRecords(database: Database.Database): void {
  database.exec(`
    ALTER TABLE log RENAME TO old_log;
    ALTER TABLE legs RENAME TO old_legs;
    DROP TABLE fingerprints;
    DROP INDEX legs_by_call;
    DROP INDEX legs_by_time;

    -- An employee's entries. Complete after position "trimmed".
    CREATE TABLE streams (
      stream INTEGER PRIMARY KEY,
      account TEXT NOT NULL,
      employee TEXT NOT NULL,
      trimmed INTEGER NOT NULL DEFAULT 0,
      UNIQUE (account, employee)
    ) STRICT;

    -- Appended to at its end, whoever it is for. The position is the account's offset.
    CREATE TABLE log (
      entry INTEGER PRIMARY KEY,
      stream INTEGER NOT NULL,
      position INTEGER NOT NULL,
      kind TEXT NOT NULL,
      received_at INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX log_by_stream ON log (stream, position);

    CREATE TABLE calls (
      call INTEGER PRIMARY KEY,
      updated_at INTEGER NOT NULL,
      record TEXT NOT NULL
    ) STRICT;

    -- Which call a leg belongs to.
    CREATE TABLE legs (
      account TEXT NOT NULL,
      call_id TEXT NOT NULL,
      call INTEGER NOT NULL,
      PRIMARY KEY (account, call_id)
    ) STRICT, WITHOUT ROWID;

    -- Which calls rang with an A-number; kept for seconds.
    CREATE TABLE rings (
      account TEXT NOT NULL,
      a_number TEXT NOT NULL,
      received_at INTEGER NOT NULL,
      call INTEGER NOT NULL,
      PRIMARY KEY (account, a_number, received_at, call)
    ) STRICT, WITHOUT ROWID;

    -- Hooks and marks that came; kept for seconds, and marks as long as the log.
    CREATE TABLE fingerprints (
      fingerprint TEXT PRIMARY KEY,
      received_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE marks (
      stream INTEGER NOT NULL,
      mark TEXT NOT NULL,
      position INTEGER NOT NULL,
      PRIMARY KEY (stream, mark)
    ) STRICT, WITHOUT ROWID;

    -- What is to be done at a time; whoever does it has a lease.
    CREATE TABLE jobs (
      account TEXT NOT NULL,
      id TEXT NOT NULL,
      kind TEXT NOT NULL,
      at INTEGER NOT NULL,
      payload TEXT NOT NULL,
      claim TEXT,
      leased_until INTEGER NOT NULL DEFAULT 0,
      attempt INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (account, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX jobs_by_time ON jobs (kind, at);

    INSERT INTO streams (account, employee, trimmed)
      SELECT DISTINCT old_log.account, old_log.employee, accounts.trimmed FROM old_log JOIN accounts USING (account);
    INSERT INTO log (stream, position, kind, received_at, body)
      SELECT streams.stream, old_log.position, 'event', events.received_at, old_log.body
      FROM old_log JOIN events ON events.id = old_log.event
        JOIN streams ON streams.account = old_log.account AND streams.employee = old_log.employee
      ORDER BY old_log.event, old_log.position;
    INSERT INTO legs (account, call_id, call) SELECT account, call_id, call FROM old_legs;
  `);
  const insert = database.prepare("INSERT INTO calls (call, updated_at, record) VALUES (?, ?, ?)");
  const calls = database
    .prepare("SELECT call, account, max(received_at) AS updated_at FROM old_legs GROUP BY call, account ORDER BY call")
    .all();
  for (const row of calls) {
    const { call, account, updated_at } = callSchema.parse(row);
    insert.run(call, updated_at, JSON.stringify(recordOf(database, call, account, updated_at)));
  }
  database.exec(`
    DROP TABLE old_log;
    DROP TABLE old_legs;
    DROP TABLE parts;
    DROP TABLE events;
    ALTER TABLE accounts DROP COLUMN trimmed;
    -- The relays before this had no witness of how far the log had come.
    INSERT INTO meta (name, value) SELECT 'unwitnessed', 'yes' FROM log LIMIT 1;
  `);
}

function recordOf(database: Database.Database, call: number, account: string, updatedAt: number): CallRecord {
  const legs = texts(database, "SELECT call_id AS text FROM old_legs WHERE call = ? ORDER BY received_at", call);
  const parts = database
    .prepare(
      "SELECT employee, kind, phone, a_number, received_at FROM parts WHERE call = ? ORDER BY received_at, rowid",
    )
    .all(call)
    .map((row) => {
      const { employee, kind, phone, a_number, received_at } = partSchema.parse(row);
      return {
        employee,
        kind,
        ...defined({ phone: phone ?? undefined, aNumber: a_number ?? undefined }),
        receivedAt: received_at,
      };
    });
  const told = eventsOf(database, call, account).map(({ id, event }) => ({
    event,
    to: texts(database, "SELECT DISTINCT employee AS text FROM old_log WHERE event = ?", id),
  }));
  return { call: String(call), account, legs, parts, told, updatedAt };
}

function eventsOf(database: Database.Database, call: number, account: string): { id: number; event: CallEvent }[] {
  const rows = database
    .prepare(`
      SELECT id, body FROM events WHERE call = @call AND kind IN ('answered', 'ended')
      UNION SELECT id, body FROM events
        WHERE account = @account AND into_call IN (SELECT call_id FROM old_legs WHERE call = @call)
      ORDER BY id
    `)
    .all({ call, account });
  return rows.map((row) => {
    const { id, body } = z.object({ id: z.number(), body: z.string() }).parse(row);
    return { id, event: callEventSchema.parse(JSON.parse(body)) };
  });
}

function texts(database: Database.Database, sql: string, value: number): string[] {
  return database
    .prepare(sql)
    .all(value)
    .map((row) => textSchema.parse(row).text);
}
