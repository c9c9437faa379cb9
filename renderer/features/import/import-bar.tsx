import { ProgressBar } from "react-aria-components/ProgressBar";
import type { ImportProgress } from "../../../shared/contacts/source.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import "./import-bar.css";

/** How far an import is, with how many contacts and how fast. */
export function ImportBar({ progress, label }: { progress: ImportProgress; label: string }) {
  const t = useTranslate();
  const formats = useFormats();
  const { contacts, rate, part } = progress;
  const words = [
    contacts === 0 ? t("importing.reading") : t("importing.read", { count: contacts, shown: formats.number(contacts) }),
    rate > 0 ? t("importing.rate", { shown: formats.number(rate) }) : undefined,
  ].filter((word) => word !== undefined);
  return (
    <div className="import-bar">
      <ProgressBar
        aria-label={label}
        {...(part === undefined ? { isIndeterminate: true } : { value: part * 100 })}
        className="import-bar-track"
      >
        <div className="import-bar-fill" style={part === undefined ? {} : { width: `${part * 100}%` }} />
      </ProgressBar>
      <p className="import-bar-words tabular">{words.join(" · ")}</p>
    </div>
  );
}
