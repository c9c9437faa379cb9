import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import { useEffect, useRef, useState } from "react";
import { useSidetone, useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { failureWords } from "../sources/failure-words.ts";
import { AfterFailure } from "./after-failure.tsx";
import { ImportBar } from "./import-bar.tsx";

interface ImportResultProps {
  source: string;
  /** When the source was read before, Unix milliseconds: what came of it then is no news. */
  formerAt: number | undefined;
  onAnother(): void;
}

/** How far the import is, and how it went. */
export function ImportResult({ source: id, formerAt, onAnother }: ImportResultProps) {
  const t = useTranslate();
  const formats = useFormats();
  const { shows } = useSidetone();
  const { sources } = useSnapshot();
  const cancel = useCommand("sources.cancel");
  const [former, setFormer] = useState(formerAt);
  const area = useRef<HTMLDivElement>(null);
  const source = sources.find((one) => one.id === id);
  const name = source?.name ?? "";
  const isNew = source?.result !== undefined && source.result.at !== former;
  const isRunning = source === undefined || source.progress !== undefined || !isNew;
  const result = isRunning ? undefined : source.result;

  // What had the focus has gone: the words of how it stands take it, then the button that leads on.
  useEffect(() => {
    if (isRunning) area.current?.focus();
    else area.current?.querySelector<HTMLElement>(".button-primary")?.focus();
  }, [isRunning]);

  if (isRunning) {
    const quarters = Math.floor((source?.progress?.part ?? 0) * 4);
    return (
      <div className="import-running" ref={area} tabIndex={-1}>
        <p className="import-running-title" role="status">
          {t("importing.running", { name })}
        </p>
        <ImportBar progress={source?.progress ?? { contacts: 0, rate: 0 }} label={t("importing.running", { name })} />
        <p className="visually-hidden" role="status">
          {quarters > 0 && t("importing.part", { percent: String(quarters * 25) })}
        </p>
        <div>
          <Button look="secondary" onPress={() => void cancel.run({ source: id })}>
            {t("importing.stop")}
          </Button>
        </div>
      </div>
    );
  }
  const failure = result?.state === "failed" ? failureWords(result, source.kind, t) : undefined;
  const refused = result?.state === "done" ? result.refused : 0;
  return (
    <div className="import-result" ref={area} tabIndex={-1}>
      <div
        className={`import-result-sign${result?.state === "failed" ? " import-result-failed" : ""}`}
        aria-hidden="true"
      >
        {result?.state === "failed" ? <CircleAlert size={28} /> : <CircleCheck size={28} />}
      </div>
      <div role="status">
        {result?.state === "done" && (
          <>
            <p className="import-result-title">
              {t("importing.done", { count: result.contacts, shown: formats.number(result.contacts) })}
            </p>
            {result.unchanged && <p className="import-hint">{t("importing.unchanged")}</p>}
          </>
        )}
        {result?.state === "failed" && (
          <>
            <p className="import-result-title">{t("importing.notDone", { name })}</p>
            <p className="import-hint">{failure?.why}</p>
            {failure?.said !== undefined && <p className="import-said">{failure.said}</p>}
          </>
        )}
      </div>
      {refused > 0 && (
        <Button look="link" onPress={() => shows.open({ kind: "report", source: id })}>
          {t("importing.wasLeftOut", { count: refused, shown: formats.number(refused) })}
        </Button>
      )}
      {result?.state === "failed" ? (
        <AfterFailure source={source} onRetried={() => setFormer(result.at)} onAnother={onAnother} />
      ) : (
        <div className="import-result-actions">
          <Button look="primary" onPress={() => shows.show("people")}>
            {t("importing.showPeople")}
          </Button>
          <Button look="quiet" onPress={onAnother}>
            {t("importing.another")}
          </Button>
        </div>
      )}
    </div>
  );
}
