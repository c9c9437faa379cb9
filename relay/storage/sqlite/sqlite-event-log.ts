import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type Database from "better-sqlite3";
import type { Hook } from "../../../shared/flexfone/parse-hook.ts";
import type { CallMark, SharedDial } from "../../../shared/relay-protocol/stream.ts";
import { type Appended, type Delivery, type EventLog, StorageError } from "../event-log.ts";
import { readEpoch } from "./epoch.ts";
import type { Entry, Written } from "./event-writer.ts";
import type { CleaningSlice } from "./log-cleaner.ts";
import type { ErasingSlice } from "./log-eraser.ts";
import { Statements } from "./statements.ts";
import { Streams } from "./streams.ts";
import type { WriterAnswer, WriterRequest } from "./writer-thread.ts";

interface Waiting {
  entry: Entry;
  resolve(appended: Appended): void;
  reject(error: StorageError): void;
}

interface Writer {
  worker: Worker;
  /** Requests that it has not answered yet, oldest first. */
  answers: { resolve(answer: WriterAnswer): void; reject(error: StorageError): void }[];
}

interface EntryRow {
  position: number;
  kind: Delivery["kind"];
  received_at: number;
  body: string;
}

/** More entries than this are not held in memory while the disk is slow; the PBX is told to come again. */
const MOST_WAITING = 10_000;
/** So that one account's flood leaves room for the others. */
const MOST_WAITING_OF_ONE = 2_000;
/** A commit holds at most this many, so that none takes long. */
const MOST_IN_GROUP = 500;
/** A call of which nothing was heard for this long is forgotten by the correlation. Milliseconds. */
const CALLS_REMEMBERED_MS = 24 * 3_600_000;

/** The event log in SQLite: a thread writes, this connection reads. */
export class SqliteEventLog implements EventLog {
  readonly epoch: string;
  readonly #database: Database.Database;
  readonly #statements: Statements;
  readonly #streams: Streams;
  readonly #onCommit: (seconds: number, entries: number) => void;
  readonly #listeners = new Set<(deliveries: readonly Delivery[]) => void>();
  #writer: Writer | undefined;
  readonly #waiting: Waiting[] = [];
  readonly #waitingOf = new Map<string, number>();
  #writing: Promise<void> | undefined;
  #closed = false;

