import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NumberKeys } from "../../../electron/main/services/number-keys.ts";
import { normaliseNumber } from "../../../shared/phone-numbers/normalise.ts";

describe("keys of contacts' numbers", () => {
  it("are those of the one way that numbers are read, however short the way to them", () => {
    const keys = new NumberKeys();
    const prefix = fc.constantFrom(
      "",
      "+45",
      "0045",
      "+46",
      "+47",
      "+49",
      "+44",
      "+31",
      "+33",
      "+34",
      "+",
      "00",
      "+45 (0)",
      "tel:",
    );
    const digits = fc.array(fc.constantFrom(..."0123456789", " ", "-", ".", "(", ")"), { maxLength: 14 });
    fc.assert(
      fc.property(prefix, digits, (first, rest) => {
        const raw = first + rest.join("");
        const number = normaliseNumber(raw);
        const expected = number.kind === "e164" ? number.e164 : number.kind === "short" ? number.digits : undefined;
        expect([raw, keys.of(raw)]).toEqual([raw, expected]);
        expect(keys.of(raw)).toBe(expected);
      }),
      {
        numRuns: 3_000,
        // Found before: a zero in brackets falls away wherever it stands.
        examples: [
          ["+31", [..."80(0)000"]],
          ["+45", [..."86(0)51515"]],
        ],
      },
    );
  });
});
