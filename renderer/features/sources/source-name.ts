import type { ShownSource } from "../../../shared/contacts/source.ts";
import type { Translate } from "../../../shared/i18n/translator.ts";

/** What a source is called; own entries and colleagues have no name of their own. */
export function sourceName({ kind, name }: ShownSource, t: Translate): string {
  if (kind === "own") return t("sources.own");
  return kind === "colleagues" ? t("sources.colleagues") : name;
}
