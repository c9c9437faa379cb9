import fc from "fast-check";
import { expect, it } from "vitest";
import { fitTooltip } from "../../../electron/main/adapters/electron/fit-tooltip.ts";

const offline = "Sidetone – Offline siden 12:03: denne enhed er ikke længere godkendt – bed om en ny invitation";

it("shows what fits, in whole lines", () => {
  const missed = "12 ubesvarede opkald";
  expect(fitTooltip(`${offline}\n${missed}`)).toBe(`${offline}\n${missed}`);
  expect(fitTooltip(`${offline}\n${missed}\nForstyr ikke til i morgen kl. 08.00`)).toBe(`${offline}\n${missed}`);
});

it("whatever it is given, no more comes out than Windows takes, and no half sign", () => {
  const text = fc.string({ unit: fc.constantFrom("æ", "📞", "\n", "x"), maxLength: 300 });
  fc.assert(
    fc.property(text, (given) => {
      const shown = fitTooltip(given);
      expect(shown.length).toBeLessThanOrEqual(127);
      expect(shown.isWellFormed()).toBe(true);
      expect(given.startsWith(shown.replace(/…$/, ""))).toBe(true);
    }),
  );
});
