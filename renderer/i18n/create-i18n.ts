import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Locale } from "../../shared/i18n/catalogues.ts";
import { i18nextOptions } from "../../shared/i18n/i18next-options.ts";

/** The window's texts. Both catalogues are in the bundle, so a change of language is immediate. */
export function createI18n(locale: Locale): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init(i18nextOptions(locale));
  return instance;
}
