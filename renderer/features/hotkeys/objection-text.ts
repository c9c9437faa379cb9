import type { KeyboardPlatform } from "../../../shared/hotkeys/accelerator.ts";
import type { AcceleratorObjection } from "../../../shared/hotkeys/judge-accelerator.ts";
import type { Translate } from "../../../shared/i18n/translator.ts";

/** Why these keys are not to be used, in a sentence. @param keys as they are labelled */
export function objectionText(
  objection: AcceleratorObjection,
  keys: string,
  platform: KeyboardPlatform,
  t: Translate,
): string {
  switch (objection.kind) {
    case "taken":
      return t("hotkeys.objections.taken", { keys, action: t(`hotkeys.actions.${objection.by}`) });
    case "no-modifier":
      return t(platform === "mac" ? "hotkeys.objections.no-modifier-mac" : "hotkeys.objections.no-modifier", { keys });
    default:
      return t(`hotkeys.objections.${objection.kind}`, { keys });
  }
}
