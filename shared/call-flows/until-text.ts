import type { Formats } from "../i18n/formats.ts";
import type { Translate } from "../i18n/translator.ts";
import { daysAhead } from "./switch-until.ts";

/** Until a time ahead: "until 16:00", "until tomorrow 8:00". Unix milliseconds. */
export function untilText(at: number, now: number, formats: Pick<Formats, "time" | "day">, t: Translate): string {
  const time = formats.time(at);
  const days = daysAhead(now, at);
  if (days === 0) return t("callFlows.untilTimes.today", { time });
  if (days === 1) return t("callFlows.untilTimes.tomorrow", { time });
  return t("callFlows.untilTimes.day", { day: formats.day(at, now), time });
}
