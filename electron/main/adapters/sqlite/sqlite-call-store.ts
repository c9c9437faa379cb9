import { randomUUID } from "node:crypto";
import type Database from "better-sqlite3";
import { z } from "zod";
import { type Call, callSchema } from "../../../../shared/calls/call.ts";
import type { Gone } from "../../../../shared/calls/calls-state.ts";
import { type CallEvent, type CallEventKind, callEventKinds, callEventSchema } from "../../../../shared/calls/event.ts";
import { defined } from "../../../../shared/defined.ts";
import { numberKey } from "../../../../shared/phone-numbers/number-key.ts";
import {
  type CallMark,
  type Cursor,
  callMarkSchema,
  cursorSchema,
  type SharedDial,
} from "../../../../shared/relay-protocol/stream.ts";
import type {
  CallChanges,
  CallStore,
  Conversation,
  ErasedCalls,
  RecentNumber,
  StoredCall,
} from "../../ports/call-store.ts";

const rowSchema = z.object({ body: z.string(), outcome: z.string().nullable(), seen: z.number() });
const bodySchema = z.object({ body: z.string() });
const valueSchema = z.object({ value: z.string() });
const goneSchema = z.array(z.object({ callId: z.string(), at: z.int() }));
const dialRowSchema = z.object({
  id: z.string(),
  at: z.number(),
  callee: z.string(),
  device: z.string(),
  failed: z.number(),
});
const hookCountSchema = z.object({ kind: z.enum(callEventKinds), count: z.number() });
const dialToErase = z.object({ id: z.string(), at: z.number(), callee: z.string() });
const recentSchema = z.object({ number: z.string(), at: z.number() });
const spokenSchema = z.object({ key: z.string(), at: z.number() });
const atSchema = z.object({ at: z.number().nullable() });
const countSchema = z.object({ count: z.number() });

/** Of a mark; as many as the relay takes. */
const MOST_IN_MARK = 200;
/** So many of his newest calls are looked through for whom he spoke with. */
const RECENT_OUT_OF = 300;
/** A relay that never gives them back does not make the file grow. */
const MOST_IN_OUTBOX = 500;
const OUTBOX_KEEPS_MS = 30 * 24 * 3_600_000;

/** Calls, events and cursor in one SQLite file, so that one transaction covers them. */
export class SqliteCallStore implements CallStore {
  readonly #database: Database.Database;
  readonly #newId: () => string;
  readonly #insertEvent: Database.Statement;
  readonly #findEvent: Database.Statement;
  readonly #upsertCall: Database.Statement;
  readonly #deleteCall: Database.Statement;
  readonly #seeMarked: Database.Statement;
  readonly #see: Database.Statement;
  readonly #handle: Database.Statement;
  readonly #keepMark: Database.Statement;
  readonly #boundOutbox: Database.Statement;
  readonly #setState: Database.Statement;
  readonly #getState: Database.Statement;
  readonly #all: Database.Statement;
  readonly #missed: Database.Statement;
  readonly #with: Database.Statement;
  readonly #like: Database.Statement;
  readonly #answeredBy: Database.Statement;
  readonly #spoken: Database.Statement;
  readonly #spokenWith: Database.Statement;
  readonly #conversation: Database.Statement;
  readonly #countMissed: Database.Statement;
  readonly #findCall: Database.Statement;

