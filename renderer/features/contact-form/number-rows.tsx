import Plus from "lucide-react/icons/plus";
import X from "lucide-react/icons/x";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { SelectBox } from "../../ui/select-box.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { type ContactDraft, type DraftProblems, ownLabels } from "./contact-draft.ts";

interface NumberRowsProps {
  rows: ContactDraft["numbers"];
  problems: DraftProblems;
  onChange(rows: ContactDraft["numbers"]): void;
}

const MOST = 50;

/** His numbers, each with what kind it is. */
export function NumberRows({ rows, problems, onChange }: NumberRowsProps) {
  const t = useTranslate();
  const change = (key: number, patch: Partial<ContactDraft["numbers"][number]>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...patch } : row)));
  return (
    <fieldset className="contact-form-rows">
      <legend className="contact-form-legend">{t("people.form.numbers")}</legend>
      {rows.map(({ key, number, label, customLabel }, at) => {
        const index = String(at + 1);
        const problem = problems.get(`number ${key}`);
        return (
          <div key={key} className="contact-form-row">
            <TextInput
              label={t("people.form.number", { index })}
              labelHidden
              type="tel"
              value={number}
              maxLength={100}
              error={problem === undefined ? undefined : t(`people.form.${problem}`)}
              onChange={(next) => change(key, { number: next })}
            />
            <SelectBox
              label={t("people.form.label", { index })}
              labelHidden
              value={customLabel === undefined ? label : "custom"}
              onChange={(value) => {
                const chosen = ownLabels.find((one) => one === value);
                if (chosen !== undefined) change(key, { label: chosen, customLabel: undefined });
              }}
            >
              {customLabel !== undefined && <option value="custom">{customLabel}</option>}
              {ownLabels.map((one) => (
                <option key={one} value={one}>
                  {t(`people.labels.${one}`)}
                </option>
              ))}
            </SelectBox>
            <Button
              look="quiet"
              iconOnly
              aria-label={t("people.form.removeNumber", { index })}
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
          onPress={() =>
            onChange([...rows, { key: Math.max(-1, ...rows.map(({ key }) => key)) + 1, number: "", label: "work" }])
          }
        >
          <Plus size={16} aria-hidden="true" />
          {t("people.form.addNumber")}
        </Button>
      )}
    </fieldset>
  );
}
