import type { Formats } from "../../../shared/i18n/formats.ts";
import type { Translate } from "../../../shared/i18n/translator.ts";
import type { BusyColleague } from "../../../shared/ipc/snapshot.ts";

/** "talking since 14:03". Undefined where he does nothing that is known. */
export function busyText(busy: BusyColleague | undefined, formats: Formats, t: Translate): string | undefined {
  if (busy === undefined || busy.state === "idle") return undefined;
  const doing = t(busy.state === "ringing" ? "colleagues.ringing" : "colleagues.talking");
  return busy.since === undefined ? doing : t("colleagues.since", { doing, time: formats.time(busy.since) });
}
