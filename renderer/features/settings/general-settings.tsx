import type { ShownSettings } from "../../../shared/ipc/snapshot.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Choice } from "../../ui/choice.tsx";
import { SwitchRow } from "../../ui/switch-row.tsx";
import { SettingsSection } from "./settings-section.tsx";
import { useLocked } from "./use-locked.ts";

interface GeneralSettingsProps {
  settings: ShownSettings;
  onChange(changes: Partial<Pick<ShownSettings, "language" | "theme" | "autostart">>): void;
}

/** Language, looks and the start. */
export function GeneralSettings({ settings, onChange }: GeneralSettingsProps) {
  const t = useTranslate();
  const isLocked = useLocked();
  return (
    <SettingsSection title={t("settings.general")}>
      <Choice
        look="bar"
        label={t("settings.language")}
        isLocked={isLocked("language")}
        value={settings.language}
        options={[
          { value: "system", text: t("settings.languageSystem") },
          { value: "da", text: t("settings.danish") },
          { value: "en", text: t("settings.english") },
        ]}
        onChange={(language) => onChange({ language })}
      />
      <Choice
        look="bar"
        label={t("settings.theme")}
        isLocked={isLocked("theme")}
        value={settings.theme}
        options={[
          { value: "system", text: t("settings.themeSystem") },
          { value: "light", text: t("settings.themeLight") },
          { value: "dark", text: t("settings.themeDark") },
        ]}
        onChange={(theme) => onChange({ theme })}
      />
      <div className="settings-item">
        <SwitchRow
          label={t("settings.autostart")}
          isLocked={isLocked("autostart")}
          isSelected={settings.autostart}
          onChange={(autostart) => onChange({ autostart })}
        />
        <p className="settings-section-hint">{t("settings.autostartHint")}</p>
      </div>
    </SettingsSection>
  );
}
