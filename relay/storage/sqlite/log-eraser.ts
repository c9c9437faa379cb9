import type Database from "better-sqlite3";
import { type CallEvent, callEventSchema } from "../../../shared/calls/event.ts";
import { sameNumber } from "../../../shared/phone-numbers/same-number.ts";
import { callMarkSchema, sharedDialSchema } from "../../../shared/relay-protocol/stream.ts";
import type { CallRecord } from "../../correlation/call-record.ts";
import { Statements } from "./statements.ts";

/** Rows that are looked through in one slice. */
const SLICE = 1_000;

/**
 * A piece of an erasure, done between two groups of hooks. A number is erased in turns: its calls are found, in as many
 * rounds as find more legs of them, then deleted from the log, and then from what is known of calls.
 */
export type ErasingSlice =
  | { job: "find-calls"; account: string; number: string; callIds: string[]; after: number; foundBefore: number }
  | { job: "erase-calls"; account: string; number: string; callIds: string[]; after: number }
  | { job: "erase-call-records"; account: string; number: string; callIds: string[]; after: number }
  | { job: "erase-employee"; account: string; employee: string; after: number }
  | { job: "erase-employee-in-records"; account: string; employee: string; after: number };

interface LogRow {
  entry: number;
  employee: string;
  kind: string;
  body: string;
}

/** Deletes what is kept of a person, a slice at a time. */
export class LogEraser {
  readonly #database: Database.Database;
  readonly #statements: Statements;

  constructor(database: Database.Database) {
    this.#database = database;
    this.#statements = new Statements(database);
  }

  /** @returns the next slice, undefined when all is done, and how many entries were deleted or changed */
  erase(slice: ErasingSlice): { next: ErasingSlice | undefined; count: number } {
    return this.#database
      .transaction(() => {
        switch (slice.job) {
          case "find-calls":
            return this.#findCalls(slice);
          case "erase-calls":
            return this.#eraseCalls(slice);
          case "erase-employee":
            return this.#eraseEmployee(slice);
          case "erase-call-records":
          case "erase-employee-in-records":
            return this.#eraseInRecords(slice);
        }
      })
      .immediate();
  }

