import type { Hook } from "../../../shared/flexfone/parse-hook.ts";
import type { CallRecord } from "../../correlation/call-record.ts";
import { type Correlated, idsOf, type Known } from "../../correlation/correlate.ts";
import { RING_TOGETHER_MS } from "../../correlation/same-ring.ts";
import type { Statements } from "./statements.ts";

interface RecordRow {
  record: string;
}

/** What is known of calls, in SQLite. To be used inside a transaction. */
export class CallRecords {
  readonly #statements: Statements;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** What may have to do with a hook. */
  known(account: string, hook: Hook): Known {
    const legs = new Map<string, CallRecord>();
    for (const id of idsOf(hook)) {
      const row = this.#statements
        .sql<{ call: number }>("SELECT call FROM legs WHERE account = ? AND call_id = ?")
        .get(account, id);
      const record = row === undefined ? undefined : this.#record(row.call);
      if (record !== undefined) legs.set(id, record);
    }
    return { legs, ringing: this.#ringing(account, hook) };
  }

  #ringing(account: string, { kind, aNumber, receivedAt }: Hook): CallRecord[] {
    if (kind !== "incoming" || aNumber === undefined) return [];
    const rows = this.#statements
      .sql<{ call: number }>(
        "SELECT call FROM rings WHERE account = ? AND a_number = ? AND received_at BETWEEN ? AND ? ORDER BY call",
      )
      .all(account, aNumber, receivedAt - RING_TOGETHER_MS, receivedAt + RING_TOGETHER_MS);
    const calls = new Set(rows.map(({ call }) => call));
    return [...calls].map((call) => this.#record(call)).filter((record) => record !== undefined);
  }

  #record(call: number): CallRecord | undefined {
    const row = this.#statements.sql<RecordRow>("SELECT record FROM calls WHERE call = ?").get(call);
    return row === undefined ? undefined : parseRecord(row.record);
  }

  write({ write, absorbed }: Correlated, { legs }: Known): void {
    for (const call of absorbed) this.#statements.sql("DELETE FROM calls WHERE call = ?").run(Number(call));
    for (const record of write) {
      this.#statements
        .sql(`
          INSERT INTO calls (call, updated_at, record) VALUES (?, ?, ?)
          ON CONFLICT (call) DO UPDATE SET updated_at = excluded.updated_at, record = excluded.record
        `)
        .run(Number(record.call), record.updatedAt, JSON.stringify(record));
      const hasMerged = absorbed.length > 0;
      for (const leg of record.legs) if (hasMerged || legs.get(leg)?.call !== record.call) this.#tie(record, leg);
      if (hasMerged || record.parts.at(-1)?.kind === "incoming") this.#rings(record);
    }
  }

  #tie({ account, call }: CallRecord, leg: string): void {
    this.#statements
      .sql("INSERT INTO legs (account, call_id, call) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET call = excluded.call")
      .run(account, leg, Number(call));
  }

  #rings({ account, call, parts, updatedAt }: CallRecord): void {
    for (const { kind, aNumber, receivedAt } of parts) {
      if (kind !== "incoming" || aNumber === undefined || Math.abs(updatedAt - receivedAt) > RING_TOGETHER_MS) continue;
      this.#statements
        .sql("INSERT OR IGNORE INTO rings (account, a_number, received_at, call) VALUES (?, ?, ?, ?)")
        .run(account, aNumber, receivedAt, Number(call));
    }
  }

  /**
   * Forgets rings that are over, whatever the clock did meanwhile.
   *
   * @param now Unix milliseconds
   */
  forgetRings(now: number): void {
    this.#statements
      .sql("DELETE FROM rings WHERE received_at NOT BETWEEN ? AND ?")
      .run(now - 2 * RING_TOGETHER_MS, now + 2 * RING_TOGETHER_MS);
  }

  /**
   * Forgets calls of which nothing was heard since then, of a number of calls.
   *
   * @returns the call to go on after, undefined where all have been looked at
   */
  forgetCalls(updatedBefore: number, after: number, most: number): number | undefined {
    const rows = this.#statements
      .sql<{ call: number; updated_at: number; record: string }>(
        "SELECT call, updated_at, record FROM calls WHERE call > ? ORDER BY call LIMIT ?",
      )
      .all(after, most);
    for (const { call, updated_at, record } of rows) {
      if (updated_at >= updatedBefore) continue;
      const { account, legs } = parseRecord(record);
      for (const leg of legs) {
        this.#statements.sql("DELETE FROM legs WHERE account = ? AND call_id = ? AND call = ?").run(account, leg, call);
      }
      this.#statements.sql("DELETE FROM calls WHERE call = ?").run(call);
    }
    return rows.length < most ? undefined : rows.at(-1)?.call;
  }
}

/** Records are written by this class only, so they are what it wrote. */
function parseRecord(text: string): CallRecord {
  return JSON.parse(text) as CallRecord;
}
