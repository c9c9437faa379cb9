import type { Formats } from "../../../shared/i18n/formats.ts";
import type { Translate } from "../../../shared/i18n/translator.ts";

/** Texts, times and dates in the employee's language, which can change while the app runs. */
export interface Translator {
  readonly translate: Translate;
  formats(): Formats;
  setLocale(locale: "da" | "en"): void;
}
