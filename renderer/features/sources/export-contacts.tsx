import { useId, useState } from "react";
import { useCommand } from "../../bridge/use-command.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import "./export-contacts.css";

/** All contacts, or what the employee wrote, as vCards; main asks where to. */
export function ExportContacts() {
  const t = useTranslate();
  const formats = useFormats();
  const heading = useId();
  const { run, busy, problem } = useCommand("contacts.export");
  const [written, setWritten] = useState<number>();
  const [wished, setWished] = useState<"all" | "own">();

  const write = async (what: "all" | "own") => {
    setWritten(undefined);
    setWished(what);
    const result = await run({ what });
    setWritten(result.ok ? result.value.contacts : undefined);
  };
  return (
    <section className="export-contacts" aria-labelledby={heading}>
      <h3 id={heading} className="sources-heading">
        {t("sources.export.title")}
      </h3>
      <p className="export-contacts-hint">{t("sources.export.hint")}</p>
      <div className="source-actions">
        {(["all", "own"] as const).map((what) => (
          <Button key={what} isPending={busy && wished === what} onPress={() => void (busy || write(what))}>
            {t(`sources.export.${what}`)}
          </Button>
        ))}
      </div>
      <p role="status" className="export-contacts-done tabular">
        {written !== undefined && t("sources.export.done", { count: written, number: formats.number(written) })}
      </p>
      {problem !== undefined && <ProblemBox title={t("sources.export.notDone")} problem={problem} />}
    </section>
  );
}
