import type Database from "better-sqlite3";
import type { Hook } from "../../../shared/flexfone/parse-hook.ts";
import type { CallMark, SharedDial } from "../../../shared/relay-protocol/stream.ts";
import { correlate } from "../../correlation/correlate.ts";
import { fingerprint, REPEATED_WITHIN_MS } from "../../correlation/fingerprint.ts";
import { isKnownAlready } from "../../correlation/known-already.ts";
import type { Appended, Delivery } from "../event-log.ts";
import { CallRecords } from "./call-records.ts";
import { Sequences } from "./sequences.ts";
import { Statements } from "./statements.ts";
import { Streams } from "./streams.ts";

/** What is to be written. */
export type Entry =
  | { type: "hook"; account: string; hook: Hook; employeeName: string | undefined }
  | { type: "mark"; account: string; employee: string; mark: CallMark; at: number }
  | { type: "dial"; account: string; employee: string; dial: SharedDial; at: number };

/** What became of one entry of a group. */
export type Written = ({ ok: true } & Appended) | { ok: false; message: string };

/** What is kept for seconds is thrown away this often. Milliseconds. */
const FORGET_EVERY_MS = 10_000;

/** So that the text of a number orders as the number does. */
const NUMBER_DIGITS = 12;

const nothing: Appended = { repeated: true, deliveries: [] };

/** Writes entries to the log: the one who does so. */
export class EventWriter {
  readonly #database: Database.Database;
  /** Begins every event id, so that ids of two databases never meet. */
  readonly #epoch: string;
  readonly #statements: Statements;
  readonly #sequences: Sequences;
  readonly #calls: CallRecords;
  readonly #streams: Streams;
  #forgotAt = 0;

  constructor(database: Database.Database, epoch: string) {
    this.#database = database;
    this.#epoch = epoch;
    this.#statements = new Statements(database);
    this.#sequences = new Sequences(this.#statements);
    this.#calls = new CallRecords(this.#statements);
    this.#streams = new Streams(this.#statements);
  }

  /** All in one transaction; where that fails, each in its own, so that one entry cannot take its neighbours with it. */
  write(group: readonly Entry[]): Written[] {
    try {
      return this.#commit(group).map((appended) => ({ ok: true, ...appended }));
    } catch (error) {
      const [only, ...others] = group;
      if (only !== undefined && others.length === 0) return [{ ok: false, message: messageOf(error) }];
      return group.flatMap((entry) => this.write([entry]));
    }
  }

  #commit(group: readonly Entry[]): Appended[] {
    try {
      return this.#database
        .transaction(() => {
          const written = group.map((entry) => (entry.type === "hook" ? this.#hook(entry) : this.#said(entry)));
          this.#forget(group);
          this.#sequences.write();
          return written;
        })
        .immediate();
    } catch (error) {
      this.#sequences.forget();
      this.#streams.forget();
      throw error;
    }
  }

  #hook({ account, hook, employeeName }: Extract<Entry, { type: "hook" }>): Appended {
    if (this.#isRepeated(account, hook)) return nothing;
    const known = this.#calls.known(account, hook);
    if (isKnownAlready(hook, known)) return nothing;
    // Counts within the account, since a count of everybody's would tell how busy others are; it orders as it counts.
    const number = this.#sequences.nextOffset(account);
    this.#sequences.next("last-event");
    const outcome = correlate({
      account,
      hook,
      known,
      eventId: `${this.#epoch}-${String(number).padStart(NUMBER_DIGITS, "0")}`,
      employeeName,
      newCall: () => String(this.#sequences.next("last-call")),
    });
    this.#calls.write(outcome, known);
    let last = outcome.event;
    let body = JSON.stringify(last);
    const deliveries = outcome.deliveries.map(({ employee, event }, index) => {
      if (event !== last) {
        last = event;
        body = JSON.stringify(event);
      }
      const { receivedAt } = outcome.event;
      const offset = index === 0 ? number : this.#sequences.nextOffset(account);
      return this.#deliver({ account, employee, offset, kind: "event", body, receivedAt });
    });
    return { repeated: false, deliveries };
  }

  /** What an employee says himself, once. */
  #said(entry: Exclude<Entry, { type: "hook" }>): Appended {
    const { type: kind, account, employee, at } = entry;
    const { id, said } = entry.type === "mark" ? markSaid(entry.mark, at) : dialSaid(entry.dial, at);
    const stream = this.#streams.idOf(account, employee);
    const known = this.#statements.sql("SELECT 1 FROM marks WHERE stream = ? AND mark = ?").get(stream, id);
    if (known !== undefined) return nothing;
    const offset = this.#sequences.nextOffset(account);
    const body = JSON.stringify(said);
    const delivery = this.#deliver({ account, employee, offset, kind, body, receivedAt: at });
    this.#statements
      .sql("INSERT INTO marks (stream, mark, position) VALUES (?, ?, ?)")
      .run(stream, id, delivery.offset);
    return { repeated: false, deliveries: [delivery] };
  }

  #deliver(entry: Delivery): Delivery {
    const { account, employee, offset, kind, receivedAt, body } = entry;
    this.#statements
      .sql("INSERT INTO log (stream, position, kind, received_at, body) VALUES (?, ?, ?, ?, ?)")
      .run(this.#streams.idOf(account, employee), offset, kind, receivedAt, body);
    return entry;
  }

  #isRepeated(account: string, hook: Hook): boolean {
    const { changes } = this.#statements
      .sql(`
        INSERT INTO fingerprints (fingerprint, received_at) VALUES (@print, @at)
        ON CONFLICT (fingerprint) DO UPDATE SET received_at = excluded.received_at
          WHERE abs(excluded.received_at - received_at) > ${REPEATED_WITHIN_MS}
      `)
      .run({ print: fingerprint(account, hook), at: hook.receivedAt });
    return changes === 0;
  }

  #forget(group: readonly Entry[]): void {
    const last = group.at(-1);
    if (last === undefined) return;
    const now = last.type === "hook" ? last.hook.receivedAt : last.at;
    if (Math.abs(now - this.#forgotAt) < FORGET_EVERY_MS) return;
    this.#forgotAt = now;
    this.#calls.forgetRings(now);
    this.#statements
      .sql("DELETE FROM fingerprints WHERE received_at NOT BETWEEN ? AND ?")
      .run(now - 2 * REPEATED_WITHIN_MS, now + 2 * REPEATED_WITHIN_MS);
  }
}

function markSaid(mark: CallMark, at: number): { id: string; said: object } {
  return { id: mark.id, said: { ...mark, at } };
}

/** That a dial was asked for and that it failed are two things to be said. Spaces keep their ids apart from marks'. */
function dialSaid(dial: SharedDial, at: number): { id: string; said: object } {
  return {
    id: dial.failed === true ? `dial failed ${dial.id}` : `dial ${dial.id}`,
    said: { ...dial, at: Math.min(dial.at, at) },
  };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
