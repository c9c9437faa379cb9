import type { Translate } from "../../../shared/i18n/translator.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import { callerName } from "../calls/caller-name.ts";
import { outcomeText } from "../calls/outcome-text.ts";

/** What is to be said about the calls of this moment: rings at once (`urgent`), the rest in its turn (`calm`). */
export function announcements(calls: readonly ShownCall[], t: Translate): { urgent: string; calm: string } {
  const urgent = calls.filter((call) => call.phase === "ringing").map(ringing);
  const calm = calls.filter((call) => call.phase !== "ringing").map(other);
  return { urgent: urgent.join(". "), calm: calm.filter((text) => text !== "").join(". ") };

  function ringing(call: ShownCall): string {
    const name = [callerName(call, t), call.caller?.company].filter((part) => part !== undefined).join(", ");
    return call.lineName === undefined
      ? t("calls.incomingAnnouncement", { name })
      : t("calls.incomingAnnouncementVia", { name, line: call.lineName });
  }

  function other(call: ShownCall): string {
    const name = callerName(call, t);
    switch (call.phase) {
      case "talking":
        return t("calls.talkingAnnouncement", { name });
      case "lift-phone":
        return t("dial.liftPhone");
      case "ended":
        return t("calls.endedAnnouncement", { name, outcome: outcomeText(call, t) });
      default:
        return "";
    }
  }
}
