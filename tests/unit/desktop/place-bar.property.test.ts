import fc from "fast-check";
import { expect, it } from "vitest";
import { placeBar } from "../../../electron/main/windows/place-bar.ts";

/** Displays left of and above the first one have negative places; scaled ones may begin at a fraction. */
const workArea = fc
  .record({
    x: fc.integer({ min: -8_000, max: 8_000 }),
    y: fc.integer({ min: -8_000, max: 8_000 }),
    width: fc.integer({ min: 100, max: 8_000 }),
    height: fc.integer({ min: 100, max: 5_000 }),
    scale: fc.constantFrom(1, 1.25, 1.5, 1.75, 2, 2.25, 3),
  })
  .map(({ scale, ...pixels }) => ({
    x: pixels.x / scale,
    y: pixels.y / scale,
    width: pixels.width / scale,
    height: pixels.height / scale,
  }));
const height = fc.integer({ min: 1, max: 2_000 });

it("is all inside what is visible of the display, in whole pixels and in the middle", () => {
  fc.assert(
    fc.property(workArea, height, (area, tall) => {
      const bar = placeBar(area, { width: 560, height: tall });
      for (const value of Object.values(bar)) expect(Number.isInteger(value)).toBe(true);
      expect(bar.width).toBeGreaterThan(0);
      expect(bar.height).toBeGreaterThan(0);
      // A work area that begins at a fraction leaves a pixel less.
      expect(bar.x).toBeGreaterThanOrEqual(area.x);
      expect(bar.y).toBeGreaterThanOrEqual(area.y);
      expect(bar.x + bar.width).toBeLessThan(area.x + area.width + 1);
      expect(bar.y + bar.height).toBeLessThan(area.y + area.height + 1);
      const left = bar.x - area.x;
      const right = area.x + area.width - bar.x - bar.width;
      expect(Math.abs(left - right)).toBeLessThanOrEqual(3);
    }),
    { numRuns: 1_000 },
  );
});

it("stays where it is when it grows, while there is room below", () => {
  fc.assert(
    fc.property(workArea, height, height, (area, before, after) => {
      const [low, high] = [Math.min(before, after), Math.max(before, after)];
      const first = placeBar(area, { width: 560, height: low });
      const second = placeBar(area, { width: 560, height: high });
      expect(second.y).toBeLessThanOrEqual(first.y);
      const hasRoom = first.y + high + 8 <= Math.floor(area.y + area.height);
      if (hasRoom) expect(second.y).toBe(first.y);
    }),
  );
});

it("is in the upper part, where one looks", () => {
  const area = { x: 0, y: 0, width: 1920, height: 1032 };
  expect(placeBar(area, { width: 560, height: 56 })).toEqual({ x: 680, y: 227, width: 560, height: 56 });
});
