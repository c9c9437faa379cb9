import fc from "fast-check";
import { expect, it } from "vitest";
import { cardPlaceOf, placeCard } from "../../../electron/main/windows/place-card.ts";

/** Displays left of and above the first one have negative places; scaled ones may begin at a fraction. */
const scale = fc.constantFrom(1, 1.25, 1.5, 1.75, 2, 2.25, 3);
const workArea = fc
  .record({
    x: fc.integer({ min: -8_000, max: 8_000 }),
    y: fc.integer({ min: -8_000, max: 8_000 }),
    width: fc.integer({ min: 100, max: 8_000 }),
    height: fc.integer({ min: 100, max: 5_000 }),
    scale,
  })
  .map(({ scale: by, ...pixels }) => ({
    x: pixels.x / by,
    y: pixels.y / by,
    width: pixels.width / by,
    height: pixels.height / by,
  }));
const size = fc.record({ width: fc.constant(360), height: fc.integer({ min: 1, max: 2_000 }) });
const place = fc.record({
  x: fc.oneof(fc.double({ min: 0, max: 1 }), fc.double()),
  y: fc.oneof(fc.double({ min: 0, max: 1 }), fc.double()),
});

it("is all inside what is visible of the display, in whole pixels, whatever was remembered", () => {
  fc.assert(
    fc.property(workArea, size, place, (area, wanted, remembered) => {
      const { x, y, width, height } = placeCard(area, wanted, remembered);
      for (const value of [x, y, width, height]) expect(Number.isInteger(value)).toBe(true);
      expect(width).toBeGreaterThan(0);
      expect(height).toBeGreaterThan(0);
      // A work area that begins at a fraction leaves a pixel less.
      expect(x).toBeGreaterThanOrEqual(area.x);
      expect(y).toBeGreaterThanOrEqual(area.y);
      expect(x + width).toBeLessThan(area.x + area.width + 1);
      expect(y + height).toBeLessThan(area.y + area.height + 1);
    }),
    { numRuns: 1_000 },
  );
});

it("comes back where it was left", () => {
  fc.assert(
    fc.property(workArea, size, fc.double({ min: 0, max: 1, noNaN: true }), (area, wanted, part) => {
      const left = placeCard(area, wanted, { x: part, y: 1 - part });
      const again = placeCard(area, wanted, cardPlaceOf(area, left));
      expect(Math.abs(again.x - left.x)).toBeLessThanOrEqual(1);
      expect(Math.abs(again.y - left.y)).toBeLessThanOrEqual(1);
    }),
  );
});

it("stays in its corner when the display's size, scale or place is another, and when the card grows", () => {
  fc.assert(
    fc.property(workArea, workArea, size, size, (before, after, first, second) => {
      const left = placeCard(before, first, { x: 1, y: 1 });
      const there = placeCard(after, second, cardPlaceOf(before, left));
      const inRoom = left.width < Math.floor(before.width) - 2 && left.height < Math.floor(before.height) - 2;
      if (!inRoom) return;
      const room = { x: after.width - there.width, y: after.height - there.height };
      // A pixel of rounding is the more of the room the less room there was.
      const blur = (was: number, is: number) => (Math.max(is, 0) / Math.max(was, 1)) * 2 + 2;
      expect(there.x).toBeGreaterThanOrEqual(after.x + room.x - blur(before.width - left.width, room.x));
      expect(there.y).toBeGreaterThanOrEqual(after.y + room.y - blur(before.height - left.height, room.y));
    }),
  );
});

it("dragged half out of sight, it comes back inside", () => {
  const area = { x: 0, y: 25, width: 1440, height: 800 };
  const place = cardPlaceOf(area, { x: 1300, y: -40, width: 360, height: 120 });
  expect(placeCard(area, { width: 360, height: 120 }, place)).toEqual({ x: 1080, y: 25, width: 360, height: 120 });
});
