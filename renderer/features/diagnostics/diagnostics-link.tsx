import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { SettingsSection } from "../settings/settings-section.tsx";

/** The way to the diagnostics. */
export function DiagnosticsLink() {
  const t = useTranslate();
  const { shows } = useSidetone();
  return (
    <SettingsSection title={t("diagnostics.title")} hint={t("diagnostics.hint")}>
      <div className="settings-actions">
        <Button onPress={() => shows.open({ kind: "diagnostics" })}>{t("diagnostics.open")}</Button>
      </div>
    </SettingsSection>
  );
}
