import fc from "fast-check";
import { expect, it } from "vitest";
import {
  companyRanges,
  LARGE_RANGE,
  type RangedNumber,
  SMALL_RANGE,
} from "../../../electron/main/adapters/contacts/company-ranges.ts";

const numbers = fc
  .array(
    fc.record({
      number: fc.integer({ min: 4_586_510_000, max: 4_586_512_500 }),
      contact: fc.integer({ min: 1, max: 9 }),
      place: fc.integer({ min: 0, max: 2 }),
      owner: fc.oneof({ weight: 6, arbitrary: fc.constant(7) }, fc.constantFrom(0, 8)),
      isMain: fc.boolean(),
    }),
    { maxLength: 30 },
  )
  .map((all) => all.sort((a, b) => a.number - b.number || a.contact - b.contact));

/** The same by looking at all numbers for each range. */
function rangesOf(all: readonly RangedNumber[], size: number) {
  const starts = [...new Set(all.map(({ number }) => number - (number % size)))];
  return starts.flatMap((start) => {
    const inside = all.filter(({ number }) => number >= start && number < start + size);
    const count = new Set(inside.map(({ number }) => number)).size;
    const main = inside.find(({ isMain }) => isMain);
    const owners = new Set(inside.map(({ owner }) => owner));
    if (owners.size > 1 || owners.has(0)) return [];
    const fewest = size === SMALL_RANGE ? 2 : 3;
    if (count < (main === undefined ? fewest : fewest - 1)) return [];
    const { contact, place } = main ?? (inside[0] as RangedNumber);
    return [{ start, size, contact, place }];
  });
}

it("in one go finds what looking at each range finds", () => {
  fc.assert(
    fc.property(numbers, (all) => {
      const found = [...companyRanges(all)];
      for (const size of [SMALL_RANGE, LARGE_RANGE]) {
        expect(found.filter((range) => range.size === size)).toEqual(rangesOf(all, size));
      }
    }),
  );
});
