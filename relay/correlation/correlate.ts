import type Database from "better-sqlite3";
import { z } from "zod";
import { type CallEvent, callEventSchema } from "../../shared/calls/event.ts";
import { defined } from "../../shared/defined.ts";
import type { Hook } from "../../shared/flexfone/parse-hook.ts";
import type { Delivery } from "../storage/event-log.ts";
import { fingerprint, REPEATED_WITHIN_MS } from "./fingerprint.ts";
import { isSameRing, RING_TOGETHER_MS } from "./same-ring.ts";

const partSchema = z.object({
  call: z.number(),
  employee: z.string(),
  kind: z.string(),
  phone: z.string().nullable(),
  a_number: z.string().nullable(),
  received_at: z.number(),
});
const callSchema = z.object({ call: z.number() });
const numberSchema = z.object({ number: z.number() });
const callIdSchema = z.object({ call_id: z.string() });
const storedEventSchema = z.object({ id: z.number(), body: z.string() });

/** A call's other legs are named on an event up to this many. */
const MOST_RELATED = 64;

/**
 * Turns hooks into deliveries: finds the call that a hook's leg belongs to, and the employees whom it concerns. All that
 * it knows is in the database, so that a restart in the middle of a call changes nothing. To be run inside a
 * transaction.
 *
 * - Legs are one call when they share a UniqueCallId or a LinkedUniqueCallId links them, and when phones ring together
 *   (`same-ring.ts`).
 * - `incoming` and `outgoing` go to their employee; `answered` and `ended` to everybody in the call.
 * - `ended` with a transfer goes to everybody in the call that it was passed into, too.
 * - What came before an employee was known to be in the call is given to him when he is.
 */
export class Correlator {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  /** Begins every event id, so that ids of two databases never meet. */
  readonly #epoch: string;

  constructor(database: Database.Database, epoch: string) {
    this.#database = database;
    this.#epoch = epoch;
  }

