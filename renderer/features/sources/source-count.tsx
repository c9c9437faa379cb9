import { momentText } from "../../../shared/call-flows/moment-text.ts";
import type { ShownSource } from "../../../shared/contacts/source.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { contactCount } from "./contact-count.ts";

/** How many contacts a source has, and from when they are. @param now Unix milliseconds */
export function SourceCount({ source: { contacts, asOf }, now }: { source: ShownSource; now: number }) {
  const t = useTranslate();
  const formats = useFormats();
  return (
    <span className="source-count tabular">
      <span>{contactCount(contacts, formats, t)}</span>
      {asOf !== undefined && (
        <>
          {" · "}
          <span>{t("sources.updated", { when: momentText(asOf, now, formats, t) })}</span>
        </>
      )}
    </span>
  );
}
