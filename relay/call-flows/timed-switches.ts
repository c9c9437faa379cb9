import type { Logger } from "pino";
import { callFlowReasons } from "../../shared/relay-protocol/call-flow-reasons.ts";
import type { ClaimedJob, Schedules } from "../storage/schedules.ts";
import type { CallFlows } from "./call-flows.ts";
import { COMING_SWITCH, comingJob, isTooLate, nextTry, readComing } from "./coming-switch.ts";
import { whyNotSwitched } from "./why-not-switched.ts";

const EVERY_MS = 5_000;
/** Reading, switching and reading back, each with its time-outs. Milliseconds. */
const LEASE_MS = 2 * 60_000;
const MOST_AT_ONCE = 50;

export interface TimedSwitchesOptions {
  callFlows: CallFlows;
  schedules: Schedules;
  logger: Logger;
  /** Unix milliseconds. */
  now(): number;
  /** How often it is looked for what is due; milliseconds, shorter in tests. */
  everyMs?: number;
}

/** Makes the switches that are due, by whichever node comes first; kept in the storage, so that a restart loses none. */
export class TimedSwitches {
  readonly #options: TimedSwitchesOptions;
  readonly #timer: NodeJS.Timeout;
  #working: Promise<void>;
  #stopped = false;

  constructor(options: TimedSwitchesOptions) {
    this.#options = options;
    this.#working = this.#work();
    this.#timer = setInterval(() => {
      this.#working = this.#working.then(() => this.#work());
    }, options.everyMs ?? EVERY_MS).unref();
  }

  /**
   * Resolves when what was begun is finished.
   *
   * @param withinMs or after this; what was not finished is tried again when its lease is over. Milliseconds
   */
  async stop(withinMs: number): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    let late: NodeJS.Timeout | undefined;
    const tooLate = new Promise<void>((resolve) => {
      late = setTimeout(resolve, withinMs);
    });
    await Promise.race([this.#working, tooLate]);
    clearTimeout(late);
  }

  async #work(): Promise<void> {
    if (this.#stopped) return;
    const { schedules, now, logger } = this.#options;
    try {
      const due = await schedules.claim(COMING_SWITCH, now(), LEASE_MS, MOST_AT_ONCE);
      // One account's PBX may be slow, and the others' switches are due too.
      const results = await Promise.allSettled(due.map((job) => this.#carryOut(job)));
      for (const result of results) if (result.status === "rejected") throw result.reason;
    } catch (error) {
      logger.error({ problem: String(error) }, "a coming switch could not be made; it is tried again");
    }
  }

  async #carryOut(job: ClaimedJob): Promise<void> {
    const { callFlows, schedules, logger, now } = this.#options;
    const { account, id } = job;
    const coming = readComing(job);
    if (isTooLate(coming, now())) {
      await callFlows.giveUp(account, coming, coming.trouble?.message ?? callFlowReasons["relay-was-off"]);
      await schedules.finish(job);
      return;
    }
    const isRepeated = job.attempt > 0 || coming.trouble !== undefined;
    const error = await callFlows.carryOutDue(account, id, coming, isRepeated);
    if (error === "over") {
      await schedules.finish(job);
      callFlows.changed(account);
      return;
    }
    const attempts = (coming.trouble?.attempts ?? 0) + 1;
    const next = nextTry(coming, attempts, now());
    logger.warn({ account, localNumber: coming.localNumber, attempts, kind: error.kind }, "a coming switch failed");
    if (next === undefined) {
      await callFlows.giveUp(account, coming, whyNotSwitched(error));
      await schedules.finish(job);
    } else if ((await schedules.list(account, COMING_SWITCH)).some((one) => one.id === id)) {
      const trouble = { attempts, message: whyNotSwitched(error) };
      await schedules.put(comingJob(account, id, { ...coming, trouble }, next));
      callFlows.changed(account);
    }
  }
}
