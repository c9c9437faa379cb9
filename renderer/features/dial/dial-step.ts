import type { Translate } from "../../../shared/i18n/translator.ts";
import type { DialState } from "../../../shared/ipc/snapshot.ts";

/** How far a dial is, until the PBX's own events tell the rest. */
export function dialStep({ state, phone }: Pick<DialState, "state" | "phone">, t: Translate): string {
  if (state === "asking") return t("dial.asking");
  return phone === undefined ? t("dial.liftPhone") : t("dial.liftPhoneNamed", { phone });
}
