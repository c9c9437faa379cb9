import type { ShownSource } from "../../../shared/contacts/source.ts";
import type { Formats } from "../../../shared/i18n/formats.ts";
import type { Translate } from "../../../shared/i18n/translator.ts";
import { contactCount } from "./contact-count.ts";
import { failureWords } from "./failure-words.ts";

/** What a screen reader is to say between two states of the sources: begun, done, failed. Never how far it is. */
export function sourceAnnouncements(
  before: readonly ShownSource[],
  after: readonly ShownSource[],
  formats: Pick<Formats, "number">,
  t: Translate,
): string[] {
  return after.flatMap((source) => {
    const { id, name, kind, contacts, result, progress } = source;
    const was = before.find((one) => one.id === id);
    if (kind === "own" || kind === "colleagues") return [];
    if (progress !== undefined) return was?.progress === undefined ? [t("sources.announce.started", { name })] : [];
    const isNews = was?.progress !== undefined || (was !== undefined && was.result?.at !== result?.at);
    if (!isNews || result === undefined) return [];
    if (result.state === "failed") {
      return [t("sources.announce.failed", { name, reason: failureWords(result, kind, t).why })];
    }
    return [t("sources.announce.done", { name, contacts: contactCount(contacts, formats, t) })];
  });
}
