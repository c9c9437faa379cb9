import { useState } from "react";
import type { RequestOutput } from "../../../shared/ipc/contract.ts";
import type { IgnoredSetting } from "../../../shared/ipc/keeping.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { SettingsSection } from "../settings/settings-section.tsx";
import "./settings-file.css";

type Imported = NonNullable<RequestOutput<"settings.import">>;

/** The settings to and from a file, and what of a file was not taken over. */
export function SettingsFile() {
  const t = useTranslate();
  const save = useCommand("settings.export");
  const load = useCommand("settings.import");
  const [saved, setSaved] = useState(false);
  const [imported, setImported] = useState<Imported>();
  const onSave = async () => {
    setImported(undefined);
    const result = await save.run(undefined);
    setSaved(result.ok && result.value.saved);
  };
  const onLoad = async () => {
    setSaved(false);
    const result = await load.run(undefined);
    setImported(result.ok ? result.value : undefined);
  };
  const problem = save.problem ?? load.problem;
  return (
    <SettingsSection title={t("keeping.file")} hint={t("keeping.fileHint")}>
      <div className="settings-item">
        <div className="settings-actions">
          <Button isPending={save.busy} onPress={() => void onSave()}>
            {t("keeping.export")}
          </Button>
          <Button isPending={load.busy} onPress={() => void onLoad()}>
            {t("keeping.import")}
          </Button>
        </div>
        <div role="status">
          {saved && <p>{t("keeping.exported")}</p>}
          {imported !== undefined && <Report imported={imported} />}
        </div>
      </div>
      {problem !== undefined && <ProblemBox problem={problem} />}
    </SettingsSection>
  );
}

function Report({ imported: { taken, ignored } }: { imported: Imported }) {
  const t = useTranslate();
  return (
    <>
      <p>{t("keeping.imported", { count: taken.length })}</p>
      {ignored.length > 0 && (
        <>
          <p>{t("keeping.ignored", { count: ignored.length })}</p>
          <ul className="settings-file-ignored">
            {ignored.map((setting) => (
              <li key={setting.name}>
                <code>{setting.name}</code> – {whyText(setting, t)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function whyText({ why }: IgnoredSetting, t: ReturnType<typeof useTranslate>): string {
  return t(`keeping.why.${why}`);
}
