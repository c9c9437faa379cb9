import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findNumbers } from "../../../shared/phone-numbers/find-numbers.ts";
import { numberKey } from "../../../shared/phone-numbers/number-key.ts";

const keys = (text: string) => findNumbers(text).map(({ number }) => numberKey(number));
const EXAMPLE = "+4586515151";

describe("phone numbers in a text", () => {
  it.each([
    "Tlf.: 86 51 51 51",
    "T: 8651 5151",
    "Ring til mig på +45 86515151 i morgen.",
    "(+45) 86 51 51 51",
    "+45 (0) 86 51 51 51",
    "0045 86 51 51 51",
    "86.51.51.51",
    "86-51-51-51",
    "Nordlys Energi A/S, 8000 Aarhus C, 86515151",
    "86\u00a051\u202f51\u00ad51",
    "Telefon 86 515 151",
    "tel:+4586515151",
    "mail@example.dk\n86 51 51 51\nwww.example.dk",
    "tlf86515151: nej; tlf 86515151",
    "Tlf. 86 51 51 51 lok. 202",
  ])("%j", (text) => {
    expect(keys(text)).toContain(EXAMPLE);
  });

  it.each([
    ["86515151/22334455", [EXAMPLE, "+4522334455"]],
    ["Mobil 22 33 44 55 - direkte 86 51 51 51", ["+4522334455", EXAMPLE]],
    ["86 51 51 51 22 33 44 55", [EXAMPLE, "+4522334455"]],
    ["+46 8 123 456 78 eller +45 86 51 51 51", ["+46812345678", EXAMPLE]],
    ["Lokal 202", ["202"]],
    ["Ring 112", ["112"]],
  ])("%j: each of them", (text, expected) => {
    expect(keys(text)).toEqual(expected);
  });

  it.each([
    "Mødet er 03-05-2026 kl. 10:30, eller 2026-05-03.",
    "den 3.5.2026",
    "CVR 12345678",
    "CVR-nr.: 34 56 78 90",
    "EAN 5790000123456",
    "reg. 1234 konto 23456789",
    "IBAN DK5000400440116243",
    "I alt 1.234.567,00 kr",
    "22.345.678",
    "Ordre nr. 23456789",
    "CPR 010203-1234",
    "010203-1234",
    "192.168.1.12",
    "version 24.21.0",
    "112 kunder, 202 lokaler og 1813 sider",
    "Aarhus 8000, Kolding 6000",
    "0123456789012345678901234567890",
    "abc86515151def",
    "faktura 86515151",
    "$22345678",
    "€ 22 34 56 78",
    "2+87654321",
    "ring 20 minutter før",
    "Call 30 minutes before",
    "",
  ])("nothing in %j", (text) => {
    expect(keys(text)).toEqual([]);
  });

  it("says where each stands", () => {
    const text = "Ring til (+45) 86 51 51 51, tak";
    expect(findNumbers(text)).toEqual([{ start: 9, end: 26, raw: "(+45) 86 51 51 51", number: "+4586515151" }]);
  });

  it("finds every number that was put into prose, where it stands, and nothing else", () => {
    const words = fc
      .stringMatching(/^[a-zæøå]{2,9}$/)
      .filter(
        (word) => !/^(?:cvr|ean|gln|iban|reg|id|ref|kl|kr|konto|sag|vers|lok|lokal|ext|ordre|faktura)/.test(word),
      );
    const prose = fc.array(words, { minLength: 1, maxLength: 8 }).map((all) => all.join(" "));
    const digits = fc.tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 0, max: 9_999_999 }));
    const shapes = [
      (d: string) => d,
      (d: string) => d.replace(/(..)(?=.)/g, "$1 ").trim(),
      (d: string) => `${d.slice(0, 4)} ${d.slice(4)}`,
      (d: string) => `+45 ${d}`,
      (d: string) => `+45 ${d.replace(/(..)(?=.)/g, "$1 ").trim()}`,
      (d: string) => `0045${d}`,
    ];
    const number = fc
      .tuple(digits, fc.constantFrom(...shapes))
      .map(([[first, rest], shape]) => ({ digits: `${first}${String(rest).padStart(7, "0")}`, shape }))
      .map(({ digits: all, shape }) => ({ key: `+45${all}`, written: shape(all) }));
    fc.assert(
      fc.property(prose, fc.array(fc.tuple(number, prose), { maxLength: 5 }), (begin, rest) => {
        const text = [begin, ...rest.flatMap(([{ written }, behind]) => [written, behind])].join(", ");
        const found = findNumbers(text);
        expect(found.map(({ number: one }) => numberKey(one))).toEqual(rest.map(([{ key }]) => key));
        for (const { start, end, raw } of found) expect(text.slice(start, end)).toBe(raw);
        expect(found.map(({ raw }) => raw)).toEqual(rest.map(([{ written }]) => written));
      }),
    );
  });

  it("never throws, and what it finds stands there, in order", () => {
    const nasty = fc.string({ unit: fc.constantFrom(..."0123456789+-–() .,/*#:xX\n\u00ad\u200b٣８a"), maxLength: 200 });
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: "binary" })), (text) => {
        let last = 0;
        for (const { start, end, raw, number } of findNumbers(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(text.slice(start, end)).toBe(raw);
          expect(numberKey(number)).toBeDefined();
          last = end;
        }
      }),
    );
  });

  it.each([
    ["ones and spaces", "1 "],
    ["brackets", "+(("],
    ["dashes", "1-"],
    ["digits", "8"],
    ["pairs", "86 "],
    ["pluses", "+4"],
    ["words", "cvr "],
    ["zeros", "00 1 "],
  ])("a megabyte of %s is read in one go", (_, unit) => {
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
    expect(findNumbers(text).length).toBeLessThan(text.length);
  });

  it("finds any number of numbers", () => {
    expect(findNumbers("86515151 ".repeat(300_000))).toHaveLength(300_000);
  });
});
