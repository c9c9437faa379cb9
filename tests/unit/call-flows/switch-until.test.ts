import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTranslator } from "../../../electron/main/adapters/i18next-translator.ts";
import { momentText } from "../../../shared/call-flows/moment-text.ts";
import { atOnDay, daysAhead, nextAt, untilChoices } from "../../../shared/call-flows/switch-until.ts";
import { untilText } from "../../../shared/call-flows/until-text.ts";
import { createFormats } from "../../../shared/i18n/formats.ts";

// The choices are in the time of the computer's zone, which for these is Danish.
const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = "Europe/Copenhagen";
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

/** A moment as a clock in Copenhagen shows it; the offset says which of two, where it is shown twice. */
const at = (text: string) => Date.parse(text);
const shown = (moment: number) => new Date(moment).toLocaleString("sv-SE");

const { translate } = createTranslator("da");
const formats = createFormats("da", "Europe/Copenhagen");

describe("until when a call flow is switched", () => {
  it("is half an hour, an hour, 16:00 or tomorrow 8:00", () => {
    const now = at("2026-05-12T14:03:20+02:00");
    expect(untilChoices(now).map((choice) => [choice.id, shown(choice.at), choice.days])).toEqual([
      ["half-hour", "2026-05-12 14:34:00", 0],
      ["hour", "2026-05-12 15:04:00", 0],
      ["afternoon", "2026-05-12 16:00:00", 0],
      ["morning", "2026-05-13 08:00:00", 1],
    ]);
    expect(untilChoices(now).map((choice) => untilText(choice.at, now, formats, translate))).toEqual([
      "indtil kl. 14.34",
      "indtil kl. 15.04",
      "indtil kl. 16.00",
      "indtil i morgen kl. 08.00",
    ]);
  });

  it("is the next 16:00, which may be tomorrow's; at 16:00 sharp too", () => {
    expect(shown(nextAt(at("2026-05-12T15:59:59+02:00"), 16, 0))).toBe("2026-05-12 16:00:00");
    expect(shown(nextAt(at("2026-05-12T16:00:00+02:00"), 16, 0))).toBe("2026-05-13 16:00:00");
    expect(shown(nextAt(at("2026-12-31T23:00:00+01:00"), 16, 0))).toBe("2027-01-01 16:00:00");
  });

  it("is by the clock on the wall also over the night in which it is put forward", () => {
    // 29 March 2026, 2:00 becomes 3:00.
    const evening = at("2026-03-28T20:00:00+01:00");
    expect(nextAt(evening, 8, 0)).toBe(at("2026-03-29T08:00:00+02:00"));
    expect(nextAt(evening, 2, 30)).toBe(at("2026-03-29T03:30:00+02:00"));
    expect(daysAhead(evening, at("2026-03-29T08:00:00+02:00"))).toBe(1);
  });

  it("is the second of two times where the first has passed, in the night in which it is put back", () => {
    // 25 October 2026, 3:00 becomes 2:00.
    expect(nextAt(at("2026-10-25T02:00:00+02:00"), 2, 30)).toBe(at("2026-10-25T02:30:00+02:00"));
    expect(nextAt(at("2026-10-25T02:40:00+02:00"), 2, 30)).toBe(at("2026-10-25T02:30:00+01:00"));
    expect(nextAt(at("2026-10-25T02:30:00+01:00"), 2, 30)).toBe(at("2026-10-26T02:30:00+01:00"));
    expect(nextAt(at("2026-10-24T20:00:00+02:00"), 8, 0)).toBe(at("2026-10-25T08:00:00+01:00"));
  });

  it("is ahead, by a day and an hour at most, and shows the time that was asked for unless that night has none", () => {
    const hour = fc.integer({ min: 0, max: 23 });
    const minute = fc.integer({ min: 0, max: 59 });
    const now = fc.integer({ min: at("2026-01-01T00:00:00+01:00"), max: at("2028-01-01T00:00:00+01:00") });
    fc.assert(
      fc.property(now, hour, minute, (moment, hours, minutes) => {
        const next = nextAt(moment, hours, minutes);
        expect(next).toBeGreaterThan(moment);
        expect(next - moment).toBeLessThanOrEqual(25 * 3_600_000);
        const clock = new Date(next);
        expect(clock.getMinutes()).toBe(minutes);
        expect([hours, hours === 2 ? 3 : hours]).toContain(clock.getHours());
      }),
    );
  });

  it("is at most so many days ahead as the calendar says, whatever the hour", () => {
    const now = at("2026-05-12T23:59:00+02:00");
    expect(daysAhead(now, atOnDay(now, 0, 0, 0))).toBe(0);
    expect(daysAhead(now, at("2026-05-13T00:01:00+02:00"))).toBe(1);
    expect(daysAhead(now, at("2026-05-11T00:01:00+02:00"))).toBe(-1);
    expect(shown(atOnDay(now, 20, 8, 30))).toBe("2026-06-01 08:30:00");
  });
});

it("a moment is named as near as it is", () => {
  const now = at("2026-05-12T14:03:00+02:00");
  const name = (text: string) => momentText(at(text), now, formats, translate);
  expect(name("2026-05-12T16:00:00+02:00")).toBe("kl. 16.00");
  expect(name("2026-05-13T08:00:00+02:00")).toBe("i morgen kl. 08.00");
  expect(name("2026-05-11T16:00:00+02:00")).toBe("i går kl. 16.00");
  expect(name("2026-05-15T08:00:00+02:00")).toBe("fredag 15. maj kl. 08.00");
  expect(name("2026-05-09T08:00:00+02:00")).toBe("9. maj, 08.00");
});
