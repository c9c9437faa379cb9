import { fullAfterTaking, type Rate, waitFor } from "./token-bucket.ts";

/** As many keys are remembered at most. */
const MOST_KEYS = 100_000;

/**
 * A token bucket for each of many keys, such as addresses. A bucket that was left alone until it is full again is
 * forgotten, which changes nothing. Under a flood of keys those are forgotten that were quiet longest; nobody is refused
 * for the many others.
 *
 * Keys are kept in two generations, so that forgetting costs no more than dropping the older one.
 */
export class TokenBuckets {
  readonly #rate: Rate;
  readonly #mostKeys: number;
  /** A bucket is full again after this, whatever was taken. Milliseconds. */
  readonly #fillMs: number;
  /** When each key's bucket is full again. */
  #recent = new Map<string, number>();
  #older = new Map<string, number>();
  #turnAt: number | undefined;

  constructor(rate: Rate, mostKeys = MOST_KEYS) {
    this.#rate = rate;
    this.#mostKeys = Math.max(2, mostKeys);
    this.#fillMs = (rate.burst * 1000) / rate.perSecond;
  }

  /**
   * Takes one of this key's.
   *
   * @param now milliseconds, of a clock that does not go back
   * @returns 0 where there was one; otherwise nothing was taken, and there is one after this many milliseconds
   */
  take(key: string, now: number): number {
    const fullAt = this.#fullAt(key, now);
    const wait = waitFor(this.#rate, fullAt, now);
    this.#recent.set(key, wait === 0 ? fullAfterTaking(this.#rate, fullAt, now) : fullAt);
    return wait;
  }

  /** As `take` would answer, without taking. */
  look(key: string, now: number): number {
    return waitFor(this.#rate, this.#fullAt(key, now), now);
  }

  /** Puts back what was taken of this key's. */
  giveBack(key: string, now: number): void {
    const fullAt = this.#fullAt(key, now);
    if (fullAt > now) this.#recent.set(key, fullAt - 1000 / this.#rate.perSecond);
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#recent.size + this.#older.size;
  }

  #fullAt(key: string, now: number): number {
    this.#turn(now);
    return this.#recent.get(key) ?? this.#older.get(key) ?? 0;
  }

  #turn(now: number): void {
    this.#turnAt ??= now + this.#fillMs;
    const crowded = this.#recent.size >= this.#mostKeys / 2;
    if (now < this.#turnAt && !crowded) return;
    // Whoever was left alone for a whole turn is full again.
    this.#older = now >= this.#turnAt + this.#fillMs ? new Map() : this.#recent;
    this.#recent = new Map();
    this.#turnAt = now + this.#fillMs;
  }
}
