import type { Call } from "../../../shared/calls/call.ts";
import { numberKey } from "../../../shared/phone-numbers/number-key.ts";
import type { CallStore } from "../ports/call-store.ts";

type Store = Pick<CallStore, "lastSpoken" | "lastSpokenWith">;

/** When the employee spoke with whom, by number: of several who have a number it is mostly the one whom he knows. */
export class LastSpoken {
  readonly #store: Store;
  #at = new Map<string, number>();

  constructor(store: Store) {
    this.#store = store;
    this.reload();
  }

  /** The history was deleted, or is another employee's. */
  reload(): void {
    this.#at = this.#store.lastSpoken();
  }

  /** Calls that came to an end, or turned out to have ended otherwise. @returns whether that is news */
  learn(calls: readonly Call[]): boolean {
    let isNews = false;
    for (const { phase, number } of calls) {
      const key = phase === "ended" && number !== undefined ? numberKey(number) : undefined;
      if (key === undefined) continue;
      const at = this.#store.lastSpokenWith(key);
      if (at === this.#at.get(key)) continue;
      isNews = true;
      if (at === undefined) this.#at.delete(key);
      else this.#at.set(key, at);
    }
    return isNews;
  }

  /** The numbers (`numberKey`) of those with whom he spoke last, the latest first. */
  latest(limit: number): string[] {
    return [...this.#at]
      .sort((a, b) => b[1] - a[1])
      .slice(0, limit)
      .map(([key]) => key);
  }

  /** Unix milliseconds; 0 for never. */
  at(key: string): number {
    return this.#at.get(key) ?? 0;
  }
}
