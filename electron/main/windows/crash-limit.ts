import type { Clock } from "../ports/clock.ts";

/** So many times within so many milliseconds a page is started again; more often, starting again is what keeps it down. */
const MOST = 3;
const WITHIN_MS = 60_000;

/** How often a page may crash before it is left. */
export class CrashLimit {
  readonly #clock: Clock;
  #crashes: number[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** It has crashed. @returns whether it may be started again */
  crashed(): boolean {
    const now = this.#clock.now();
    this.#crashes = [...this.#crashes.filter((at) => now - at < WITHIN_MS), now];
    return this.#crashes.length <= MOST;
  }
}
