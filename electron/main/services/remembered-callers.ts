import type { Caller } from "../../../shared/ipc/snapshot.ts";
import { formatNumber } from "../../../shared/phone-numbers/format.ts";
import type { CallerNames } from "./call-presenter.ts";

/** More numbers than an employee's calls of a quarter of an hour and what the tray shows have. */
const MOST = 500;

interface Remembered {
  caller: Caller | undefined;
  displayNumber: string | undefined;
}

/**
 * Who the callers are of calls that are shown again and again: each change of one shows them all. What it answers is what
 * the look-up did, until it is told to forget.
 */
export class RememberedCallers implements CallerNames {
  readonly #lookup: Pick<CallerNames, "find" | "nameOfLocalNumber">;
  readonly #byNumber = new Map<string, Remembered>();

  constructor(lookup: Pick<CallerNames, "find" | "nameOfLocalNumber">) {
    this.#lookup = lookup;
  }

  find(number: string | undefined): Caller | undefined {
    return number === undefined ? undefined : this.#of(number).caller;
  }

  displayNumber(number: string): string | undefined {
    return this.#of(number).displayNumber;
  }

  nameOfLocalNumber(localNumber: string): string | undefined {
    return this.#lookup.nameOfLocalNumber(localNumber);
  }

  /** Whose numbers they are may have changed, or the language. */
  forget(): void {
    this.#byNumber.clear();
  }

  /** With whom he spoke last has changed: of several who have a number it may be another now. */
  forgetShared(): void {
    for (const [number, { caller }] of this.#byNumber) {
      if ((caller?.reason?.others ?? 0) > 0) this.#byNumber.delete(number);
    }
  }

  #of(number: string): Remembered {
    const known = this.#byNumber.get(number);
    if (known !== undefined) return known;
    const found = { caller: this.#lookup.find(number), displayNumber: formatNumber(number) };
    // The first that was asked for goes first.
    const [oldest] = this.#byNumber.keys();
    if (this.#byNumber.size >= MOST && oldest !== undefined) this.#byNumber.delete(oldest);
    this.#byNumber.set(number, found);
    return found;
  }
}
