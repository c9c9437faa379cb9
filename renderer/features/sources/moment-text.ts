import type { Formats } from "../../../shared/i18n/formats.ts";

/** A moment as short as it can be said: the time alone today, else the day with it. Both Unix milliseconds. */
export function momentText(at: number, now: number, formats: Formats): string {
  return formats.daysAgo(at, now) === 0 ? formats.time(at) : formats.moment(at);
}