  /** @returns nothing for a repeated hook */
  accept(account: string, hook: Hook, employeeName: string | undefined): Delivery[] {
    if (this.#isRepeated(account, hook)) return [];
    const { call, merged } = this.#callOf(account, hook);
    const isNew = this.#addPart(account, call, hook);
    const event = this.#addEvent(account, call, hook, employeeName);

    const deliveries = this.#recipients(account, call, hook).map((employee) => this.#deliver(account, employee, event));
    const newcomers = new Set(merged ? this.#parts(call).map((part) => part.employee) : []);
    if (isNew && hook.employee !== undefined) newcomers.add(hook.employee);
    for (const employee of newcomers) deliveries.push(...this.#catchUp(account, call, employee));
    return deliveries;
  }

  #isRepeated(account: string, hook: Hook): boolean {
    const print = fingerprint(hook);
    const { changes } = this.#sql(`
      INSERT INTO fingerprints (account, fingerprint, received_at) VALUES (@account, @print, @at)
      ON CONFLICT (account, fingerprint) DO UPDATE SET received_at = excluded.received_at
        WHERE excluded.received_at > received_at + ${REPEATED_WITHIN_MS}
    `).run({ account, print, at: hook.receivedAt });
    return changes === 0;
  }

  /** @returns the call, and whether it was several calls until now */
  #callOf(account: string, hook: Hook): { call: number; merged: boolean } {
    const ids = hook.linkedCallId === undefined ? [hook.callId] : [hook.callId, hook.linkedCallId];
    const calls = new Set<number>();
    for (const id of ids) {
      const row = this.#sql("SELECT call FROM legs WHERE account = ? AND call_id = ?").get(account, id);
      if (row !== undefined) calls.add(callSchema.parse(row).call);
    }
    // A leg may be known by its end or its answer alone, if those came first.
    const hasRung = [...calls].some((call) => this.#parts(call).some((part) => part.kind === "incoming"));
    const together = hasRung ? undefined : this.#ringsTogether(account, hook);
    if (together !== undefined) calls.add(together);
    const [first = this.#newCall(), ...others] = [...calls].sort((a, b) => a - b);
    for (const other of others) this.#merge(other, first);
    for (const id of ids) {
      this.#sql(`
        INSERT INTO legs (account, call_id, call, received_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (account, call_id) DO UPDATE SET received_at = excluded.received_at
      `).run(account, id, first, hook.receivedAt);
    }
    return { call: first, merged: others.length > 0 };
  }

  #ringsTogether(account: string, hook: Hook): number | undefined {
    if (hook.kind !== "incoming" || hook.aNumber === undefined) return undefined;
    const rows = this.#sql(`
      SELECT call, employee, kind, phone, a_number, received_at FROM parts
      WHERE account = ? AND a_number = ? AND received_at BETWEEN ? AND ? AND kind = 'incoming'
    `).all(account, hook.aNumber, hook.receivedAt - RING_TOGETHER_MS, hook.receivedAt + RING_TOGETHER_MS);
    const parts = rows.map((row) => partSchema.parse(row));
    const match = parts.find((part) =>
      isSameRing(
        { phone: hook.phone, aNumber: hook.aNumber, receivedAt: hook.receivedAt },
        { phone: part.phone ?? undefined, aNumber: part.a_number ?? undefined, receivedAt: part.received_at },
      ),
    );
    // Another call from the same switchboard already rings this very phone: this is a call of its own.
    const taken = parts.some((part) => part.call === match?.call && part.phone === (hook.phone ?? null));
    return taken ? undefined : match?.call;
  }

  #newCall(): number {
    return this.#nextNumber("last-call");
  }

  /** Counters of their own, since the rows that were numbered are deleted in time and no number may come again. */
  #nextNumber(counter: "last-call" | "last-event"): number {
    const row = this.#sql(`
      INSERT INTO meta (name, value) VALUES (?, '1')
      ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING CAST(value AS INTEGER) AS number
    `).get(counter);
    return numberSchema.parse(row).number;
  }

  #merge(from: number, into: number): void {
    for (const table of ["legs", "parts", "events"]) {
      this.#sql(`UPDATE ${table} SET call = ? WHERE call = ?`).run(into, from);
    }
  }

  /** @returns whether the employee was not in the call before */
  #addPart(account: string, call: number, hook: Hook): boolean {
    if (hook.employee === undefined) return false;
    const known = this.#sql("SELECT 1 FROM parts WHERE call = ? AND employee = ?").get(call, hook.employee);
    this.#sql(`
      INSERT INTO parts (call, account, employee, kind, phone, a_number, received_at) VALUES (?, ?, ?, ?, ?, ?, ?)
    `).run(call, account, hook.employee, hook.kind, hook.phone ?? null, hook.aNumber ?? null, hook.receivedAt);
    return known === undefined;
  }

  #parts(call: number): z.output<typeof partSchema>[] {
    return this.#sql(`
      SELECT call, employee, kind, phone, a_number, received_at FROM parts WHERE call = ? ORDER BY received_at, rowid
    `)
      .all(call)
      .map((row) => partSchema.parse(row));
  }

  #addEvent(
    account: string,
    call: number,
    hook: Hook,
    employeeName: string | undefined,
  ): { id: number; event: CallEvent } {
    const { accountId: _, sentAt, ...said } = hook;
    const parts = this.#parts(call);
    const rung = new Set(parts.filter((part) => part.kind === "incoming").map((part) => part.phone ?? part.employee));
    const id = this.#nextNumber("last-event");
    const event = callEventSchema.parse({
      ...said,
      at: sentAt ?? hook.receivedAt,
      id: `${this.#epoch}-${id}`,
      relatedCallIds: this.#relatedCallIds(account, call, hook.callId),
      rungPhones: rung.size,
      ...defined({
        employeeName,
        transferredNumber: hook.transferredCallId === undefined ? undefined : outsideNumber(parts),
      }),
    });
    this.#sql(`
      INSERT INTO events (id, account, call, kind, received_at, into_call, body) VALUES (?, ?, ?, ?, ?, ?, ?)
    `).run(id, account, call, hook.kind, hook.receivedAt, hook.transferredCallId ?? null, JSON.stringify(event));
    return { id, event };
  }

  #relatedCallIds(account: string, call: number, own: string): string[] {
    const rows = this.#sql("SELECT call_id FROM legs WHERE account = ? AND call = ? AND call_id <> ? LIMIT ?").all(
      account,
      call,
      own,
      MOST_RELATED,
    );
    return rows.map((row) => callIdSchema.parse(row).call_id);
  }

  #recipients(account: string, call: number, hook: Hook): string[] {
    if (hook.kind === "incoming" || hook.kind === "outgoing") return hook.employee === undefined ? [] : [hook.employee];
    const employees = new Set(this.#parts(call).map((part) => part.employee));
    if (hook.transferredCallId !== undefined) {
      const row = this.#sql("SELECT call FROM legs WHERE account = ? AND call_id = ?").get(
        account,
        hook.transferredCallId,
      );
      if (row !== undefined) {
        for (const part of this.#parts(callSchema.parse(row).call)) employees.add(part.employee);
      }
    }
    return [...employees];
  }

  /** What everybody else in the call was told already: an `ended` or `answered` that was parked, or came too early. */
  #catchUp(account: string, call: number, employee: string): Delivery[] {
    const rows = this.#sql(`
      SELECT id, body FROM events
      WHERE (call = @call AND kind IN ('answered', 'ended')
          OR account = @account AND into_call IN (SELECT call_id FROM legs WHERE call = @call))
        AND NOT EXISTS (SELECT 1 FROM log WHERE event = events.id AND employee = @employee)
      ORDER BY id
    `).all({ account, call, employee });
    return rows.map((row) => {
      const { id, body } = storedEventSchema.parse(row);
      const event = callEventSchema.parse(JSON.parse(body));
      // More legs may be known to be this call than when it happened.
      const relatedCallIds = this.#relatedCallIds(account, call, event.callId);
      return this.#deliver(account, employee, { id, event: { ...event, relatedCallIds } });
    });
  }

  #deliver(account: string, employee: string, { id, event }: { id: number; event: CallEvent }): Delivery {
    const row = this.#sql(`
      INSERT INTO accounts (account, newest) VALUES (?, 1)
      ON CONFLICT (account) DO UPDATE SET newest = newest + 1 RETURNING newest
    `).get(account);
    const { newest: offset } = z.object({ newest: z.number() }).parse(row);
    this.#sql("INSERT INTO log (account, employee, position, event, body) VALUES (?, ?, ?, ?, ?)").run(
      account,
      employee,
      offset,
      id,
      JSON.stringify(event),
    );
    return { account, offset, employee, event };
  }

  #sql(text: string): Database.Statement {
    let statement = this.#statements.get(text);
    if (statement === undefined) {
      statement = this.#database.prepare(text);
      this.#statements.set(text, statement);
    }
    return statement;
  }
}

/** The first A-number that somebody in the call was told, of those who were called from outside or called out. */
function outsideNumber(parts: readonly z.output<typeof partSchema>[]): string | undefined {
  return parts.find((part) => part.kind !== "answered" && part.a_number !== null)?.a_number ?? undefined;
}
