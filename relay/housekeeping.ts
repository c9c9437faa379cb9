import type { Logger } from "pino";
import type { RelayConfig } from "./config/config.ts";
import type { CallFlowHistory } from "./storage/call-flow-history.ts";
import type { EventLog } from "./storage/event-log.ts";
import type { ClaimedJob, Schedules } from "./storage/schedules.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const KIND = "trim";
/** Deleting a day's worth of an account takes seconds. Milliseconds. */
const LEASE_MS = 10 * MINUTE_MS;
/** Accounts that one node takes in a minute. */
const MOST_AT_ONCE = 100;

export interface HousekeepingOptions {
  log: EventLog;
  callFlowHistory: CallFlowHistory;
  schedules: Schedules;
  config: RelayConfig;
  logger: Logger;
  /** Unix milliseconds. */
  now(): number;
}

/** Deletes what is older than its account keeps it: every hour, by one node. */
export class Housekeeping {
  readonly #options: HousekeepingOptions;
  readonly #timer: NodeJS.Timeout;
  #working: Promise<void>;
  #stopped = false;

  constructor(options: HousekeepingOptions) {
    this.#options = options;
    this.#working = this.#begin().then(() => this.#work());
    this.#timer = setInterval(() => {
      this.#working = this.#working.then(() => this.#work());
    }, MINUTE_MS).unref();
  }

  /** Resolves when what was begun is finished. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#working;
  }

  /** Accounts that are new in the configuration get their job. */
  async #begin(): Promise<void> {
    const { schedules, config, now } = this.#options;
    await this.#try("the hourly deletions could not be scheduled", async () => {
      for (const { id: account } of config.accounts) {
        const known = await schedules.list(account, KIND);
        if (known.length === 0) await schedules.put({ id: KIND, account, kind: KIND, at: now(), payload: "{}" });
      }
    });
  }

  async #work(): Promise<void> {
    const { schedules, now } = this.#options;
    await this.#try("old events were not deleted", async () => {
      for (const job of await schedules.claim(KIND, now(), LEASE_MS, MOST_AT_ONCE)) {
        if (!this.#stopped) await this.#try("old events were not deleted", () => this.#trim(job));
      }
    });
  }

  async #trim(job: ClaimedJob): Promise<void> {
    const { log, callFlowHistory, schedules, config, now } = this.#options;
    const account = config.accounts.find(({ id }) => id === job.account);
    if (account === undefined) {
      // It is not served any more; its data stays until it is erased by hand.
      await schedules.finish(job);
      return;
    }
    const at = now();
    const before = at - (account.retentionDays ?? config.retentionDays) * DAY_MS;
    await log.trim(account.id, before, at);
    await callFlowHistory.trim(account.id, before);
    await schedules.finish(job, now() + HOUR_MS);
  }

  async #try(problem: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#options.logger.error({ problem: error instanceof Error ? error.message : String(error) }, problem);
    }
  }
}
