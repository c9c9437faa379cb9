import fc from "fast-check";
import { expect, it } from "vitest";
import { steadyClock } from "../../relay/steady-clock.ts";

it("follows the time of day, also ahead, and never goes back; it meets the time of day again", () => {
  let [day, steady] = [1_000_000, 0];
  const clock = steadyClock(
    () => day,
    () => steady,
  );
  const pass = (milliseconds: number) => {
    day += milliseconds;
    steady += milliseconds;
  };
  pass(500);
  expect(clock()).toBe(1_000_500);
  day += 3_600_000;
  expect(clock()).toBe(4_600_500);
  day -= 7_200_000;
  expect(clock()).toBe(4_600_500);
  pass(1_000);
  expect(clock()).toBe(4_601_000);
  pass(15_000_000);
  expect(clock()).toBe(day);
});

it("never goes back, whatever is done to the time of day", () => {
  const step = fc.record({ passes: fc.nat({ max: 100_000 }), jumps: fc.integer({ min: -7_200_000, max: 7_200_000 }) });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let [day, steady] = [10_000_000_000, 0];
      const clock = steadyClock(
        () => day,
        () => steady,
      );
      let before = clock();
      for (const { passes, jumps } of steps) {
        day += passes + jumps;
        steady += passes;
        const now = clock();
        expect(now).toBeGreaterThanOrEqual(before);
        expect(now).toBeGreaterThanOrEqual(Math.floor(day));
        before = now;
      }
    }),
  );
});
