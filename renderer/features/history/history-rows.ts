import type { Formats } from "../../../shared/i18n/formats.ts";
import type { Translate } from "../../../shared/i18n/translator.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";

/** What stands below each other in the list: days and their calls. */
export type HistoryRow = { kind: "day"; key: string; title: string } | { kind: "call"; key: string; call: ShownCall };

/** @param calls newest first; @param now Unix milliseconds */
export function historyRows(calls: readonly ShownCall[], now: number, formats: Formats, t: Translate): HistoryRow[] {
  const rows: HistoryRow[] = [];
  let dayShown: number | undefined;
  let dayBegan = Number.POSITIVE_INFINITY;
  for (const call of calls) {
    if (call.startedAt < dayBegan) {
      // There may be a hundred thousand calls, and none of them is asked for its day but the first.
      dayBegan = new Date(call.startedAt).setHours(0, 0, 0, 0);
      const daysAgo = formats.daysAgo(call.startedAt, now);
      if (daysAgo !== dayShown) {
        dayShown = daysAgo;
        rows.push({ kind: "day", key: `day ${daysAgo}`, title: dayTitle(daysAgo, call.startedAt) });
      }
    }
    rows.push({ kind: "call", key: call.key, call });
  }
  return rows;

  function dayTitle(daysAgo: number, at: number): string {
    if (daysAgo === 0) return t("history.today");
    if (daysAgo === 1) return t("history.yesterday");
    const day = formats.day(at, now);
    return day.charAt(0).toLocaleUpperCase() + day.slice(1);
  }
}
