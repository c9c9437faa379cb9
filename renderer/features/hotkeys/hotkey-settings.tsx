import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { SwitchRow } from "../../ui/switch-row.tsx";
import { SettingsSection } from "../settings/settings-section.tsx";
import { useLocked } from "../settings/use-locked.ts";
import { HotkeyRow } from "./hotkey-row.tsx";
import "./hotkey-settings.css";

interface HotkeySettingsProps {
  onAtOnce(dialSelectionAtOnce: boolean): void;
}

/** The keys that work in other programs, too. */
export function HotkeySettings({ onAtOnce }: HotkeySettingsProps) {
  const t = useTranslate();
  const { hotkeys, settings } = useSnapshot();
  const isLocked = useLocked();
  const permission = useCommand("hotkeys.askPermission");
  return (
    <SettingsSection title={t("hotkeys.title")}>
      <p className="settings-section-hint">{t("hotkeys.hint")}</p>
      {hotkeys.selection === "permission" && (
        <div className="hotkey-access">
          <p className="hotkey-access-title">{t("hotkeys.permissionTitle")}</p>
          <p>{t("hotkeys.permission")}</p>
          <div>
            <Button onPress={() => void permission.run(undefined)}>{t("hotkeys.askPermission")}</Button>
          </div>
        </div>
      )}
      {hotkeys.selection === "none" && <p className="hotkey-access">{t("hotkeys.wayland")}</p>}
      {hotkeys.items.map((item) => (
        <HotkeyRow key={item.action} item={item} hotkeys={hotkeys}>
          {item.action === "dial-selection" && (
            <div className="settings-item">
              <SwitchRow
                label={t("hotkeys.atOnce")}
                isLocked={isLocked("dialSelectionAtOnce")}
                isSelected={settings.dialSelectionAtOnce}
                onChange={onAtOnce}
              />
              <p className="settings-section-hint">{t("hotkeys.atOnceHint")}</p>
            </div>
          )}
        </HotkeyRow>
      ))}
    </SettingsSection>
  );
}
