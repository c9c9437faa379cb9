import type { RandomStream } from "./random-stream.ts";

/** Some are chosen oftener than others. */
export class WeightedList {
  readonly #words: string[] = [];
  readonly #ends: number[] = [];

  /** @param text "word weight" pairs, with commas between them; a weight that is left out is 1 */
  constructor(text: string) {
    let end = 0;
    for (const pair of text.split(",")) {
      const [, word = "", weight = "1"] = /^\s*(.*?)(?:\s+(\d+))?\s*$/s.exec(pair) ?? [];
      end += Number(weight);
      this.#words.push(word);
      this.#ends.push(end);
    }
  }

  choose(random: RandomStream): string {
    const wanted = random.next() * (this.#ends.at(-1) ?? 0);
    let low = 0;
    let high = this.#ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ends[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return this.#words[low] ?? "";
  }
}
