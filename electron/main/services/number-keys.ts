import { normaliseNumber } from "../../../shared/phone-numbers/normalise.ts";

/** Written with spaces, dots or dashes, as nearly all are in address books. */
const DANISH = /^(?:\+45|0045)?([2-9]\d{7})$/;
/** Neighbours whose numbers have no prefix that is left out from abroad but a zero: Sweden, Norway, Germany and so on. */
const NEIGHBOUR = /^\+(?:3[134]|4[4679])[1-9]\d{5,10}$/;
const SEPARATORS = /[\s.()-]/g;

/** More are forgotten at once; about a megabyte. */
const MOST_KNOWN = 10_000;

/** The keys (`shared/phone-numbers/number-key.ts`) of subscribers' numbers, quickly: contacts are compared by many at a time. */
export class NumberKeys {
  readonly #known = new Map<string, string | undefined>();

  /**
   * Of subscribers' numbers and short codes. Undefined for a number that only the PBX understands: who that is, only the
   * list of colleagues can say.
   */
  of(raw: string): string | undefined {
    // "(0)" is a prefix that falls away.
    const plain = raw.includes("(0)") ? raw : raw.replace(SEPARATORS, "");
    const danish = DANISH.exec(plain)?.[1];
    if (danish !== undefined) return `+45${danish}`;
    if (NEIGHBOUR.test(plain)) return plain;
    const known = this.#known.get(raw);
    if (known !== undefined || this.#known.has(raw)) return known;
    const number = normaliseNumber(raw);
    const key = number.kind === "e164" ? number.e164 : number.kind === "short" ? number.digits : undefined;
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(raw, key);
    return key;
  }
}
