import type { Locale } from "../../../shared/i18n/catalogues.ts";

/** A country in the language shown, "Sverige"; the code itself where the system knows no name. */
export function countryName(code: string, locale: Locale): string {
  return new Intl.DisplayNames(locale, { type: "region", fallback: "code" }).of(code) ?? code;
}
