import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type Database from "better-sqlite3";
import { z } from "zod";
import { callEventSchema } from "../../../shared/calls/event.ts";
import type { Hook } from "../../../shared/flexfone/parse-hook.ts";
import { type Delivery, type EventLog, StorageError } from "../event-log.ts";
import type { AppendAnswer, AppendRequest } from "./append-worker.ts";

interface Waiting {
  account: string;
  hook: Hook;
  employeeName: string | undefined;
  resolve(deliveries: readonly Delivery[]): void;
  reject(error: StorageError): void;
}

interface Writer {
  worker: Worker;
  /** Requests that it has not answered yet, oldest first. */
  answers: { resolve(answer: AppendAnswer): void; reject(error: StorageError): void }[];
}

/** More hooks than this are not held in memory while the disk is slow; the PBX is told to come again. */
const MOST_WAITING = 10_000;

const logRowSchema = z.object({ position: z.number(), body: z.string() });
const countSchema = z.object({ count: z.number() });

/** The event log in SQLite: a worker writes, this connection reads. */
export class SqliteEventLog implements EventLog {
  readonly epoch: string;
  readonly #database: Database.Database;
  #writer: Writer | undefined;
  readonly #newest: Database.Statement;
  readonly #replay: Database.Statement;
  readonly #count: Database.Statement;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #closed = false;

  /** @param employeeName whose extension it is, where the relay knows; only for showing */
  readonly #employeeName: (account: string, employee: string) => string | undefined;

  constructor(
    database: Database.Database,
    employeeName: (account: string, employee: string) => string | undefined = () => undefined,
  ) {
    this.#database = database;
    this.#employeeName = employeeName;
    this.epoch = readEpoch(database);
    this.#newest = database.prepare("SELECT newest AS count FROM accounts WHERE account = ?");
    this.#replay = database.prepare(
      "SELECT position, body FROM log WHERE account = ? AND employee = ? AND position > ? ORDER BY position LIMIT ?",
    );
    this.#count = database.prepare(
      "SELECT count(*) AS count FROM log WHERE account = ? AND employee = ? AND position > ?",
    );
    this.#writer = this.#startWriter();
  }

  append(account: string, hook: Hook): Promise<readonly Delivery[]> {
    if (this.#closed) return Promise.reject(new StorageError("the storage is closed"));
    if (this.#waiting.length >= MOST_WAITING) return Promise.reject(new StorageError("the disk is too slow"));
    const employeeName = hook.employee === undefined ? undefined : this.#employeeName(account, hook.employee);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ account, hook, employeeName, resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  newestOffset(account: string): number {
    const row = this.#newest.get(account);
    return row === undefined ? 0 : countSchema.parse(row).count;
  }

  oldestReplayable(account: string): number {
    const row = this.#database.prepare("SELECT trimmed AS count FROM accounts WHERE account = ?").get(account);
    return row === undefined ? 0 : countSchema.parse(row).count;
  }

  replay(account: string, employee: string, after: number, limit: number): Delivery[] {
    return this.#replay.all(account, employee, after, limit).map((row) => {
      const { position, body } = logRowSchema.parse(row);
      return { account, employee, offset: position, event: callEventSchema.parse(JSON.parse(body)) };
    });
  }

  countAfter(account: string, employee: string, after: number): number {
    return countSchema.parse(this.#count.get(account, employee, after)).count;
  }

  async trim(receivedBefore: number): Promise<void> {
    if (this.#closed) return;
    const answer = await this.#ask({ type: "trim", receivedBefore });
    if (answer.type === "failed") throw new StorageError(answer.message);
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

  /** Group commit: whatever waits goes together, and what comes meanwhile waits for the next turn. */
  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      await this.#writeGroup(group);
    }
    this.#writing = undefined;
  }

  async #writeGroup(group: Waiting[]): Promise<void> {
    try {
      const request = group.map(({ account, hook, employeeName }) => ({ account, hook, employeeName }));
      const answer = await this.#ask({ type: "append", group: request });
      if (answer.type !== "appended") {
        throw new StorageError(answer.type === "failed" ? answer.message : "the writer answered something else");
      }
      for (const [index, { resolve, reject }] of group.entries()) {
        const outcome = answer.outcomes[index];
        if (outcome?.ok === true) resolve(outcome.deliveries);
        else reject(new StorageError(outcome?.message ?? "the writer left this one out"));
      }
    } catch (error) {
      const failure = error instanceof StorageError ? error : new StorageError(String(error));
      for (const waiting of group) waiting.reject(failure);
    }
  }

  #ask(request: AppendRequest): Promise<AppendAnswer> {
    this.#writer ??= this.#startWriter();
    const { worker, answers } = this.#writer;
    return new Promise((resolve, reject) => {
      answers.push({ resolve, reject });
      worker.postMessage(request);
    });
  }

  /** A writer that dies takes what it was asked with it, and the next request starts another. */
  #startWriter(): Writer {
    const worker = new Worker(new URL("./append-worker.ts", import.meta.url), {
      workerData: { file: this.#database.name, epoch: this.epoch },
    });
    const writer: Writer = { worker, answers: [] };
    const stopped = (error: StorageError) => {
      if (this.#writer === writer) this.#writer = undefined;
      for (const { reject } of writer.answers.splice(0)) reject(error);
    };
    worker.on("message", (answer: AppendAnswer) => writer.answers.shift()?.resolve(answer));
    worker.on("error", (error) => stopped(new StorageError(`the writer stopped: ${error.message}`, { cause: error })));
    worker.on("exit", () => stopped(new StorageError("the writer has stopped")));
    return writer;
  }
}

function readEpoch(database: Database.Database): string {
  const fresh = randomBytes(9).toString("base64url");
  database.prepare("INSERT OR IGNORE INTO meta (name, value) VALUES ('epoch', ?)").run(fresh);
  const row = database.prepare("SELECT value FROM meta WHERE name = 'epoch'").get();
  return z.object({ value: z.string() }).parse(row).value;
}
