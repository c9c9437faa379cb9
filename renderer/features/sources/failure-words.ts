import type { UnreadableReason } from "../../../shared/contacts/import-item.ts";
import type { SourceKind, SourceResult } from "../../../shared/contacts/source.ts";
import type { Translate } from "../../../shared/i18n/translator.ts";

type Failure = Extract<SourceResult, { state: "failed" }>;

const notContacts = {
  empty: true,
  archive: true,
  "web-page": true,
  spreadsheet: true,
  binary: true,
  "no-contacts": true,
} as const satisfies Record<UnreadableReason, true>;

function isUnreadableReason(detail: string): detail is UnreadableReason {
  return Object.hasOwn(notContacts, detail);
}

/** Why a source could not be read and what to do about it, and what the system or server said, where that may help. */
export function failureWords(
  { code, detail }: Failure,
  kind: SourceKind,
  t: Translate,
): { why: string; said?: string } {
  if (code === "not-contacts" && detail !== undefined && isUnreadableReason(detail)) {
    return { why: t(`sources.notContacts.${detail}`) };
  }
  const isWeb = kind === "url" || kind === "carddav";
  const why = code === "not-found" && isWeb ? t("sources.failed.not-found-web") : t(`sources.failed.${code}`);
  return detail === undefined || detail.trim() === "" ? { why } : { why, said: detail.trim() };
}
