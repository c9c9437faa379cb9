import fc from "fast-check";
import { expect, it } from "vitest";
import { beginsLike, likeWords } from "../../../electron/main/adapters/contacts/like-words.ts";

const word = fc.string({ unit: fc.constantFrom(..."aabehnsz1é"), minLength: 3, maxLength: 8 });

/** As SQLite puts words in order: by their bytes. */
function inOrder(words: readonly string[]): string[] {
  return [...words].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

it("finds the beginnings that are one slip away, and no word that is not like what was typed", () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), word, (words, typed) => {
      const sorted = inOrder(words);
      const first = (text: string) => sorted.find((one) => Buffer.compare(Buffer.from(one), Buffer.from(text)) >= 0);
      const found = likeWords(typed, first);
      for (const beginning of found) expect(words.some((one) => one.startsWith(beginning))).toBe(true);
      for (const one of words) {
        const isFound = [...found, typed].some((beginning) => one.startsWith(beginning));
        if (isFound) expect(beginsLike(one, typed), one).toBe(true);
        // Letters that nobody types by mistake are none that are tried.
        else if (/^[a-z]+$/.test(one) && typed.length >= 5) expect(beginsLike(one, typed), one).toBe(false);
      }
    }),
  );
});
