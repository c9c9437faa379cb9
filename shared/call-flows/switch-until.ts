/** Until when a call flow is switched: the choices that window and tray offer, in the local time of the system's zone. */

const MINUTE_MS = 60_000;
/** How far ahead a switch can go back; the relay takes no more. Milliseconds. */
export const FURTHEST_UNTIL_MS = 30 * 24 * 60 * MINUTE_MS;

/** A choice and when it ends, Unix milliseconds. `days` is how many calendar days ahead that is. */
export interface UntilChoice {
  id: "half-hour" | "hour" | "afternoon" | "morning";
  at: number;
  days: number;
}

/** The fixed choices: half an hour, an hour, the next 16:00, tomorrow 8:00. @param now Unix milliseconds */
export function untilChoices(now: number): UntilChoice[] {
  const choices: Omit<UntilChoice, "days">[] = [
    { id: "half-hour", at: wholeMinute(now + 30 * MINUTE_MS) },
    { id: "hour", at: wholeMinute(now + 60 * MINUTE_MS) },
    { id: "afternoon", at: nextAt(now, 16, 0) },
    { id: "morning", at: atOnDay(now, 1, 8, 0) },
  ];
  return choices.map((choice) => ({ ...choice, days: daysAhead(now, choice.at) }));
}

/**
 * The next time that a clock on the wall shows it, after `now`. Where the clock is put forward over it, as much later; where
 * it is shown twice, each counts.
 *
 * @param now Unix milliseconds
 */
export function nextAt(now: number, hour: number, minute: number): number {
  const today = atOnDay(now, 0, hour, minute);
  if (today > now) return today;
  const again = new Date(today + 60 * MINUTE_MS);
  const isShownTwice = again.getHours() === hour && again.getMinutes() === minute;
  if (isShownTwice && again.getTime() > now) return again.getTime();
  return atOnDay(now, 1, hour, minute);
}

/** @param days from the day of `now`; 0 is that day itself */
export function atOnDay(now: number, days: number, hour: number, minute: number): number {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  day.setHours(hour, minute, 0, 0);
  return day.getTime();
}

/** How many calendar days `at` lies after `now`. */
export function daysAhead(now: number, at: number): number {
  // Noon to noon, so that a day of 23 or 25 hours counts as one.
  return Math.round((atOnDay(at, 0, 12, 0) - atOnDay(now, 0, 12, 0)) / (24 * 60 * MINUTE_MS));
}

/** What is shown in hours and minutes ends at that minute. */
function wholeMinute(at: number): number {
  return Math.ceil(at / MINUTE_MS) * MINUTE_MS;
}
