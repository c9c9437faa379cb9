import type { ImportPreview } from "../../../shared/ipc/contact-requests.ts";
import { useTranslate } from "../../i18n/use-translate.ts";

/**
 * The first contact as it is read now, where one sees it while one changes what the columns are. Screen readers are told
 * of all of them (`PreviewContacts`).
 */
export function FirstContact({ contacts }: { contacts: ImportPreview["contacts"] }) {
  const t = useTranslate();
  const [first] = contacts;
  if (first === undefined) return null;
  const { name, company, numbers, emails } = first;
  const who = company === undefined || company === name ? name : `${name} · ${company}`;
  return (
    <div className="import-first" aria-hidden="true">
      <p className="import-first-label">{t("importing.firstOne")}</p>
      <p className="import-first-who">{who}</p>
      <p className="import-first-reach tabular">{[...numbers, ...emails].join(" · ")}</p>
    </div>
  );
}
