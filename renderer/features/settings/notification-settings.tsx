import type { ShownSettings } from "../../../shared/ipc/snapshot.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Choice } from "../../ui/choice.tsx";
import { SwitchRow } from "../../ui/switch-row.tsx";
import { QuietChoices } from "../do-not-disturb/quiet-choices.tsx";
import { SettingsSection } from "./settings-section.tsx";
import { TryCall } from "./try-call.tsx";
import { useLocked } from "./use-locked.ts";

type Changes = Partial<Pick<ShownSettings, "hideNames" | "notificationStyle" | "notificationSound" | "onlyVips">>;

interface NotificationSettingsProps {
  settings: ShownSettings;
  onChange(changes: Changes): void;
}

/** How calls come up, whose, and when they do not. */
export function NotificationSettings({ settings, onChange }: NotificationSettingsProps) {
  const t = useTranslate();
  const isLocked = useLocked();
  const comesUp = settings.notificationStyle !== "none";
  return (
    <SettingsSection title={t("settings.notifications")}>
      <div className="settings-item">
        <Choice
          look="list"
          label={t("settings.notificationStyle")}
          isLocked={isLocked("notificationStyle")}
          value={settings.notificationStyle}
          options={[
            { value: "system", text: t("settings.styleSystem") },
            { value: "card", text: t("settings.styleCard") },
            { value: "both", text: t("settings.styleBoth") },
            { value: "none", text: t("settings.styleNone") },
          ]}
          onChange={(notificationStyle) => onChange({ notificationStyle })}
        />
        <p className="settings-section-hint">{t(comesUp ? "settings.styleHint" : "settings.styleNoneHint")}</p>
      </div>
      <div className="settings-item">
        <Choice
          look="bar"
          label={t("settings.sound")}
          isLocked={isLocked("notificationSound")}
          value={settings.notificationSound}
          options={[
            { value: "none", text: t("settings.soundNone") },
            { value: "vips", text: t("settings.soundVips") },
            { value: "all", text: t("settings.soundAll") },
          ]}
          onChange={(notificationSound) => onChange({ notificationSound })}
        />
        <p className="settings-section-hint">{t("settings.soundHint")}</p>
      </div>
      <SwitchRow
        label={t("settings.onlyVips")}
        isLocked={isLocked("onlyVips")}
        isSelected={settings.onlyVips}
        onChange={(onlyVips) => onChange({ onlyVips })}
      />
      <div className="settings-item">
        <SwitchRow
          label={t("settings.hideNames")}
          isLocked={isLocked("hideNames")}
          isSelected={settings.hideNames}
          onChange={(hideNames) => onChange({ hideNames })}
        />
        <p className="settings-section-hint">{t("settings.hideNamesHint")}</p>
      </div>
      <TryCall />
      <QuietChoices />
    </SettingsSection>
  );
}
