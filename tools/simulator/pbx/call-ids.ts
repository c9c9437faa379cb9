/** Unique call ids as Asterisk-based PBXs write them: Unix seconds, a point, a counter. */
export class CallIds {
  #counter = 4566;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  next(): string {
    this.#counter++;
    return `${Math.floor(this.#now() / 1000)}.${this.#counter}`;
  }
}
