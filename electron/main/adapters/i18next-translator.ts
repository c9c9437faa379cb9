import { createInstance } from "i18next";
import type { Locale } from "../../../shared/i18n/catalogues.ts";
import { createFormats } from "../../../shared/i18n/formats.ts";
import { i18nextOptions } from "../../../shared/i18n/i18next-options.ts";
import type { Translator } from "../ports/translate.ts";

/** Texts for tray and notifications, from the catalogues that the windows use too. */
export function createTranslator(initial: Locale): Translator {
  const texts = createInstance();
  void texts.init(i18nextOptions(initial));
  let formats = createFormats(initial);
  return {
    translate: (key, ...values: readonly object[]) => texts.t(key as string, { ...values[0] }),
    formats: () => formats,
    setLocale(locale) {
      formats = createFormats(locale);
      void texts.changeLanguage(locale);
    },
  };
}
