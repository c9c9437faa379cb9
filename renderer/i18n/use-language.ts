import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Locale } from "../../shared/i18n/catalogues.ts";

/** Follows main's choice of language, for the texts and for screen readers. */
export function useLanguage(locale: Locale): void {
  const { i18n } = useTranslation();
  useEffect(() => {
    void i18n.changeLanguage(locale);
    document.documentElement.lang = locale;
  }, [i18n, locale]);
}
