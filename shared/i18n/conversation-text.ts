import type { ShownCall } from "../ipc/snapshot.ts";
import type { Formats } from "./formats.ts";
import type { Translate } from "./translator.ts";

/**
 * When somebody last spoke with the caller, and who: "Last spoke with Mette yesterday at 14:03, 4 min".
 *
 * @param now Unix milliseconds
 */
export function conversationText(
  { at, durationSeconds, answeredBy }: NonNullable<ShownCall["lastConversation"]>,
  formats: Formats,
  t: Translate,
  now: number,
): string {
  const days = formats.daysAgo(at, now);
  const time = formats.time(at);
  const day =
    days === 0
      ? t("callFlows.times.today", { time })
      : days === 1
        ? t("callFlows.times.yesterday", { time })
        : formats.day(at, now);
  const when = durationSeconds === undefined ? day : `${day}, ${formats.roughLength(durationSeconds)}`;
  const name = answeredBy?.name ?? answeredBy?.localNumber;
  return name === undefined ? t("notifications.lastSpoke", { when }) : t("notifications.lastSpokeWith", { name, when });
}
