import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TokenBucket } from "../../../relay/limits/token-bucket.ts";
import { TokenBuckets } from "../../../relay/limits/token-buckets.ts";

const rates = fc.record({
  perSecond: fc.double({ min: 0.1, max: 1000, noNaN: true }),
  burst: fc.integer({ min: 1, max: 100 }),
});
/** Milliseconds between one attempt and the next. */
const pauses = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 5_000, noNaN: true })), { maxLength: 300 });

describe("a token bucket", () => {
  it("gives its burst at once, then one at a time, and says how long to wait", () => {
    const bucket = new TokenBucket({ perSecond: 2, burst: 3 });
    expect([0, 0, 0].map((now) => bucket.take(now))).toEqual([0, 0, 0]);
    expect(bucket.take(0)).toBe(500);
    expect(bucket.take(499)).toBe(1);
    expect(bucket.take(500)).toBe(0);
    expect(bucket.take(500)).toBe(500);
    // Left alone it is full again, and not fuller.
    expect([60_000, 60_000, 60_000].map((now) => bucket.take(now))).toEqual([0, 0, 0]);
    expect(bucket.take(60_000)).toBe(500);
  });

  it("never gives more than its burst and what came since, and gives what it promised", () => {
    fc.assert(
      fc.property(rates, pauses, (rate, times) => {
        const bucket = new TokenBucket(rate);
        const given: number[] = [];
        let now = 0;
        for (const pause of times) {
          now += pause;
          const wait = bucket.take(now);
          if (wait === 0) given.push(now);
          // A hair more, since these are fractions.
          else {
            now += wait + 1e-6;
            expect(bucket.take(now)).toBe(0);
            given.push(now);
          }
        }
        for (const [first, from] of given.entries()) {
          const last = given.length - 1;
          const until = given[last] ?? from;
          expect(last - first + 1).toBeLessThanOrEqual(rate.burst + ((until - from) / 1000) * rate.perSecond + 1e-3);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("token buckets by key", () => {
  it("each key has its own, and behaves as if it were alone", () => {
    fc.assert(
      fc.property(rates, fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.nat(3_000))), (rate, attempts) => {
        const together = new TokenBuckets(rate);
        const alone = new Map(["a", "b", "c"].map((key) => [key, new TokenBucket(rate)]));
        let now = 0;
        for (const [key, pause] of attempts) {
          now += pause;
          const looked = together.look(key, now);
          expect(together.take(key, now)).toBe(looked);
          expect(looked).toBe(alone.get(key)?.take(now));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("whoever is full again is forgotten", () => {
    const buckets = new TokenBuckets({ perSecond: 1, burst: 10 });
    for (let index = 0; index < 1_000; index += 1) buckets.take(`key ${index}`, 0);
    expect(buckets.size).toBe(1_000);
    buckets.take("somebody", 20_000);
    expect(buckets.size).toBe(1);
  });

  it("a flood of keys stays within bounds, and refuses nobody who did nothing", () => {
    const buckets = new TokenBuckets({ perSecond: 1 / 60, burst: 1 }, 1_000);
    for (let index = 0; index < 50_000; index += 1) {
      expect(buckets.take(`key ${index}`, 0)).toBe(0);
      expect(buckets.size).toBeLessThanOrEqual(1_000);
    }
    expect(buckets.take("key 49999", 0)).toBe(60_000);
  });
});