  #findCalls(slice: Extract<ErasingSlice, { job: "find-calls" }>): { next: ErasingSlice; count: number } {
    const { account, number } = slice;
    const rows = this.#rows(account, slice.after);
    const ids = new Set(slice.callIds);
    for (const row of rows) {
      if (row.kind !== "event") continue;
      const event = parseEvent(row.body);
      const legs = legsOf(event);
      if (legs.some((id) => ids.has(id)) || names(event, number)) for (const id of legs) ids.add(id);
    }
    const callIds = [...ids];
    const last = rows.at(-1);
    if (rows.length === SLICE && last !== undefined)
      return { next: { ...slice, callIds, after: last.entry }, count: 0 };
    const another = callIds.length > slice.foundBefore;
    const next: ErasingSlice = another
      ? { ...slice, callIds, after: 0, foundBefore: callIds.length }
      : { job: "erase-calls", account, number, callIds, after: 0 };
    return { next, count: 0 };
  }

  #eraseCalls(slice: Extract<ErasingSlice, { job: "erase-calls" }>): { next: ErasingSlice; count: number } {
    const rows = this.#rows(slice.account, slice.after);
    const ids = new Set(slice.callIds);
    let count = 0;
    for (const { entry, kind, body } of rows) {
      if (!concerns(kind, body, ids, slice.number)) continue;
      this.#statements.sql("DELETE FROM log WHERE entry = ?").run(entry);
      count += 1;
    }
    const last = rows.at(-1);
    const next: ErasingSlice =
      rows.length === SLICE && last !== undefined
        ? { ...slice, after: last.entry }
        : { ...slice, job: "erase-call-records", after: 0 };
    return { next, count };
  }

  #eraseEmployee(slice: Extract<ErasingSlice, { job: "erase-employee" }>): { next: ErasingSlice; count: number } {
    const { account, employee } = slice;
    const rows = this.#rows(account, slice.after);
    let count = 0;
    for (const row of rows) {
      if (row.employee === employee) {
        this.#statements.sql("DELETE FROM log WHERE entry = ?").run(row.entry);
        count += 1;
      } else if (row.kind === "event") {
        const event = parseEvent(row.body);
        if (event.employee !== employee) continue;
        this.#statements
          .sql("UPDATE log SET body = ? WHERE entry = ?")
          .run(JSON.stringify(without(event, employee)), row.entry);
        count += 1;
      }
    }
    const last = rows.at(-1);
    const next: ErasingSlice =
      rows.length === SLICE && last !== undefined
        ? { ...slice, after: last.entry }
        : { ...slice, job: "erase-employee-in-records", after: 0 };
    return { next, count };
  }

  #eraseInRecords(slice: Extract<ErasingSlice, { job: "erase-call-records" | "erase-employee-in-records" }>): {
    next: ErasingSlice | undefined;
    count: number;
  } {
    const rows = this.#statements
      .sql<{ call: number; record: string }>("SELECT call, record FROM calls WHERE call > ? ORDER BY call LIMIT ?")
      .all(slice.after, SLICE);
    for (const { call, record } of rows) {
      const known = JSON.parse(record) as CallRecord;
      if (known.account !== slice.account) continue;
      if (slice.job === "erase-call-records") this.#eraseRecord(call, known, slice);
      else {
        const text = JSON.stringify(recordWithout(known, slice.employee));
        if (text !== record) this.#statements.sql("UPDATE calls SET record = ? WHERE call = ?").run(text, call);
      }
    }
    const last = rows.at(-1);
    return {
      next: rows.length === SLICE && last !== undefined ? { ...slice, after: last.call } : undefined,
      count: 0,
    };
  }

  #eraseRecord(call: number, record: CallRecord, { callIds, number }: { callIds: string[]; number: string }): void {
    const concerned =
      record.legs.some((leg) => callIds.includes(leg)) ||
      record.parts.some((part) => part.aNumber !== undefined && sameNumber(part.aNumber, number));
    if (!concerned) return;
    for (const leg of record.legs) {
      this.#statements.sql("DELETE FROM legs WHERE account = ? AND call_id = ?").run(record.account, leg);
    }
    this.#statements.sql("DELETE FROM rings WHERE call = ?").run(call);
    this.#statements.sql("DELETE FROM calls WHERE call = ?").run(call);
  }

  #rows(account: string, after: number): LogRow[] {
    return this.#statements
      .sql<LogRow>(`
        SELECT entry, employee, kind, body FROM log JOIN streams USING (stream)
        WHERE entry > ? AND account = ? ORDER BY entry LIMIT ${SLICE}
      `)
      .all(after, account);
  }
}

/** Whether an entry speaks of one of these calls, or of a call to that number. */
function concerns(kind: string, body: string, callIds: ReadonlySet<string>, number: string): boolean {
  if (kind === "event") return callIds.has(parseEvent(body).callId);
  if (kind === "dial") return sameNumber(sharedDialSchema.parse(JSON.parse(body)).callee, number);
  return callMarkSchema.parse(JSON.parse(body)).callIds.some((id) => callIds.has(id));
}

function parseEvent(body: string): CallEvent {
  return callEventSchema.parse(JSON.parse(body));
}

function legsOf(event: CallEvent): string[] {
  return [event.callId, event.linkedCallId, ...event.relatedCallIds].filter((id) => id !== undefined);
}

/** Whether a number stands anywhere in an event. */
function names(event: CallEvent, number: string): boolean {
  const said = [event.aNumber, event.transferredNumber, ...Object.values(event.unknownParameters ?? {})];
  return said.some((one) => one !== undefined && sameNumber(one, number));
}

function without(event: CallEvent, employee: string): CallEvent {
  if (event.employee !== employee) return event;
  const { employee: _, employeeName: __, phone: ___, ...rest } = event;
  return rest;
}

function recordWithout(record: CallRecord, employee: string): CallRecord {
  return {
    ...record,
    parts: record.parts.filter((part) => part.employee !== employee),
    told: record.told.map(({ event, to }) => ({
      event: without(event, employee),
      to: to.filter((one) => one !== employee),
    })),
  };
}
