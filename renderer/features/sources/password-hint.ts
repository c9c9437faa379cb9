import type { Translate } from "../../../shared/i18n/translator.ts";
import type { ShownSettings } from "../../../shared/ipc/snapshot.ts";

/** How a source's password is kept on this computer, as it truly is. */
export function passwordHint({ accessProtection, keepAccess }: ShownSettings, t: Translate): string {
  if (accessProtection === "keychain") return t("sources.passwordHint");
  return accessProtection === "plain" && keepAccess === "plain"
    ? t("sources.passwordHintPlain")
    : t("sources.passwordHintUnkept");
}
