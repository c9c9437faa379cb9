import type { Logger } from "pino";
import type { RelayConfig } from "./config/config.ts";
import type { EventLog } from "./storage/event-log.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Deletes what is older than an account keeps it, every hour. */
export class Housekeeping {
  readonly #log: EventLog;
  readonly #config: RelayConfig;
  readonly #logger: Logger;
  readonly #now: () => number;
  readonly #timer: NodeJS.Timeout;
  #working: Promise<void>;

  /** @param now Unix milliseconds */
  constructor(log: EventLog, config: RelayConfig, logger: Logger, now: () => number) {
    this.#log = log;
    this.#config = config;
    this.#logger = logger;
    this.#now = now;
    this.#working = this.#trim();
    this.#timer = setInterval(() => {
      this.#working = this.#working.then(() => this.#trim());
    }, HOUR_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #trim(): Promise<void> {
    for (const { id, retentionDays = this.#config.retentionDays } of this.#config.accounts) {
      try {
        await this.#log.trim(id, this.#now() - retentionDays * DAY_MS);
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        this.#logger.error({ account: id, problem }, "old events were not deleted");
      }
    }
  }
}
