import type { EventLog } from "../storage/event-log.ts";

/** With more than this waiting to be written, hooks are better sent to another node. A tenth of what is accepted at all. */
const SHORT_QUEUE = 1_000;
/** Whoever asks more often gets the last answer: each look writes and syncs. Milliseconds. */
const REMEMBERED_MS = 1_000;
/** A disk that takes longer cannot be relied on. Milliseconds. */
const ANSWER_WITHIN_MS = 2_000;

export interface ReadinessOptions {
  log: Pick<EventLog, "waiting" | "check">;
  /** Milliseconds, of a clock that does not go back. */
  now(): number;
  /** Milliseconds; shorter in tests. */
  answerWithinMs?: number;
}

/** Whether hooks can be taken now. */
export class Readiness {
  readonly #options: ReadinessOptions;
  #isDraining = false;
  #looking: Promise<string | undefined> | undefined;
  #problem: string | undefined;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(options: ReadinessOptions) {
    this.#options = options;
  }

  /** The relay stops: it is not ready any more. */
  drain(): void {
    this.#isDraining = true;
  }

  /** Why it is not ready; empty where it is. */
  async reasons(): Promise<string[]> {
    if (this.#isDraining) return ["the relay is stopping"];
    const reasons: string[] = [];
    const { waiting } = this.#options.log;
    if (waiting > SHORT_QUEUE) reasons.push(`${waiting} entries wait to be written; ${SHORT_QUEUE} may`);
    const problem = await this.#storageProblem();
    if (problem !== undefined) reasons.push(problem);
    return reasons;
  }

  async #storageProblem(): Promise<string | undefined> {
    if (this.#options.now() - this.#lookedAt < REMEMBERED_MS) return this.#problem;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return await this.#looking;
  }

  async #look(): Promise<string | undefined> {
    const { log, now, answerWithinMs = ANSWER_WITHIN_MS } = this.#options;
    const { promise: late, resolve } = Promise.withResolvers<string>();
    const timer = setTimeout(() => resolve(`the storage did not answer in ${answerWithinMs} ms`), answerWithinMs);
    const check = log.check().then(
      () => undefined,
      (error: unknown) => `the storage cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
    this.#problem = await Promise.race([check, late]);
    clearTimeout(timer);
    this.#lookedAt = now();
    return this.#problem;
  }
}
