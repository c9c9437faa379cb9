import type { Translate } from "../../../shared/i18n/translator.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";

/** How a call ended, in words. */
export function outcomeText(call: ShownCall, t: Translate): string {
  const { outcome, answeredBy, expired } = call;
  if (outcome === "answered-elsewhere" && answeredBy !== undefined) {
    return t("calls.answeredBy", { name: answeredBy.name ?? answeredBy.localNumber });
  }
  if (call.notLifted !== undefined) return t(`calls.notLifted.${call.notLifted}`);
  if (expired === "conversation") return t("calls.expiredConversation");
  if (outcome === undefined) return expired === "ring" ? t("calls.expiredRing") : "";
  return t(`calls.outcome.${outcome}`);
}
