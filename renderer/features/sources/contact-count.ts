import type { Formats } from "../../../shared/i18n/formats.ts";
import type { Translate } from "../../../shared/i18n/translator.ts";

/** "12.345 kontakter" */
export function contactCount(count: number, formats: Pick<Formats, "number">, t: Translate): string {
  return t("sources.contacts", { count, number: formats.number(count) });
}
