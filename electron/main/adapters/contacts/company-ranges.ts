/** So many digits behind the number are what a company's range is (a hundred numbers), or may be (a thousand). */
export const SMALL_RANGE = 100;
export const LARGE_RANGE = 1_000;
/** Shorter numbers have no ranges. */
export const SHORTEST_IN_RANGE = 10_000_000;

/** Somebody's number, and whose range it may be in. */
export interface RangedNumber {
  number: number;
  contact: number;
  /** Which of his numbers it is. */
  place: number;
  /** The company's, 0 where it is nobody's; see `indexedNumbers`. */
  owner: number;
  isMain: boolean;
}

/** Numbers that are one company's, and by whom it is named: its main number, else the first. */
export interface CompanyRange {
  /** The first number, and how many there are: `SMALL_RANGE` or `LARGE_RANGE`. */
  start: number;
  size: number;
  contact: number;
  place: number;
}

/**
 * The ranges in which all numbers that anybody has are one company's: small ones with its main number or two others, large ones
 * with its main number and another or with three others.
 *
 * @param numbers in order, those of several contacts as often
 */
export function* companyRanges(numbers: Iterable<RangedNumber>): Generator<CompanyRange> {
  const open = [new OpenRange(SMALL_RANGE, 1, 2), new OpenRange(LARGE_RANGE, 2, 3)];
  for (const number of numbers) {
    for (const range of open) {
      const ended = range.add(number);
      if (ended !== undefined) yield ended;
    }
  }
  for (const range of open) {
    const ended = range.end();
    if (ended !== undefined) yield ended;
  }
}

class OpenRange {
  readonly #size: number;
  readonly #fewestWithMain: number;
  readonly #fewest: number;
  #first: RangedNumber | undefined;
  #main: RangedNumber | undefined;
  #last = 0;
  #numbers = 0;
  #isShared = false;

  constructor(size: number, fewestWithMain: number, fewest: number) {
    this.#size = size;
    this.#fewestWithMain = fewestWithMain;
    this.#fewest = fewest;
  }

  /** @returns the range before, where the number is of another */
  add(number: RangedNumber): CompanyRange | undefined {
    const first = this.#first;
    if (first === undefined || this.#startOf(number) !== this.#startOf(first)) {
      const ended = this.end();
      this.#first = number;
      this.#main = number.isMain ? number : undefined;
      this.#last = number.number;
      this.#numbers = 1;
      this.#isShared = false;
      return ended;
    }
    if (number.number !== this.#last) this.#numbers += 1;
    this.#last = number.number;
    if (number.owner !== first.owner) this.#isShared = true;
    if (number.isMain) this.#main ??= number;
    return undefined;
  }

  end(): CompanyRange | undefined {
    const first = this.#first;
    const fewest = this.#main === undefined ? this.#fewest : this.#fewestWithMain;
    if (first === undefined || first.owner === 0 || this.#isShared || this.#numbers < fewest) return undefined;
    const { contact, place } = this.#main ?? first;
    return { start: this.#startOf(first), size: this.#size, contact, place };
  }

  #startOf({ number }: RangedNumber): number {
    return number - (number % this.#size);
  }
}
