/** How much is allowed: on average, and at once. */
export interface Rate {
  /** On average, in a second; above 0. */
  perSecond: number;
  /** At once; at least 1. */
  burst: number;
}

/**
 * A token bucket, kept as the one moment at which it is full again (the generic cell rate algorithm). Its clock must not
 * go back: use `performance.now()`, never the time of day.
 */
export class TokenBucket {
  readonly #rate: Rate;
  #fullAt = 0;

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /**
   * Takes one.
   *
   * @param now milliseconds, of a clock that does not go back
   * @returns 0 where there was one; otherwise nothing was taken, and there is one after this many milliseconds
   */
  take(now: number): number {
    const wait = waitFor(this.#rate, this.#fullAt, now);
    if (wait === 0) this.#fullAt = fullAfterTaking(this.#rate, this.#fullAt, now);
    return wait;
  }
}

/** How long until a bucket has one to take; 0 where it has. Milliseconds. */
export function waitFor({ perSecond, burst }: Rate, fullAt: number, now: number): number {
  const missing = fullAt - now;
  return missing <= 0 ? 0 : Math.max(0, missing - ((burst - 1) * 1000) / perSecond);
}

/** When a bucket is full again after one was taken now. Milliseconds. */
export function fullAfterTaking({ perSecond }: Rate, fullAt: number, now: number): number {
  return Math.max(fullAt, now) + 1000 / perSecond;
}
