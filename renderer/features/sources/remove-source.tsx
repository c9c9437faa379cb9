import { useId } from "react";
import type { ShownSource } from "../../../shared/contacts/source.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";

interface RemoveSourceProps {
  source: ShownSource;
  busy: boolean;
  onConfirmed(): void;
  onNo(): void;
}

/** Asked in place, with what goes and what stays. The focus is on "no": Enter takes nothing away by accident. */
export function RemoveSource({ source, busy, onConfirmed, onNo }: RemoveSourceProps) {
  const t = useTranslate();
  const formats = useFormats();
  const question = useId();
  const { name, contacts, kind } = source;
  const isFile = kind === "file" || kind === "watched";
  return (
    <div
      className="source-remove"
      role="alertdialog"
      aria-label={t("sources.remove")}
      aria-describedby={question}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onNo();
      }}
    >
      <div id={question}>
        <p className="source-remove-question">
          {t("sources.removeQuestion", { name, count: contacts, number: formats.number(contacts) })}
        </p>
        <p>
          {t("sources.removeStays")} {t(isFile ? "sources.removeStaysFile" : "sources.removeStaysServer")}
        </p>
      </div>
      <div className="source-actions">
        <Button look="danger" isPending={busy} onPress={onConfirmed}>
          {t("sources.removeConfirm")}
        </Button>
        <Button autoFocus onPress={onNo}>
          {t("common.cancel")}
        </Button>
      </div>
    </div>
  );
}
