import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldLetters, nameKey } from "../../../shared/contacts/same-name.ts";

describe("the same name", () => {
  it.each([
    ["Hansen, Mette", "Mette Hansen"],
    ["METTE  HANSEN", "mette hansen"],
    ["Søren Østergård", "Soeren Oestergaard"],
    ["Søren Østergård", "Soren Ostergaard"],
    ["Åse Æbelø", "Aase Aebelo"],
    ["René Müller", "Rene Muller"],
    ["Åse", "A\u030ase"],
    ["Anna-Marie Holm", "Holm Anna Marie"],
  ])("%s is %s", (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it.each([
    ["Mette Hansen", "Mette Jensen"],
    ["Mette Hansen", "Mette K. Hansen"],
    ["Lars Å", "Lars A"],
  ])("%s is not %s", (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });

  it("what has neither letter nor digit is nobody's name", () => {
    expect(nameKey(" – ?")).toBeUndefined();
  });

  it("is folded the same by the short way as by the long", () => {
    const usual = [..."abcoeOE -.æøåÆØÅöÖäÄüÜéÉ"];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...usual)), (letters) => {
        const text = letters.join("");
        // A letter that takes the long way.
        expect(foldLetters(`${text} ñ`)).toBe(`${foldLetters(text)} n`);
      }),
    );
  });

  it("is the same in whatever order and case, and never throws", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" })), (words) => {
        expect(nameKey([...words].reverse().join(" , "))).toBe(nameKey(words.join(" ")));
      }),
    );
  });
});
