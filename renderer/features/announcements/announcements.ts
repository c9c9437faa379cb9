import type { Translate } from "../../../shared/i18n/translator.ts";
import type { DialState, ShownCall } from "../../../shared/ipc/snapshot.ts";
import { callerName } from "../calls/caller-name.ts";
import { outcomeText } from "../calls/outcome-text.ts";
import { dialStep } from "../dial/dial-step.ts";

/** What is to be said about the calls of this moment: rings at once (`urgent`), the rest in its turn (`calm`). */
export function announcements(
  calls: readonly ShownCall[],
  dial: DialState | undefined,
  t: Translate,
): { urgent: string; calm: string } {
  const urgent = calls.filter((call) => call.phase === "ringing").map(ringing);
  const isCall = calls.some(({ dialId }) => dialId !== undefined && dialId === dial?.dialId);
  // What failed is told by its own card.
  const dialling = dial?.state === "asking" || dial?.state === "lift-phone";
  const step = dial !== undefined && dialling && !isCall ? dialStep(dial, t) : "";
  const calm = [step, ...calls.filter((call) => call.phase !== "ringing").map(other)];
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
        return dialStep({ state: "lift-phone", phone: undefined }, t);
      case "calling":
        return t("calls.callingAnnouncement", { name });
      case "ended":
        return t("calls.endedAnnouncement", { name, outcome: outcomeText(call, t) });
      default:
        return "";
    }
  }
}
