import type { Translate } from "../../../shared/i18n/translator.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";

/** Who it is, as well as we know: name, else number, else "hidden number". */
export function callerName(call: ShownCall, t: Translate): string {
  return call.caller?.name ?? call.displayNumber ?? call.number ?? t("calls.hiddenNumber");
}
