import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beginsLike, likeWords } from "../../../electron/main/adapters/contacts/like-words.ts";
import { fold, foldWithPlaces } from "../../../shared/contacts/fold.ts";
import { searchTerms } from "../../../shared/contacts/search-query.ts";
import { foldedWords, nationalDigits } from "../../../shared/contacts/search-words.ts";
import { sectionOf, sortKey } from "../../../shared/contacts/sort-key.ts";

describe("folding", () => {
  it.each([
    ["Søren", "Soren", "Soeren", "SØREN"],
    ["Åse Aagaard", "Aase Ågård", "ase agard"],
    ["Kjær", "Kjaer"],
    ["René", "Rene"],
    ["Öberg", "Øberg", "Oeberg"],
    ["Straße", "Strasse"],
    ["Æbeltoft", "Aebeltoft"],
  ])("%s is %s", (...spellings) => {
    const [first = "", ...others] = spellings;
    for (const other of others) expect(fold(other)).toBe(fold(first));
  });

  it("knows where each of its characters stands", () => {
    const letters = fc.string({ unit: fc.constantFrom(..."aeoøåæEé xü-ß1Åﬁ𝒜"), maxLength: 30 });
    fc.assert(
      fc.property(fc.oneof(letters, fc.string({ unit: "binary" })), (text) => {
        const { text: folded, places } = foldWithPlaces(text);
        expect(folded).toBe(fold(text));
        expect(places).toHaveLength(folded.length + 1);
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(places.at(-1)).toBe(text.length);
      }),
    );
  });
});

describe("words", () => {
  it.each([
    ["Nordlys Energi A/S", ["nordlys", "energi", "a", "s", "as"]],
    ["O'Brien", ["o", "brien", "obrien"]],
    ["mette.hansen@nordlys.dk", ["mette", "hansen", "nordlys", "dk"]],
    ["Anne-Marie", ["anne", "marie", "annemarie"]],
    ["李 Wei", ["李", "wei"]],
  ])("%s", (text, words) => {
    expect(foldedWords(text)).toEqual(words);
  });

  it.each([
    ["86 51 51 51", [["digits", "86515151"]]],
    ["+45 86 51", [["digits", "8651"]]],
    ["0045 8651", [["digits", "8651"]]],
    ["+45", []],
    ["4586515151", [["digits", "86515151"]]],
    ["+46 (0)8 123", [["digits", "8123"]]],
    [
      "Hansen 86-51 Mette",
      [
        ["word", "hansen"],
        ["digits", "8651"],
        ["word", "mette"],
      ],
    ],
    ["(86) 51.51/51", [["digits", "86515151"]]],
    ["  ", []],
    [
      '"* OR names:',
      [
        ["word", "or"],
        ["word", "names"],
      ],
    ],
  ])("%s is looked for as %j", (text, terms) => {
    expect(searchTerms(text).map(({ kind, text: term }) => [kind, term])).toEqual(terms);
  });

  it("a country's code is left out", () => {
    expect(nationalDigits("+4586515151")).toBe("86515151");
    expect(nationalDigits("+4681234567")).toBe("81234567");
    expect(nationalDigits("+298123456")).toBe("123456");
    expect(nationalDigits("202")).toBe("202");
  });
});

describe("the order of the alphabet", () => {
  it("is the Danish one, and what has no letter comes last", () => {
    const names = ["Zahra", "Ærø", "Østen", "Aagaard", "Åse", "Anders", "Öberg", "Ängel", "3F", "émile", "李"];
    const sorted = [...names].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
    expect(sorted).toEqual([
      "Anders",
      "émile",
      "Zahra",
      "Ängel",
      "Ærø",
      "Öberg",
      "Østen",
      "Aagaard",
      "Åse",
      "3F",
      "李",
    ]);
    expect(["Anders", "Ærø", "Östen", "Aagaard", "3F"].map((name) => sectionOf(sortKey(name)))).toEqual([
      "A",
      "Æ",
      "Ø",
      "Å",
      "#",
    ]);
  });
});

describe("words that are like what was typed", () => {
  it.each([
    ["pedersen", "pederson"],
    ["pedersen", "pedersn"],
    ["pedersen", "peddersen"],
    ["pedersen", "pedresen"],
    ["mikkelsen", "nikkels"],
  ])("%s for %s", (word, typed) => {
    expect(beginsLike(word, typed)).toBe(true);
    expect(likeWords(typed, (from) => (word >= from ? word : undefined)).size).toBeGreaterThan(0);
  });

  it("are the same, asked word by word or of a whole vocabulary", () => {
    const word = fc.string({ unit: fc.constantFrom(..."abc"), minLength: 3, maxLength: 8 });
    const typed = fc.string({ unit: fc.constantFrom(..."abc"), minLength: 5, maxLength: 7 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 12 }), typed, (words, what) => {
        const sorted = [...words].sort();
        const beginnings = likeWords(what, (from) => sorted.find((one) => one >= from));
        for (const one of words) {
          const isLike = one.startsWith(what) || [...beginnings].some((beginning) => one.startsWith(beginning));
          expect(isLike, one).toBe(beginsLike(one, what));
        }
      }),
      { numRuns: 1000 },
    );
  });
});