  /** @param onCommit told of each group commit: how long it took, and how many entries it held */
  constructor(database: Database.Database, onCommit: (seconds: number, entries: number) => void = () => {}) {
    this.#database = database;
    this.#statements = new Statements(database);
    this.#streams = new Streams(this.#statements);
    this.#onCommit = onCommit;
    this.epoch = readEpoch(database);
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  append(account: string, hook: Hook, employeeName?: string): Promise<Appended> {
    return this.#enqueue({ type: "hook", account, hook, employeeName });
  }

  mark(account: string, employee: string, mark: CallMark, at: number): Promise<Appended> {
    return this.#enqueue({ type: "mark", account, employee, mark, at });
  }

  dial(account: string, employee: string, dial: SharedDial, at: number): Promise<Appended> {
    return this.#enqueue({ type: "dial", account, employee, dial, at });
  }

  subscribe(listener: (deliveries: readonly Delivery[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async newestOffset(account: string): Promise<number> {
    const row = this.#statements.sql<{ newest: number }>("SELECT newest FROM accounts WHERE account = ?").get(account);
    return row?.newest ?? 0;
  }

  async oldestReplayable(account: string, employee: string): Promise<number> {
    const row = this.#statements
      .sql<{ trimmed: number }>("SELECT trimmed FROM streams WHERE account = ? AND employee = ?")
      .get(account, employee);
    return row?.trimmed ?? 0;
  }

  async replay(account: string, employee: string, after: number, limit: number): Promise<Delivery[]> {
    const stream = this.#streams.find(account, employee);
    if (stream === undefined) return [];
    return this.#statements
      .sql<EntryRow>(`
        SELECT position, kind, received_at, body FROM log WHERE stream = ? AND position > ? ORDER BY position LIMIT ?
      `)
      .all(stream, after, limit)
      .map((row) => deliveryOf(account, employee, row));
  }

  async countAfter(account: string, employee: string, after: number): Promise<number> {
    const stream = this.#streams.find(account, employee);
    if (stream === undefined) return 0;
    const row = this.#statements
      .sql<{ count: number }>("SELECT count(*) AS count FROM log WHERE stream = ? AND position > ?")
      .get(stream, after);
    return row?.count ?? 0;
  }

  async recent(account: string, employee: string, receivedSince: number, limit: number): Promise<Delivery[]> {
    const stream = this.#streams.find(account, employee);
    if (stream === undefined) return [];
    const newest: EntryRow[] = [];
    const rows = this.#statements
      .sql<EntryRow>(
        "SELECT position, kind, received_at, body FROM log WHERE stream = ? ORDER BY position DESC LIMIT ?",
      )
      .iterate(stream, limit);
    for (const row of rows) {
      if (row.received_at < receivedSince) break;
      newest.push(row);
    }
    return newest.reverse().map((row) => deliveryOf(account, employee, row));
  }

  async employees(account: string): Promise<string[]> {
    return this.#streams.employees(account);
  }

  async trim(account: string, receivedBefore: number, now: number): Promise<void> {
    await this.#clean({ job: "trim", account, receivedBefore, afterStream: 0 });
    await this.#clean({ job: "forget-calls", updatedBefore: now - CALLS_REMEMBERED_MS, afterCall: 0 });
    await this.#clean({ job: "give-back" });
  }

  eraseEmployee(account: string, employee: string): Promise<number> {
    return this.#erase({ job: "erase-employee", account, employee, after: 0 });
  }

  eraseNumber(account: string, number: string): Promise<number> {
    return this.#erase({ job: "find-calls", account, number, callIds: [], after: 0, foundBefore: 0 });
  }

  async check(): Promise<void> {
    await this.#do({ type: "check" }, "done");
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#writing;
    const writer = this.#writer;
    if (writer === undefined) return;
    const exited = once(writer.worker, "exit");
    await this.#ask({ type: "close" });
    await exited;
  }

  #enqueue(entry: Entry): Promise<Appended> {
    if (this.#closed) return Promise.reject(new StorageError("the storage is closed"));
    const ofAccount = this.#waitingOf.get(entry.account) ?? 0;
    if (this.#waiting.length >= MOST_WAITING || ofAccount >= MOST_WAITING_OF_ONE) {
      return Promise.reject(new StorageError("the disk is too slow"));
    }
    this.#waitingOf.set(entry.account, ofAccount + 1);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entry, resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  /**
   * Group commit: whatever waits goes together, and what comes meanwhile waits for the next turn. What has come over the
   * network already is read first, so that the first of many does not go alone.
   */
  async #write(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      await this.#writeGroup(this.#takeGroup());
    }
    this.#writing = undefined;
  }

  #takeGroup(): Waiting[] {
    const group = this.#waiting.splice(0, MOST_IN_GROUP);
    this.#waitingOf.clear();
    for (const { entry } of this.#waiting) {
      this.#waitingOf.set(entry.account, (this.#waitingOf.get(entry.account) ?? 0) + 1);
    }
    return group;
  }

  async #writeGroup(group: Waiting[]): Promise<void> {
    const began = performance.now();
    try {
      const entries = JSON.stringify(group.map(({ entry }) => entry));
      const answer = await this.#do({ type: "write", group: entries }, "written");
      const written = JSON.parse(answer.written) as Written[];
      this.#onCommit((performance.now() - began) / 1000, group.length);
      this.#announce(written);
      for (const [index, { resolve, reject }] of group.entries()) {
        const outcome = written[index];
        if (outcome?.ok === true) resolve({ repeated: outcome.repeated, deliveries: outcome.deliveries });
        else reject(new StorageError(outcome?.message ?? "the writer left this one out"));
      }
    } catch (error) {
      const failure = error instanceof StorageError ? error : new StorageError(String(error));
      for (const waiting of group) waiting.reject(failure);
    }
  }

  #announce(written: readonly Written[]): void {
    const deliveries = written.flatMap((outcome) => (outcome.ok ? outcome.deliveries : []));
    if (deliveries.length === 0) return;
    for (const listener of this.#listeners) listener(deliveries);
  }

  async #clean(first: CleaningSlice): Promise<void> {
    let slice: CleaningSlice | undefined = first;
    while (slice !== undefined && !this.#closed) {
      const answer: Extract<WriterAnswer, { type: "cleaned" }> = await this.#do({ type: "clean", slice }, "cleaned");
      slice = answer.next;
    }
  }

  async #erase(first: ErasingSlice): Promise<number> {
    let slice: ErasingSlice | undefined = first;
    let count = 0;
    while (slice !== undefined) {
      const answer: Extract<WriterAnswer, { type: "erased" }> = await this.#do({ type: "erase", slice }, "erased");
      slice = answer.next;
      count += answer.count;
    }
    return count;
  }

  async #do<Type extends WriterAnswer["type"]>(
    request: WriterRequest,
    expected: Type,
  ): Promise<Extract<WriterAnswer, { type: Type }>> {
    const answer = await this.#ask(request);
    if (answer.type === "failed") throw new StorageError(answer.message);
    if (answer.type !== expected) throw new StorageError("the writer answered something else");
    return answer as Extract<WriterAnswer, { type: Type }>;
  }

  #ask(request: WriterRequest): Promise<WriterAnswer> {
    this.#writer ??= this.#startWriter();
    const { worker, answers } = this.#writer;
    return new Promise((resolve, reject) => {
      answers.push({ resolve, reject });
      worker.postMessage(request);
    });
  }

  /** A writer that dies takes what it was asked with it, and the next request starts another. */
  #startWriter(): Writer {
    const worker = new Worker(new URL("./writer-thread.ts", import.meta.url), {
      workerData: { file: this.#database.name, epoch: this.epoch },
    });
    const writer: Writer = { worker, answers: [] };
    const stopped = (error: StorageError) => {
      if (this.#writer === writer) this.#writer = undefined;
      for (const { reject } of writer.answers.splice(0)) reject(error);
    };
    worker.on("message", (answer: WriterAnswer) => writer.answers.shift()?.resolve(answer));
    worker.on("error", (error) => stopped(new StorageError(`the writer stopped: ${error.message}`, { cause: error })));
    worker.on("exit", () => stopped(new StorageError("the writer has stopped")));
    return writer;
  }
}

function deliveryOf(account: string, employee: string, { position, kind, received_at, body }: EntryRow): Delivery {
  return { account, employee, offset: position, kind, body, receivedAt: received_at };
}
