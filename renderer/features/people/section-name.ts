import type { Translate } from "../../../shared/i18n/translator.ts";

/** "Favourites", "A", "Other characters": what a section's short title means. */
export function sectionName(title: string, t: Translate): string {
  if (title === "★") return t("people.favourites");
  return title === "#" ? t("people.otherNames") : title;
}
