import { useTranslation } from "react-i18next";
import type { Locale } from "../../shared/i18n/catalogues.ts";

/** The language shown. */
export function useLocale(): Locale {
  const { i18n } = useTranslation();
  return i18n.language === "en" ? "en" : "da";
}
