import fc from "fast-check";
import { expect, it } from "vitest";
import { readClockTime } from "../../../renderer/features/call-flows/clock-time.ts";

it.each([
  ["16", 16, 0],
  ["8", 8, 0],
  ["16.00", 16, 0],
  ["16:05", 16, 5],
  ["1605", 16, 5],
  ["805", 8, 5],
  [" kl. 8.30 ", 8, 30],
  ["kl 23:59", 23, 59],
  ["0", 0, 0],
  ["00.00", 0, 0],
])("%j is a time", (text, hour, minute) => {
  expect(readClockTime(text)).toEqual({ hour, minute });
});

it.each(["", "24", "24.00", "16.60", "16.5", "-1", "16.00.00", "fire", "4 pm", "12345", "kl."])(
  "%j is none",
  (text) => {
    expect(readClockTime(text)).toBeUndefined();
  },
);

it("a time is one that a clock can show, whatever is typed", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9.: ]{0,6}$/)), (text) => {
      const time = readClockTime(text);
      if (time === undefined) return;
      expect(time.hour).toBeLessThanOrEqual(23);
      expect(time.minute).toBeLessThanOrEqual(59);
    }),
  );
});
