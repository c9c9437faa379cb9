import { useId, useRef } from "react";
import type { ShownSource } from "../../../shared/contacts/source.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { useEscape } from "../../ui/use-escape.ts";

interface RemoveSourceProps {
  source: ShownSource;
  onClose(): void;
  onRemoved(): void;
}

/** Asks once more before a source goes, and says what does not go with it. */
export function RemoveSource({ source, onClose, onRemoved }: RemoveSourceProps) {
  const t = useTranslate();
  const { run, busy, problem } = useCommand("sources.remove");
  const question = useId();
  const area = useRef<HTMLDivElement>(null);
  useEscape(area, onClose);
  const remove = async () => {
    const result = await run({ source: source.id });
    if (result.ok) onRemoved();
  };
  return (
    <div ref={area} className="source-remove">
      <p id={question}>{t("sources.removeQuestion", { name: source.name })}</p>
      {problem !== undefined && <ProblemBox title={t("sources.notRemoved")} problem={problem} />}
      <div className="source-form-actions">
        <Button look="danger" autoFocus aria-describedby={question} isPending={busy} onPress={() => void remove()}>
          {t("sources.removeConfirm")}
        </Button>
        <Button look="quiet" onPress={onClose}>
          {t("common.cancel")}
        </Button>
      </div>
    </div>
  );
}
