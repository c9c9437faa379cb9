import type { Locale } from "./catalogues.ts";

/** Times, dates and numbers as the language writes them: 24-hour, in the time zone of the system unless one is given. */
export interface Formats {
  /** "14.03" or "14:03". `at` is Unix milliseconds. */
  time(at: number): string;
  /** "tirsdag 3. maj", with the year when it is not the current one. `at` and `now` are Unix milliseconds. */
  day(at: number, now: number): string;
  /** "3. maj", with the year when it is not the current one. `at` and `now` are Unix milliseconds. */
  date(at: number, now: number): string;
  /** "23. nov. 09.12": a moment on any day. Unix milliseconds. */
  moment(at: number): string;
  /** How many calendar days `at` lies before `now`: 0 today, 1 yesterday; negative for the future. */
  daysAgo(at: number, now: number): number;
  /** A length in whole seconds for reading: "4 min. 12 sek.", "45 sek.", "1 t. 5 min.". */
  length(seconds: number): string;
  /** The same in its largest unit, rounded to nearest: "4 min.", "45 sek.", "2 t.". */
  roughLength(seconds: number): string;
  /** A running clock: "4:12", "1:05:09". Seconds below zero count as zero. */
  clock(seconds: number): string;
  /** "1.284" or "1,284". */
  number(value: number): string;
}

const regionOf = { da: "da-DK", en: "en-GB" } as const satisfies Record<Locale, string>;

/** The BCP 47 tag with region, for Intl and for components that bring their own texts. */
export function languageTag(locale: Locale): string {
  return regionOf[locale];
}

/** Builds the formatters once; they are costly to make and cheap to use. */
export function createFormats(locale: Locale, timeZone?: string): Formats {
  const tag = languageTag(locale);
  const zone = timeZone === undefined ? {} : { timeZone };
  const time = new Intl.DateTimeFormat(tag, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...zone });
  const moment = new Intl.DateTimeFormat(tag, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...zone,
  });
  const day = new Intl.DateTimeFormat(tag, { weekday: "long", day: "numeric", month: "long", ...zone });
  const date = new Intl.DateTimeFormat(tag, { day: "numeric", month: "long", ...zone });
  const dayWithYear = new Intl.DateTimeFormat(tag, { day: "numeric", month: "long", year: "numeric", ...zone });
  // Swedish writes dates as yyyy-mm-dd, which makes the calendar day comparable whatever the language shown.
  const calendar = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", ...zone });
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  const unit = (name: "hour" | "minute" | "second") =>
    new Intl.NumberFormat(tag, { style: "unit", unit: name, unitDisplay: "short", maximumFractionDigits: 0 });
  const [hours, minutes, seconds] = [unit("hour"), unit("minute"), unit("second")];

  const isSameYear = (at: number, now: number) => calendar.format(at).slice(0, 4) === calendar.format(now).slice(0, 4);
  const calendarDay = (at: number) => Date.parse(`${calendar.format(at)}T00:00:00Z`) / 86_400_000;

  return {
    time: (at) => time.format(at),
    moment: (at) => moment.format(at),
    day: (at, now) => (isSameYear(at, now) ? day : dayWithYear).format(at),
    date: (at, now) => (isSameYear(at, now) ? date : dayWithYear).format(at),
    daysAgo: (at, now) => calendarDay(now) - calendarDay(at),
    length: (total) => {
      const [hour, minute, second] = split(total);
      if (hour > 0) return minute > 0 ? `${hours.format(hour)} ${minutes.format(minute)}` : hours.format(hour);
      if (minute > 0)
        return second > 0 ? `${minutes.format(minute)} ${seconds.format(second)}` : minutes.format(minute);
      return seconds.format(second);
    },
    roughLength: (total) => {
      const whole = Math.max(0, Math.floor(total));
      if (whole < 60) return seconds.format(whole);
      return whole < 3570 ? minutes.format(Math.round(whole / 60)) : hours.format(Math.round(whole / 3600));
    },
    number: (value) => number.format(value),
    clock: (total) => {
      const [hour, minute, second] = split(total);
      const padded = (value: number) => String(value).padStart(2, "0");
      return hour > 0 ? `${hour}:${padded(minute)}:${padded(second)}` : `${minute}:${padded(second)}`;
    },
  };
}

function split(totalSeconds: number): [hours: number, minutes: number, seconds: number] {
  const whole = Math.max(0, Math.floor(totalSeconds));
  return [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
}
