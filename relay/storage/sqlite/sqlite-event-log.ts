import { randomBytes } from "node:crypto";
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

/** More hooks than this are not held in memory while the disk is slow; the PBX is told to come again. */
const MOST_WAITING = 10_000;

const logRowSchema = z.object({ position: z.number(), body: z.string() });
const countSchema = z.object({ count: z.number() });

/** The event log in SQLite: a worker writes, this connection reads. */
export class SqliteEventLog implements EventLog {
  readonly epoch: string;
  readonly #database: Database.Database;
  readonly #worker: Worker;
  readonly #newest: Database.Statement;
  readonly #replay: Database.Statement;
  readonly #count: Database.Statement;
  #waiting: Waiting[] = [];
  #answers: { resolve(answer: AppendAnswer): void; reject(error: StorageError): void }[] = [];
  #writing = false;
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
    this.#worker = new Worker(new URL("./append-worker.ts", import.meta.url), {
      workerData: { file: database.name, epoch: this.epoch },
    });
    this.#worker.on("message", (answer: AppendAnswer) => this.#answers.shift()?.resolve(answer));
    this.#worker.on("error", (error) =>
      this.#fail(new StorageError(`the writer stopped: ${error.message}`, { cause: error })),
    );
    this.#worker.on("exit", () => this.#fail(new StorageError("the writer has stopped")));
  }

  append(account: string, hook: Hook): Promise<readonly Delivery[]> {
    if (this.#closed) return Promise.reject(new StorageError("the storage is closed"));
    if (this.#waiting.length >= MOST_WAITING) return Promise.reject(new StorageError("the disk is too slow"));
    const employeeName = hook.employee === undefined ? undefined : this.#employeeName(account, hook.employee);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ account, hook, employeeName, resolve, reject });
      void this.#write();
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
    const answer = await this.#ask({ type: "trim", receivedBefore });
    if (answer.type === "failed") throw new StorageError(answer.message);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    while (this.#writing) await new Promise((resolve) => setImmediate(resolve));
    this.#closed = true;
    const exited = new Promise<void>((resolve) => this.#worker.once("exit", () => resolve()));
    await this.#ask({ type: "close" });
    await exited;
  }

  /** Group commit: whatever waits goes together, and what comes meanwhile waits for the next turn. */
  async #write(): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      await this.#writeGroup(group);
    }
    this.#writing = false;
  }

  async #writeGroup(group: Waiting[]): Promise<void> {
    try {
      const request = group.map(({ account, hook, employeeName }) => ({ account, hook, employeeName }));
      const answer = await this.#ask({ type: "append", group: request });
      if (answer.type !== "appended") {
        throw new StorageError(answer.type === "failed" ? answer.message : "the writer answered something else");
      }
      for (const [index, waiting] of group.entries()) waiting.resolve(answer.deliveries[index] ?? []);
    } catch (error) {
      const failure = error instanceof StorageError ? error : new StorageError(String(error));
      for (const waiting of group) waiting.reject(failure);
    }
  }

  #ask(request: AppendRequest): Promise<AppendAnswer> {
    return new Promise((resolve, reject) => {
      this.#answers.push({ resolve, reject });
      this.#worker.postMessage(request);
    });
  }

  #fail(error: StorageError): void {
    this.#closed = true;
    const answers = this.#answers;
    this.#answers = [];
    for (const answer of answers) answer.reject(error);
  }
}

function readEpoch(database: Database.Database): string {
  const fresh = randomBytes(9).toString("base64url");
  database.prepare("INSERT OR IGNORE INTO meta (name, value) VALUES ('epoch', ?)").run(fresh);
  const row = database.prepare("SELECT value FROM meta WHERE name = 'epoch'").get();
  return z.object({ value: z.string() }).parse(row).value;
}
