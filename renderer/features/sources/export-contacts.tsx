import Download from "lucide-react/icons/download";
import { useId, useState } from "react";
import { useCommand } from "../../bridge/use-command.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";

/** All contacts, or the employee's own, as a vCard file. */
export function ExportContacts() {
  const t = useTranslate();
  const formats = useFormats();
  const { run, busy, problem } = useCommand("contacts.export");
  const [saved, setSaved] = useState<number>();
  const heading = useId();
  const save = async (what: "all" | "own") => {
    setSaved(undefined);
    const result = await run({ what });
    if (result.ok) setSaved(result.value.contacts);
  };
  return (
    <section className="sources-section" aria-labelledby={heading}>
      <h3 id={heading} className="sources-section-title">
        {t("sources.export")}
      </h3>
      <div className="sources-export">
        <Button look="secondary" isPending={busy} onPress={() => void save("all")}>
          <Download size={16} aria-hidden="true" />
          {t("sources.exportAll")}
        </Button>
        <Button look="quiet" isPending={busy} onPress={() => void save("own")}>
          {t("sources.exportOwn")}
        </Button>
      </div>
      <p className="sources-exported" role="status">
        {saved !== undefined && t("sources.exported", { count: saved, shown: formats.number(saved) })}
      </p>
      {problem !== undefined && <ProblemBox title={t("sources.notExported")} problem={problem} />}
    </section>
  );
}
