import { useId } from "react";
import type { ImportPreview } from "../../../shared/ipc/contact-requests.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";

/** What is shown of them: enough to see whether the columns are right. */
const MOST_SHOWN = 5;

/** The first contacts as they would be imported, and how many there are. */
export function PreviewContacts({ preview: { contacts, sample } }: { preview: ImportPreview }) {
  const t = useTranslate();
  const formats = useFormats();
  const heading = useId();
  const shown = formats.number(sample.contacts);
  const counted = [
    t(sample.whole ? "importing.found" : "importing.sampled", { count: sample.contacts, shown }),
    sample.refused === 0
      ? undefined
      : t("importing.leftOut", { count: sample.refused, shown: formats.number(sample.refused) }),
  ].filter((part) => part !== undefined);
  return (
    <section className="import-section" aria-labelledby={heading}>
      <h3 id={heading} className="import-section-title">
        {t("importing.first")}
      </h3>
      {contacts.length === 0 ? (
        <p className="import-none">{t("importing.noneYet")}</p>
      ) : (
        <ul className="import-contacts">
          {contacts.slice(0, MOST_SHOWN).map(({ name, company, numbers, emails }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what stands in a line of the file has no other name.
            <li key={index} className="import-contact">
              <p className="import-contact-name">
                {name}
                {company !== undefined && company !== name && (
                  <span className="import-contact-company"> · {company}</span>
                )}
              </p>
              <p className="import-contact-reach tabular">{[...numbers, ...emails].join(" · ")}</p>
            </li>
          ))}
        </ul>
      )}
      <p className="import-counted" role="status">
        {counted.join(" · ")}
      </p>
    </section>
  );
}
