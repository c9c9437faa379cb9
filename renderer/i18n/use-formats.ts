import type { Locale } from "../../shared/i18n/catalogues.ts";
import { createFormats, type Formats } from "../../shared/i18n/formats.ts";
import { useLocale } from "./use-locale.ts";

/** They take a millisecond to make, and each row of a list asks for them. */
let made: { of: string; formats: Formats } | undefined;

/** Times and lengths in the language shown and the system's time zone, which is another when one travels. */
export function useFormats(): Formats {
  return formatsOf(useLocale());
}

function formatsOf(locale: Locale): Formats {
  const of = `${locale} ${new Date().getTimezoneOffset()}`;
  if (made?.of !== of) made = { of, formats: createFormats(locale) };
  return made.formats;
}
