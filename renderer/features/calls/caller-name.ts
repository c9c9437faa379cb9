import type { Translate } from "../../../shared/i18n/translator.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";

/** Who it is, as well as we know: name, or "Probably …", else number, else "hidden number". */
export function callerName(call: ShownCall, t: Translate): string {
  const { caller } = call;
  if (caller?.reason?.how === "company-range") return t("notifications.probably", { name: caller.name });
  return caller?.name ?? call.displayNumber ?? call.number ?? t("calls.hiddenNumber");
}
