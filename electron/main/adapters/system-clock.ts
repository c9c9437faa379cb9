import type { Clock } from "../ports/clock.ts";

/** `setTimeout` holds at most 2^31-1 ms; what is later is armed anew. */
const LONGEST_TIMER_MS = 2_147_483_647;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const wait = Math.min(Math.max(0, milliseconds), LONGEST_TIMER_MS);
    const timer = setTimeout(callback, wait);
    return () => clearTimeout(timer);
  },
};
