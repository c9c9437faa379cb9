import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDuration } from "../../../shared/flexfone/parse-duration.ts";
import { parseTimestamp } from "../../../shared/flexfone/parse-timestamp.ts";

describe("TimeStamp, whose format the guide does not say", () => {
  const winter = Date.UTC(2026, 10, 23, 9, 0, 5);
  it.each([
    ["2026-11-23 10:00:05", winter],
    ["2026-11-23T10:00:05", winter],
    ["2026-11-23T09:00:05Z", winter],
    ["2026-11-23T09:00:05.678Z", winter],
    ["2026-11-23T10:00:05+01:00", winter],
    ["23-11-2026 10:00:05", winter],
    ["23/11/2026 10.00.05", winter],
    [String(winter / 1000), winter],
    [String(winter), winter],
    ["2026-07-01 10:00:00", Date.UTC(2026, 6, 1, 8)],
    // Summer time begins on 29 March 2026 at 2:00 and ends on 25 October at 3:00.
    ["2026-03-29 01:59:59", Date.UTC(2026, 2, 29, 0, 59, 59)],
    ["2026-03-29 03:00:00", Date.UTC(2026, 2, 29, 1, 0, 0)],
    ["2026-10-25 01:59:59", Date.UTC(2026, 9, 24, 23, 59, 59)],
    ["2026-10-25 02:30:00", Date.UTC(2026, 9, 25, 0, 30, 0)],
    ["2026-10-25 03:00:00", Date.UTC(2026, 9, 25, 2, 0, 0)],
  ])("%s", (text, at) => {
    expect(parseTimestamp(text)).toBe(at);
  });

  it.each([
    "",
    "i morgen",
    "2026-13-01 10:00:00",
    "2026-02-30 10:00:00",
    "2026-11-23 25:00:00",
    "12",
    "0",
    "1999-01-01 00:00:00",
  ])("%j is none", (text) => {
    expect(parseTimestamp(text)).toBeUndefined();
  });

  it("any minute of a year comes back from the clock in Copenhagen", () => {
    const clock = new Intl.DateTimeFormat("sv-SE", {
      timeZone: "Europe/Copenhagen",
      dateStyle: "short",
      timeStyle: "medium",
    });
    const doubledHour = [Date.UTC(2026, 9, 25, 0), Date.UTC(2026, 9, 25, 2)] as const;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 365 * 24 * 60 - 1 }), (minute) => {
        const at = Date.UTC(2026, 0, 1) + minute * 60_000;
        fc.pre(at < doubledHour[0] || at >= doubledHour[1]);
        expect(parseTimestamp(clock.format(at))).toBe(at);
      }),
    );
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string(), (text) => void parseTimestamp(text)));
  });
});

it.each([
  ["0", 0],
  ["65", 65],
  ["65.9", 65],
  ["01:05", 65],
  ["00:01:05", 65],
  ["1:00:00", 3600],
  ["", undefined],
  ["-5", undefined],
  ["lang", undefined],
])("Duration %j is %s seconds", (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});