  /** @param newId makes ids that no other device makes, for marks */
  constructor(database: Database.Database, newId: () => string = randomUUID) {
    this.#database = database;
    this.#newId = newId;
    // Zeros in place of what was there: deleted and rewritten calls cannot be read from the file any more.
    database.pragma("secure_delete = ON");
    this.#insertEvent = database.prepare("INSERT OR IGNORE INTO events (id, received_at, body) VALUES (?, ?, ?)");
    this.#findEvent = database.prepare("SELECT 1 FROM events WHERE id = ?");
    // A call that was missed, was seen, and then turns out otherwise, is not "seen" for what it became.
    this.#upsertCall = database.prepare(`
      INSERT INTO calls (key, started_at, ended, outcome, number_key, body)
      VALUES (@key, @startedAt, @ended, @outcome, @numberKey, @body)
      ON CONFLICT (key) DO UPDATE SET
        started_at = excluded.started_at,
        ended = excluded.ended,
        seen = CASE WHEN outcome IS excluded.outcome THEN seen ELSE 0 END,
        outcome = excluded.outcome,
        number_key = excluded.number_key,
        body = excluded.body
    `);
    this.#deleteCall = database.prepare("DELETE FROM calls WHERE key = ?");
    // A call that rang again after it was marked (a queue that tries again) is missed anew.
    this.#seeMarked = database.prepare(`
      UPDATE calls SET seen = 1 WHERE outcome = 'missed' AND seen = 0 AND EXISTS (
        SELECT 1 FROM json_each(calls.body, '$.callIds') AS leg JOIN seen_marks ON seen_marks.call_id = leg.value
        WHERE seen_marks.at >= coalesce(calls.body ->> '$.lastRingAt', calls.started_at)
      )
    `);
    this.#see = database.prepare(
      "UPDATE calls SET seen = 1 WHERE outcome = 'missed' AND seen = 0 RETURNING body, outcome, seen",
    );
    this.#handle = database.prepare(
      "UPDATE calls SET seen = 1 WHERE outcome = 'missed' AND seen = 0 AND number_key = ? RETURNING body, outcome, seen",
    );
    this.#keepMark = database.prepare("INSERT INTO mark_outbox (id, at, body) VALUES (?, ?, ?)");
    this.#boundOutbox = database.prepare(
      "DELETE FROM mark_outbox WHERE at < ? OR id NOT IN (SELECT id FROM mark_outbox ORDER BY at DESC LIMIT ?)",
    );
    this.#setState = database.prepare(
      "INSERT INTO state (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    );
    this.#getState = database.prepare("SELECT value FROM state WHERE name = ?");
    this.#all = database.prepare(
      "SELECT body, outcome, seen FROM calls WHERE ended = 1 AND started_at < ? ORDER BY started_at DESC, key DESC LIMIT ?",
    );
    this.#missed = database.prepare(
      "SELECT body, outcome, seen FROM calls WHERE outcome = 'missed' AND started_at < ? ORDER BY started_at DESC, key DESC LIMIT ?",
    );
    this.#with = database.prepare(`
      SELECT body, outcome, seen FROM calls
      WHERE ended = 1 AND number_key IS NOT NULL AND number_key IN (SELECT value FROM json_each(?))
      ORDER BY started_at DESC, key DESC LIMIT ?
    `);
    this.#like = database.prepare(`
      SELECT body, outcome, seen FROM calls WHERE ended = 1 AND instr(number_key, ?) > 0
      ORDER BY started_at DESC, key DESC LIMIT ?
    `);
    this.#answeredBy = database.prepare(`
      SELECT body, outcome, seen FROM calls
      WHERE outcome = 'answered-elsewhere' AND body ->> '$.answeredBy.localNumber' = ?
      ORDER BY started_at DESC, key DESC LIMIT ?
    `);
    this.#spoken = database.prepare(`
      SELECT number_key AS key, max(started_at) AS at FROM calls
      WHERE ended = 1 AND number_key IS NOT NULL AND outcome IN ('answered', 'transferred') GROUP BY number_key
    `);
    this.#spokenWith = database.prepare(`
      SELECT max(started_at) AS at FROM calls
      WHERE ended = 1 AND number_key IS NOT NULL AND outcome IN ('answered', 'transferred') AND number_key = ?
    `);
    this.#conversation = database.prepare(`
      SELECT body, outcome, seen FROM calls
      WHERE ended = 1 AND number_key IS NOT NULL AND number_key IN (SELECT value FROM json_each(?))
        AND started_at < ? AND outcome IN ('answered', 'transferred', 'answered-elsewhere')
      ORDER BY started_at DESC, key DESC LIMIT 1
    `);
    this.#countMissed = database.prepare("SELECT count(*) AS count FROM calls WHERE outcome = 'missed' AND seen = 0");
    this.#findCall = database.prepare("SELECT body, outcome, seen FROM calls WHERE key = ?");
  }

  cursor(): Cursor | undefined {
    const value = this.#state("cursor");
    return value === undefined ? undefined : cursorSchema.parse(value);
  }

  setCursor(cursor: Cursor): void {
    this.#setState.run("cursor", cursor);
  }

  hasEvent(eventId: string): boolean {
    return this.#findEvent.get(eventId) !== undefined;
  }

  applyEvent(event: CallEvent, changes: CallChanges, cursor: Cursor | undefined): void {
    this.#database.transaction(() => {
      this.#insertEvent.run(event.id, event.receivedAt, JSON.stringify(event));
      this.#write(changes);
      if (cursor !== undefined) this.setCursor(cursor);
    })();
  }

  applyMark(mark: CallMark, at: number, cursor: Cursor): void {
    this.#database.transaction(() => {
      const remember = this.#database.prepare(
        "INSERT INTO seen_marks (call_id, at) VALUES (?, ?) ON CONFLICT (call_id) DO UPDATE SET at = max(at, excluded.at)",
      );
      for (const callId of mark.callIds) remember.run(callId, at);
      this.#database.prepare("DELETE FROM mark_outbox WHERE id = ?").run(mark.id);
      this.#seeMarked.run();
      this.setCursor(cursor);
    })();
  }

  applyDial({ id, at, callee, device, failed }: SharedDial, changes: CallChanges, cursor: Cursor | undefined): void {
    this.#database.transaction(() => {
      this.#database
        .prepare(`
          INSERT INTO dials (id, at, callee, device, failed) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET at = min(at, excluded.at), failed = max(failed, excluded.failed)
        `)
        .run(id, at, callee, device, failed === true ? 1 : 0);
      this.#write(changes);
      if (cursor !== undefined) this.setCursor(cursor);
    })();
  }

  dialsSince(at: number): SharedDial[] {
    return this.#database
      .prepare("SELECT id, at, callee, device, failed FROM dials WHERE at >= ? ORDER BY at, id")
      .all(at)
      .map((row) => {
        const { failed, ...dial } = dialRowSchema.parse(row);
        return { ...dial, failed: failed === 1 };
      });
  }

  recentNumbers(limit: number): RecentNumber[] {
    // Two ways of writing one number are told apart only here, so more are read than are wanted.
    const rows = this.#database
      .prepare(`
        SELECT * FROM (SELECT body ->> '$.number' AS number, started_at AS at FROM calls
          WHERE ended = 1 AND number_key IS NOT NULL ORDER BY started_at DESC LIMIT @most)
        UNION ALL SELECT * FROM (SELECT callee AS number, at FROM dials ORDER BY at DESC LIMIT @most)
        ORDER BY at DESC
      `)
      .all({ most: RECENT_OUT_OF })
      .map((row) => recentSchema.parse(row));
    const newest = new Map<string, RecentNumber>();
    for (const recent of rows) {
      const key = numberKey(recent.number);
      if (key !== undefined && !newest.has(key)) newest.set(key, recent);
      if (newest.size === limit) break;
    }
    return [...newest.values()];
  }

  lastDialled(): string | undefined {
    const row = this.#database
      .prepare(`
        SELECT * FROM (SELECT body ->> '$.number' AS number, started_at AS at FROM calls
          WHERE ended = 1 AND number_key IS NOT NULL AND body ->> '$.direction' = 'outgoing' ORDER BY started_at DESC LIMIT 1)
        UNION ALL SELECT * FROM (SELECT callee AS number, at FROM dials ORDER BY at DESC LIMIT 1)
        ORDER BY at DESC LIMIT 1
      `)
      .get();
    return row === undefined ? undefined : recentSchema.parse(row).number;
  }

  unsentMarks(): CallMark[] {
    return this.#database
      .prepare("SELECT body FROM mark_outbox ORDER BY at, id")
      .all()
      .map((row) => callMarkSchema.parse(JSON.parse(bodySchema.parse(row).body)));
  }

  gone(): Gone[] {
    const value = this.#state("gone");
    return value === undefined ? [] : goneSchema.parse(JSON.parse(value));
  }

  applyChanges(changes: CallChanges): void {
    this.#database.transaction(() => this.#write(changes))();
  }

  eventsSince(receivedAt: number): CallEvent[] {
    return this.#database
      .prepare("SELECT body FROM events WHERE received_at >= ? ORDER BY received_at, id")
      .all(receivedAt)
      .map((row) => callEventSchema.parse(JSON.parse(bodySchema.parse(row).body)));
  }

  history(query: { filter: "all" | "missed"; before?: number; limit: number }): StoredCall[] {
    const statement = query.filter === "missed" ? this.#missed : this.#all;
    return statement.all(query.before ?? Number.MAX_SAFE_INTEGER, query.limit).map(storedCall);
  }

  callsWith(numberKeys: readonly string[], limit: number): StoredCall[] {
    return this.#with.all(JSON.stringify(numberKeys), limit).map(storedCall);
  }

  callsLike(digits: string, limit: number): StoredCall[] {
    return this.#like.all(digits, limit).map(storedCall);
  }

  callsAnsweredBy(localNumber: string, limit: number): StoredCall[] {
    return this.#answeredBy.all(localNumber, limit).map(storedCall);
  }

  lastSpoken(): Map<string, number> {
    return new Map(
      this.#spoken.all().map((row) => {
        const { key, at } = spokenSchema.parse(row);
        return [key, at];
      }),
    );
  }

  lastSpokenWith(key: string): number | undefined {
    return atSchema.parse(this.#spokenWith.get(key)).at ?? undefined;
  }

  lastConversation(numberKeys: readonly string[], before: number): Conversation | undefined {
    const row = this.#conversation.get(JSON.stringify(numberKeys), before);
    if (row === undefined) return undefined;
    const { startedAt, answeredAt, durationSeconds, answeredBy, outcome } = storedCall(row).call;
    return {
      at: answeredAt ?? startedAt,
      ...defined({ durationSeconds }),
      ...(outcome === "answered-elsewhere" && answeredBy !== undefined
        ? { answeredBy: { localNumber: answeredBy.localNumber, ...defined({ name: answeredBy.name }) } }
        : {}),
    };
  }

  missedCount(): number {
    return countSchema.parse(this.#countMissed.get()).count;
  }

  isUnseen(key: string): boolean {
    const row = this.#findCall.get(key);
    return row !== undefined && storedCall(row).unseen;
  }

  markMissedSeen(at: number): void {
    this.#database.transaction(() => this.#keepMarks("seen", this.#see.all(), at))();
  }

  lastConnectedAt(): number | undefined {
    const value = this.#state("last-connected-at");
    return value === undefined ? undefined : Number(value);
  }

  setLastConnectedAt(at: number): void {
    this.#setState.run("last-connected-at", String(at));
  }

  clear(): void {
    this.#database.transaction(() => {
      this.#database.exec(`
        DELETE FROM events; DELETE FROM calls; DELETE FROM state; DELETE FROM seen_marks; DELETE FROM mark_outbox;
        DELETE FROM dials;
      `);
    })();
  }

  hookCounts(since: number): Partial<Record<CallEventKind, number>> {
    const rows = this.#database
      .prepare("SELECT body ->> '$.kind' AS kind, count(*) AS count FROM events WHERE received_at >= ? GROUP BY kind")
      .all(since)
      .map((row) => hookCountSchema.parse(row));
    return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
  }

  erase(which: ErasedCalls): number {
    const database = this.#database;
    const { condition, value } = erasing(which);
    const isErased = `ended = 1 AND ${condition}`;
    const erased = database.transaction(() => {
      database.exec("CREATE TEMP TABLE erased (call_id TEXT PRIMARY KEY) WITHOUT ROWID");
      const remember = `
        INSERT OR IGNORE INTO erased
        SELECT leg.value FROM calls, json_each(calls.body, '$.callIds') AS leg WHERE ${isErased}
      `;
      database.prepare(remember).run(...value);
      this.#eraseDials(which);
      const { changes } = database.prepare(`DELETE FROM calls WHERE ${isErased}`).run(...value);
      database.exec(`
        DELETE FROM events WHERE body ->> '$.callId' IN (SELECT call_id FROM erased);
        DELETE FROM seen_marks WHERE call_id IN (SELECT call_id FROM erased);
        DROP TABLE erased;
      `);
      if ("all" in which) this.#eraseLeftovers();
      return changes;
    })();
    // What older versions left behind in free places goes with the rest; there is not much to copy then.
    if ("all" in which) database.exec("VACUUM");
    database.pragma("wal_checkpoint(TRUNCATE)");
    return erased;
  }

  /** Events of no call of his: with all calls they go too, but for those of a call that goes on. */
  #eraseLeftovers(): void {
    this.#database.exec(`
      DELETE FROM events WHERE body ->> '$.callId' NOT IN
        (SELECT leg.value FROM calls, json_each(calls.body, '$.callIds') AS leg);
      DELETE FROM seen_marks;
    `);
  }

  /** Those that no call goes on from. */
  #eraseDials(which: ErasedCalls): void {
    const running = "SELECT body ->> '$.dialId' FROM calls WHERE ended = 0 AND body ->> '$.dialId' IS NOT NULL";
    const dials = this.#database
      .prepare(`SELECT id, at, callee FROM dials WHERE id NOT IN (${running})`)
      .all()
      .map((row) => dialToErase.parse(row));
    const remove = this.#database.prepare("DELETE FROM dials WHERE id = ?");
    for (const { id, at, callee } of dials) {
      const isMeant = "all" in which || ("before" in which ? at < which.before : numberKey(callee) === which.numberKey);
      if (isMeant) remove.run(id);
    }
  }

  prune(before: number): void {
    this.#database.transaction(() => {
      this.#database.prepare("DELETE FROM events WHERE received_at < ?").run(before);
      this.#database.prepare("DELETE FROM calls WHERE started_at < ?").run(before);
      this.#database.prepare("DELETE FROM seen_marks WHERE at < ?").run(before);
      this.#database.prepare("DELETE FROM mark_outbox WHERE at < ?").run(before);
      this.#database.prepare("DELETE FROM dials WHERE at < ?").run(before);
    })();
  }

  #write(changes: CallChanges): void {
    for (const key of changes.remove) this.#deleteCall.run(key);
    for (const call of changes.upsert) this.#upsertCall.run(callRow(call));
    if (changes.upsert.some(({ outcome }) => outcome === "missed")) this.#seeMarked.run();
    if (changes.gone !== undefined) this.#setState.run("gone", JSON.stringify(changes.gone));
    for (const { numberKey: key, tellAt } of changes.handled) {
      const handled = this.#handle.all(key);
      if (tellAt !== undefined) this.#keepMarks("handled", handled, tellAt);
    }
  }

  /** @param rows calls that were unseen until now */
  #keepMarks(mark: CallMark["mark"], rows: readonly unknown[], at: number): void {
    // One id of each is enough for the relay's other clients.
    const callIds = rows.map(storedCall).flatMap(({ call }) => call.callIds.slice(0, 1));
    for (let from = 0; from < callIds.length; from += MOST_IN_MARK) {
      const kept: CallMark = { id: this.#newId(), mark, callIds: callIds.slice(from, from + MOST_IN_MARK) };
      this.#keepMark.run(kept.id, at, JSON.stringify(kept));
    }
    if (callIds.length > 0) this.#boundOutbox.run(at - OUTBOX_KEEPS_MS, MOST_IN_OUTBOX);
  }

  #state(name: string): string | undefined {
    const row = this.#getState.get(name);
    return row === undefined ? undefined : valueSchema.parse(row).value;
  }
}

function callRow(call: Call): Record<string, string | number | null> {
  const announced = call.outcome !== "missed" || call.missedAnnounced;
  return {
    key: call.key,
    startedAt: call.startedAt,
    ended: call.phase === "ended" ? 1 : 0,
    // Until a missed call is announced a colleague's `answered` may still be on its way, so it does not count yet.
    outcome: announced ? (call.outcome ?? null) : null,
    numberKey: (call.number === undefined ? undefined : numberKey(call.number)) ?? null,
    body: JSON.stringify(call),
  };
}

function storedCall(row: unknown): StoredCall {
  const { body, outcome, seen } = rowSchema.parse(row);
  return { call: callSchema.parse(JSON.parse(body)), unseen: outcome === "missed" && seen === 0 };
}

function erasing(which: ErasedCalls): { condition: string; value: (string | number)[] } {
  if ("all" in which) return { condition: "true", value: [] };
  return "before" in which
    ? { condition: "started_at < ?", value: [which.before] }
    : { condition: "number_key = ?", value: [which.numberKey] };
}
