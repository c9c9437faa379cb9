import type { ImportProgress } from "../../../shared/contacts/source.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { contactCount } from "./contact-count.ts";
import "./source-progress.css";

interface SourceProgressProps {
  source: string;
  name: string;
  progress: ImportProgress;
}

/** How far a source has been read, and the way to stop it. Not announced by itself: it changes all the time. */
export function SourceProgress({ source, name, progress }: SourceProgressProps) {
  const t = useTranslate();
  const formats = useFormats();
  const { run, busy } = useCommand("sources.cancel");
  const { contacts, rate, part } = progress;
  return (
    <div className="source-progress">
      <div className="source-progress-text">
        <p className="tabular">
          {contacts === 0
            ? t("sources.progress.starting")
            : t("sources.progress.read", {
                contacts: contactCount(contacts, formats, t),
                rate: formats.number(rate),
              })}
        </p>
        <progress aria-label={t("sources.progress.label", { name })} max={1} value={part} />
      </div>
      <Button
        aria-label={t("sources.progress.cancelOf", { name })}
        isPending={busy}
        onPress={() => void run({ source })}
      >
        {t("sources.progress.cancel")}
      </Button>
    </div>
  );
}
