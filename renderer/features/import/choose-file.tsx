import FileText from "lucide-react/icons/file-text";
import IdCard from "lucide-react/icons/id-card";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import type { ImportDraft } from "./import-draft.ts";

/** Which files can be imported, and the way to one. */
export function ChooseFile({ draft: { choose, busy, problem } }: { draft: ImportDraft }) {
  const t = useTranslate();
  return (
    <div className="import-choose">
      <p className="import-intro">{t("importing.intro")}</p>
      <ul className="import-kinds">
        <li>
          <IdCard size={18} aria-hidden="true" />
          <p className="import-kind-name">{t("importing.vcard")}</p>
          <p className="import-kind-hint">{t("importing.vcardHint")}</p>
        </li>
        <li>
          <FileText size={18} aria-hidden="true" />
          <p className="import-kind-name">{t("importing.csv")}</p>
          <p className="import-kind-hint">{t("importing.csvHint")}</p>
        </li>
      </ul>
      {problem !== undefined && <ProblemBox title={t("importing.notRead")} problem={problem} />}
      <div className="import-actions">
        <Button look="primary" autoFocus isPending={busy} onPress={() => void choose()}>
          {t("importing.choose")}
        </Button>
        <p role="status">{busy && t("importing.lookingInto")}</p>
      </div>
    </div>
  );
}
