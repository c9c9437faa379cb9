import type { MatchReason } from "../../../shared/contacts/person.ts";
import type { Formats } from "../../../shared/i18n/formats.ts";
import type { Translate } from "../../../shared/i18n/translator.ts";

/**
 * Why a number is taken for somebody's, in words: "main number of Nord A/S, 3 people, from Customers.csv, 3 May".
 *
 * @param now Unix milliseconds
 */
export function matchReasonText(reason: MatchReason, formats: Formats, t: Translate, now: number): string {
  return [...howParts(reason, t), sourceText(reason, t), dateText(reason, formats, now)]
    .filter((part) => part !== undefined)
    .join(", ");
}

function howParts({ how, company, others, label, customLabel }: MatchReason, t: Translate): (string | undefined)[] {
  if (how === "company-range") {
    return [company === undefined ? undefined : t("people.why.probably", { company }), t("people.why.range")];
  }
  const prefix = how === "other-prefix" ? t("people.why.otherPrefix") : undefined;
  if (company !== undefined) {
    const of = t(label === "main" ? "people.why.mainNumberOf" : "people.why.sharedNumberOf", { company });
    return [of, t("people.why.people", { count: others + 1 }), prefix];
  }
  const word = customLabel ?? (label === undefined || label === "other" ? undefined : t(`people.why.labels.${label}`));
  return [word, prefix];
}

function sourceText({ sourceKind, sourceName }: MatchReason, t: Translate): string {
  if (sourceKind === "own") return t("people.why.own");
  return sourceKind === "colleagues" ? t("people.why.colleagues") : t("people.why.from", { source: sourceName });
}

/** The day of a list that changes by itself says nothing. */
function dateText({ sourceKind, asOf }: MatchReason, formats: Formats, now: number): string | undefined {
  if (asOf === undefined || sourceKind === "own" || sourceKind === "colleagues") return undefined;
  return formats.date(asOf, now);
}
