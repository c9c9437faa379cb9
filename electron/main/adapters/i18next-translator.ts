import i18next from "i18next";
import { da } from "../../../shared/i18n/da.ts";
import { en } from "../../../shared/i18n/en.ts";
import type { Translator } from "../ports/translate.ts";

/** Texts for tray, notifications and dialogs, from the catalogues that the windows use too. */
export function createTranslator(initial: "da" | "en"): Translator {
  const texts = i18next.createInstance();
  let locale = initial;
  void texts.init({
    lng: initial,
    fallbackLng: "en",
    resources: { da: { translation: da }, en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return {
    translate: (key, values) => texts.t(key, values ?? {}),
    time(at) {
      const time = { hour: "2-digit", minute: "2-digit", hour12: false } as const;
      const today = new Date().toDateString() === new Date(at).toDateString();
      const day = today ? {} : ({ weekday: "short", day: "numeric", month: "short" } as const);
      return new Intl.DateTimeFormat(locale, { ...day, ...time }).format(at);
    },
    setLocale(next) {
      locale = next;
      void texts.changeLanguage(next);
    },
  };
}
