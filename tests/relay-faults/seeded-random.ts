/** Random numbers that come again with the same seed (mulberry32). */
export class SeededRandom {
  readonly seed: number;
  #state: number;

  /** @param purpose is printed with the seed. `SIDETONE_SEED=…` repeats a run. */
  constructor(purpose: string) {
    this.seed = Number(process.env.SIDETONE_SEED ?? Math.floor(Math.random() * 2 ** 32));
    this.#state = this.seed;
    console.log(`${purpose}: SIDETONE_SEED=${this.seed}`);
  }

  /** From 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }
}
