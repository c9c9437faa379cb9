import type { TranslationKey } from "../../../shared/i18n/keys.ts";

/** A text in the employee's language. */
export type Translate = (key: TranslationKey, values?: Record<string, string | number>) => string;

export interface Translator {
  translate: Translate;
  /** A time of day, "12:03"; with the day where it is not today. Unix milliseconds. */
  time(at: number): string;
  setLocale(locale: "da" | "en"): void;
}
