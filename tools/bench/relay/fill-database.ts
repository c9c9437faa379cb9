import { join } from "node:path";
import { parseArgs } from "node:util";
import { openDatabase } from "../../../relay/storage/sqlite/open-database.ts";
import { employeeOf } from "./generator/call-step.ts";

export interface FillOptions {
  dataDir: string;
  rows: number;
  /** Clients are dealt among them in turn, as `seedDevices` does. */
  accounts: readonly string[];
  clients: number;
}

/** So old are the oldest entries: within every retention. Milliseconds. */
const OLDEST_MS = 20 * 86_400_000;
/** As the relay writes it, for SQLite's `printf`: a call that is over. */
const EVENT =
  '{"id":"filled-%d","kind":"ended","callId":"pbx07-kbh-1768471420-1768471420-1768471420-filled.%012d","relatedCallIds":[],' +
  '"aNumber":"+4520123456","rungPhones":1,"at":%d,"receivedAt":%d,"durationSeconds":171,"transfer":false,"direction":"incoming"}';
/** Rows of one statement. */
const SLICE = 100_000;

/**
 * Puts rows into the log of a relay that does not run, straight into its tables, as if they had come over the last
 * twenty days. The index is made at the end, which is faster by far.
 *
 * @returns seconds that it took
 */
export function fillDatabase({ dataDir, rows, accounts, clients }: FillOptions): number {
  const begun = performance.now();
  const database = openDatabase(join(dataDir, "relay.db"));
  try {
    database.pragma("synchronous = OFF");
    database.pragma("cache_size = -200000");
    const index = String(database.prepare("SELECT sql FROM sqlite_schema WHERE name = 'log_by_stream'").pluck().get());
    const addStream = database.prepare("INSERT OR IGNORE INTO streams (account, employee) VALUES (?, ?)");
    database.transaction(() => {
      for (let client = 0; client < clients; client++) {
        addStream.run(accounts[client % accounts.length], employeeOf(client));
      }
    })();
    const stream = database.prepare("SELECT stream FROM streams WHERE account = ? AND employee = ?").pluck();
    const first = Number(stream.get(accounts[0], employeeOf(0)));
    database.exec("DROP INDEX log_by_stream");
    const now = Date.now();
    const insert = database.prepare(`
      WITH RECURSIVE n (i) AS (SELECT @from UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @to)
      INSERT INTO log (stream, position, kind, received_at, body)
      SELECT @first + i % @clients, 1 + CAST(i / @accounts AS INTEGER), 'event',
        CAST(@oldest + i * @step AS INTEGER), printf(@event, i, i, @oldest + i * @step, @oldest + i * @step)
      FROM n
    `);
    for (let from = 0; from < rows; from += SLICE) {
      insert.run({
        from,
        to: Math.min(rows, from + SLICE),
        first,
        clients,
        accounts: accounts.length,
        oldest: now - OLDEST_MS,
        step: Math.floor(OLDEST_MS / rows),
        event: EVENT,
      });
    }
    database.exec(index);
    const keep = database.prepare(`
      INSERT INTO accounts (account, newest) VALUES (?, ?) ON CONFLICT (account) DO UPDATE SET newest = excluded.newest
    `);
    for (const account of accounts) keep.run(account, Math.ceil(rows / accounts.length) + 1);
    database.prepare("INSERT OR REPLACE INTO meta (name, value) VALUES ('last-event', ?)").run(String(rows));
    database.pragma("wal_checkpoint(TRUNCATE)");
  } finally {
    database.close();
  }
  return (performance.now() - begun) / 1000;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      "data-dir": { type: "string" },
      rows: { type: "string", default: "1e7" },
      account: { type: "string", multiple: true, default: ["a001"] },
      clients: { type: "string", default: "5000" },
    },
  });
  const dataDir = values["data-dir"];
  if (dataDir === undefined) throw new Error("Say which data folder: --data-dir PATH [--rows 1e7].");
  const rows = Number(values.rows);
  const seconds = fillDatabase({ dataDir, rows, accounts: values.account, clients: Number(values.clients) });
  console.log(`${rows} rows in ${seconds.toFixed(1)} s.`);
}
