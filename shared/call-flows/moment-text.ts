import type { Formats } from "../i18n/formats.ts";
import type { Translate } from "../i18n/translator.ts";
import { daysAhead } from "./switch-until.ts";

/**
 * A moment within a sentence, as near as it is: "kl. 16.00", "i morgen kl. 8.00", "fredag 27. november kl. 8.00",
 * "i går kl. 16.00". Unix milliseconds.
 */
export function momentText(
  at: number,
  now: number,
  formats: Pick<Formats, "time" | "day" | "moment">,
  t: Translate,
): string {
  const time = formats.time(at);
  const days = daysAhead(now, at);
  if (days === 0) return t("callFlows.times.today", { time });
  if (days === 1) return t("callFlows.times.tomorrow", { time });
  if (days === -1) return t("callFlows.times.yesterday", { time });
  return days > 0 ? t("callFlows.times.day", { day: formats.day(at, now), time }) : formats.moment(at);
}
