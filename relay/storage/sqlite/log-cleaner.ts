import type Database from "better-sqlite3";
import { CallRecords } from "./call-records.ts";
import { Statements } from "./statements.ts";

/** Rows and pages that are dealt with in one slice: a few milliseconds, during which hooks wait. */
const MOST_ROWS = 500;
const MOST_STREAMS = 200;
const MOST_PAGES = 200;

/** A piece of cleaning that is done between two groups of hooks. */
export type CleaningSlice =
  | { job: "trim"; account: string; receivedBefore: number; afterStream: number }
  | { job: "forget-calls"; updatedBefore: number; afterCall: number }
  | { job: "give-back" };

/** Deletes what is old, a slice at a time. */
export class LogCleaner {
  readonly #database: Database.Database;
  readonly #statements: Statements;
  readonly #calls: CallRecords;

  constructor(database: Database.Database) {
    this.#database = database;
    this.#statements = new Statements(database);
    this.#calls = new CallRecords(this.#statements);
  }

  /** @returns the next slice of the job, undefined when it is done */
  clean(slice: CleaningSlice): CleaningSlice | undefined {
    if (slice.job === "give-back") return this.#giveBack(slice);
    return this.#database.transaction(() => this.#delete(slice)).immediate();
  }

  #delete(slice: Exclude<CleaningSlice, { job: "give-back" }>): CleaningSlice | undefined {
    if (slice.job === "forget-calls") {
      const next = this.#calls.forgetCalls(slice.updatedBefore, slice.afterCall, MOST_ROWS);
      return next === undefined ? undefined : { ...slice, afterCall: next };
    }
    const streams = this.#statements
      .sql<{ stream: number }>("SELECT stream FROM streams WHERE account = ? AND stream > ? ORDER BY stream LIMIT ?")
      .all(slice.account, slice.afterStream, MOST_STREAMS);
    let left = MOST_ROWS;
    for (const { stream } of streams) {
      left -= this.#trim(stream, slice.receivedBefore, left);
      // The stream may have more, so the next slice begins with it.
      if (left <= 0) return { ...slice, afterStream: stream - 1 };
    }
    const last = streams.at(-1);
    return streams.length < MOST_STREAMS || last === undefined ? undefined : { ...slice, afterStream: last.stream };
  }

  /** @returns how many entries were deleted */
  #trim(stream: number, receivedBefore: number, most: number): number {
    // Mostly there is nothing to delete, which the first one tells.
    if ((this.#oldest(stream)?.received_at ?? receivedBefore) >= receivedBefore) return 0;
    const oldest = this.#statements
      .sql<{ position: number; received_at: number }>(
        "SELECT position, received_at FROM log WHERE stream = ? ORDER BY position LIMIT ?",
      )
      .all(stream, most);
    const young = oldest.findIndex(({ received_at }) => received_at >= receivedBefore);
    const old = young < 0 ? oldest : oldest.slice(0, young);
    const last = old.at(-1);
    if (last === undefined) return 0;
    this.#statements.sql("DELETE FROM log WHERE stream = ? AND position <= ?").run(stream, last.position);
    this.#statements.sql("DELETE FROM marks WHERE stream = ? AND position <= ?").run(stream, last.position);
    this.#statements.sql("UPDATE streams SET trimmed = ? WHERE stream = ?").run(last.position, stream);
    return old.length;
  }

  #oldest(stream: number): { received_at: number } | undefined {
    return this.#statements
      .sql<{ received_at: number }>("SELECT received_at FROM log WHERE stream = ? ORDER BY position LIMIT 1")
      .get(stream);
  }

  /** Free pages go back to the file system, but for some that will be needed again. */
  #giveBack(slice: CleaningSlice): CleaningSlice | undefined {
    const free = Number(this.#database.pragma("freelist_count", { simple: true }));
    if (free <= MOST_PAGES) return undefined;
    this.#database.pragma(`incremental_vacuum(${MOST_PAGES})`);
    return slice;
  }
}
