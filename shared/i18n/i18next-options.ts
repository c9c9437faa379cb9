import { catalogues, type Locale, locales } from "./catalogues.ts";

/**
 * The options with which an i18next instance is made, the same in main and in the windows. Texts go to places that do
 * not read HTML (native notifications, menus, React's text nodes), so nothing is escaped.
 */
export function i18nextOptions(locale: Locale) {
  return {
    lng: locale,
    fallbackLng: "da",
    supportedLngs: [...locales],
    resources: { da: { translation: catalogues.da }, en: { translation: catalogues.en } },
    interpolation: { escapeValue: false },
    initAsync: false,
    showSupportNotice: false,
  };
}

/**
 * The language to show for a wish and what the operating system prefers (BCP 47 tags, best first): Danish on a Danish
 * system, and where the system says nothing; English on any other.
 */
export function resolveLocale(wish: "system" | Locale, systemLanguages: readonly string[]): Locale {
  if (wish !== "system") return wish;
  const first = systemLanguages[0]?.toLowerCase() ?? "da";
  return /^da\b/.test(first) ? "da" : "en";
}
