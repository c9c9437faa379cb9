import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitNumbers } from "../../../shared/contacts/split-numbers.ts";
import { numberKey } from "../../../shared/phone-numbers/number-key.ts";

describe("the numbers of one field", () => {
  it.each<[field: string, numbers: string[] | undefined]>([
    ["86515151", ["86515151"]],
    ["86 51 51 51 lok. 202", ["86 51 51 51 lok. 202"]],
    ["+45 (0) 86 51 51 51", ["+45 (0) 86 51 51 51"]],
    ["86515151 / 20123456", ["86515151", "20123456"]],
    ["86515151 ::: 20123456", ["86515151", "20123456"]],
    ["86515151 eller 20123456", ["86515151", "20123456"]],
    ["86515151\n20123456", ["86515151", "20123456"]],
    ["86 51 51 51 86 51 51 52", ["86 51 51 51", "86 51 51 52"]],
    ["86515151 (privat) 20123456 (mobil)", ["86515151", "20123456"]],
    ["Tlf. 86515151 (Mette)", ["86515151"]],
    // Read as one, it would be a number that nobody has.
    ["86515151/52", ["86515151"]],
    ["+49 89/1234567", ["+49 89/1234567"]],
    ["202", ["202"]],
    ["112", ["112"]],
    ["*21#", ["*21#"]],
    ["\u202d+45 86515151\u202c", ["+45 86515151"]],
    // What spreadsheets make of numbers, and what they are given so that they make nothing of them.
    ['="86515151"', ["86515151"]],
    ["'+4586515151", ["+4586515151"]],
    ["=+4586515151", ["+4586515151"]],
    ["4586515151.0", ["4586515151"]],
    ["4,58652E+09", undefined],
    ["4.58652E+09", undefined],
    ["=1+2", undefined],
    ["@SUM(1)", undefined],
    ["ring ikke", undefined],
    ["n/a", undefined],
    ["", []],
    [" - ", []],
  ])("%j", (field, numbers) => {
    expect(splitNumbers(field)).toEqual(numbers);
  });

  it("are all such that something can be found by them", () => {
    const written = fc.oneof(
      fc.string({ unit: fc.constantFrom(..."0123456789+() .-/x*#,;ae\n"), maxLength: 30 }),
      fc.stringMatching(/^[+(]{0,2}[\d ().-]{1,24}$/),
    );
    fc.assert(
      fc.property(written, (field) => {
        for (const number of splitNumbers(field) ?? []) expect(numberKey(number)).toBeDefined();
      }),
      { numRuns: 5000 },
    );
  });
});
