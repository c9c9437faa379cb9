import Plus from "lucide-react/icons/plus";
import X from "lucide-react/icons/x";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import type { ContactDraft, DraftProblems } from "./contact-draft.ts";

interface EmailRowsProps {
  rows: ContactDraft["emails"];
  problems: DraftProblems;
  onChange(rows: ContactDraft["emails"]): void;
}

const MOST = 20;

export function EmailRows({ rows, problems, onChange }: EmailRowsProps) {
  const t = useTranslate();
  return (
    <fieldset className="contact-form-rows">
      <legend className={rows.length > 0 ? "contact-form-legend" : "visually-hidden"}>{t("people.form.emails")}</legend>
      {rows.map(({ key, email }, at) => {
        const index = String(at + 1);
        const problem = problems.get(`email ${key}`);
        return (
          <div key={key} className="contact-form-row contact-form-row-email">
            <TextInput
              label={t("people.form.email", { index })}
              labelHidden
              type="email"
              value={email}
              maxLength={254}
              error={problem === undefined ? undefined : t(`people.form.${problem}`)}
              onChange={(next) => onChange(rows.map((row) => (row.key === key ? { ...row, email: next } : row)))}
            />
            <Button
              look="quiet"
              iconOnly
              aria-label={t("people.form.removeEmail", { index })}
              onPress={() => onChange(rows.filter((row) => row.key !== key))}
            >
              <X size={16} aria-hidden="true" />
            </Button>
          </div>
        );
      })}
      {rows.length < MOST && (
        <Button
          look="quiet"
          onPress={() => onChange([...rows, { key: Math.max(-1, ...rows.map(({ key }) => key)) + 1, email: "" }])}
        >
          <Plus size={16} aria-hidden="true" />
          {t("people.form.addEmail")}
        </Button>
      )}
    </fieldset>
  );
}
