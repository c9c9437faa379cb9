import { array, assert, constantFrom, double, property } from "fast-check";
import { expect, test } from "vitest";
import { Histogram } from "../../../tools/bench/report/histogram.ts";

test("a percentile is the value of that rank, to 0.1 % or a microsecond", () => {
  const values = array(double({ min: 0, max: 3_000_000, noNaN: true }), { minLength: 1, maxLength: 300 });
  assert(
    property(values, constantFrom(1, 50, 90, 99, 99.9, 100), (milliseconds, percent) => {
      const histogram = new Histogram();
      for (const value of milliseconds) histogram.add(value);
      const sorted = [...milliseconds].sort((a, b) => a - b);
      const right = sorted[Math.max(1, Math.ceil((percent / 100) * sorted.length)) - 1] ?? 0;
      const found = histogram.percentile(percent);
      expect(found).toBeGreaterThanOrEqual(right * 0.999 - 0.001);
      expect(found).toBeLessThanOrEqual(right * 1.001 + 0.001);
    }),
  );
});

test("nothing added is no latency", () => {
  expect(new Histogram().latency()).toMatchObject({ count: 0, mean: 0, p50: 0, p99: 0, max: 0 });
});
