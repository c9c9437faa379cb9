import { useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { CsvDelimiter, CsvField, CsvMapping } from "../../../shared/contacts/csv-mapping.ts";
import type { ImportPreview } from "../../../shared/ipc/contact-requests.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { SelectBox } from "../../ui/select-box.tsx";
import { SwitchRow } from "../../ui/switch-row.tsx";

/** What a column can be, by what it is about. */
const groups = {
  person: ["name", "given-name", "middle-name", "family-name", "title", "email", "note"],
  number: ["number-main", "number-work", "number-mobile", "number-home", "number-fax", "number-other", "number-label"],
  firm: ["company", "department", "customer-number", "website"],
  address: ["street", "postal-code", "city", "country"],
  other: ["categories", "uid"],
} as const satisfies Record<string, readonly CsvField[]>;
const groupNames = ["person", "number", "firm", "address", "other"] as const;

const delimiters = [
  [";", "semicolon"],
  [",", "comma"],
  ["\t", "tab"],
  ["|", "pipe"],
] as const satisfies readonly (readonly [CsvDelimiter, string])[];

/** Examples of what stands in a column. */
const EXAMPLES = 3;
/** With more columns (Outlook writes 92), those of no use are not shown at first. */
const MOST_AT_FIRST = 12;

interface CsvColumnsProps {
  csv: NonNullable<ImportPreview["csv"]>;
  mapping: CsvMapping;
  onChange(mapping: CsvMapping): void;
}

/** What each column is: as it was guessed or remembered, with examples, for correcting. */
export function CsvColumns({ csv, mapping, onChange }: CsvColumnsProps) {
  const t = useTranslate();
  const heading = useId();
  const [isAllShown, setAllShown] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  // As they were when the file was cut so: none goes away because it is said to be of no use.
  const cut = `${mapping.delimiter}${mapping.fields.length}`;
  const [atFirst, setAtFirst] = useState({ cut, fields: mapping.fields });
  if (atFirst.cut !== cut) setAtFirst({ cut, fields: mapping.fields });
  const useless = atFirst.fields.filter((field) => field === "ignore").length;
  const isFolded =
    !isAllShown && mapping.fields.length > MOST_AT_FIRST && useless > 0 && useless < mapping.fields.length;
  const has = (...fields: CsvField[]) => mapping.fields.some((field) => fields.includes(field));
  const hasName = has("name", "given-name", "family-name", "company");
  const hasNumber = has(...groups.number.filter((field) => field !== "number-label"));

  const set = (index: number, field: CsvField) =>
    onChange({ ...mapping, fields: mapping.fields.map((before, at) => (at === index ? field : before)) });

  return (
    <section className="import-section" aria-labelledby={heading}>
      <h3 id={heading} className="import-section-title">
        {t("importing.columns")}
      </h3>
      <p className="import-hint">{t(csv.remembered ? "importing.remembered" : "importing.columnsHint")}</p>
      <ul className="import-columns" ref={list}>
        {mapping.fields.map((field, index) => {
          if (isFolded && atFirst.fields[index] === "ignore") return null;
          const title = titleOf(index);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place.
            <li key={index} className={`import-column${field === "ignore" ? " import-column-ignored" : ""}`}>
              <div className="import-column-text">
                <p className="import-column-title">{title}</p>
                <p className="import-column-examples">{examplesOf(index)}</p>
              </div>
              <SelectBox
                label={t("importing.columnIs", { column: title })}
                labelHidden
                value={field}
                onChange={(value) => {
                  const chosen = [...groupNames.flatMap((name) => [...groups[name]]), "ignore" as const].find(
                    (one) => one === value,
                  );
                  if (chosen !== undefined) set(index, chosen);
                }}
              >
                <option value="ignore">{t("importing.fields.ignore")}</option>
                {groupNames.map((name) => (
                  <optgroup key={name} label={t(`importing.groups.${name}`)}>
                    {groups[name].map((one) => (
                      <option key={one} value={one}>
                        {t(`importing.fields.${one}`)}
                      </option>
                    ))}
                  </optgroup>
                ))}
              </SelectBox>
            </li>
          );
        })}
      </ul>
      {isFolded && (
        <Button look="quiet" onPress={showAll}>
          {t("importing.moreColumns", { count: useless })}
        </Button>
      )}
      <div role="status">
        {!hasName && <p className="import-warning">{t("importing.noName")}</p>}
        {!hasNumber && <p className="import-warning">{t("importing.noNumber")}</p>}
      </div>
      <div className="import-how">
        <SelectBox
          label={t("importing.delimiter")}
          value={mapping.delimiter}
          onChange={(value) => {
            const chosen = delimiters.find(([delimiter]) => delimiter === value)?.[0];
            if (chosen !== undefined) onChange({ ...mapping, delimiter: chosen });
          }}
        >
          {delimiters.map(([delimiter, name]) => (
            <option key={name} value={delimiter}>
              {t(`importing.delimiters.${name}`)}
            </option>
          ))}
        </SelectBox>
        <SwitchRow
          label={t("importing.heading")}
          isSelected={mapping.heading}
          onChange={(isHeading) => onChange({ ...mapping, heading: isHeading })}
        />
      </div>
    </section>
  );

  /** The first that was not there takes the focus of the button that goes. */
  function showAll() {
    const first = atFirst.fields.indexOf("ignore");
    flushSync(() => setAllShown(true));
    list.current?.querySelectorAll("select")[first]?.focus();
  }

  function titleOf(index: number): string {
    const title = mapping.heading ? csv.headings[index]?.trim() : undefined;
    return title === undefined || title === "" ? t("importing.column", { index: String(index + 1) }) : title;
  }

  function examplesOf(index: number): string {
    const examples = new Set(csv.rows.map((row) => row[index]?.trim() ?? "").filter((cell) => cell !== ""));
    return examples.size === 0 ? "–" : [...examples].slice(0, EXAMPLES).join(" · ");
  }
}
