/** Work that is done one after the other; beyond a number of waiting ones no more is taken. */
export class OneAtATime {
  readonly #most: number;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** @param most that wait or are being done, at least 1 */
  constructor(most: number) {
    this.#most = most;
  }

  /**
   * @returns undefined where too many wait
   * @throws what the work throws, which harms no other
   */
  run<Result>(work: () => Promise<Result>): Promise<Result> | undefined {
    if (this.#waiting >= this.#most) return undefined;
    this.#waiting += 1;
    const done = this.#last.then(work).finally(() => {
      this.#waiting -= 1;
    });
    // Whoever asked for it hears of its failure; the next one is not concerned.
    this.#last = done.catch(() => {});
    return done;
  }
}
