import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Choice } from "../../ui/choice.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { SwitchRow } from "../../ui/switch-row.tsx";
import { HotkeySettings } from "../hotkeys/hotkey-settings.tsx";
import { LinkSettings } from "../links/link-settings.tsx";
import { ContactSources } from "./contact-sources.tsx";
import { DialVia } from "./dial-via.tsx";
import { InsecureMakeCall } from "./insecure-make-call.tsx";
import { MyFoneLogin } from "./my-fone-login.tsx";
import { NotificationSettings } from "./notification-settings.tsx";
import { PairingInfo } from "./pairing-info.tsx";
import { phoneOptions } from "./phone-options.ts";
import { SecretKeeping } from "./secret-keeping.tsx";
import { SettingsSection } from "./settings-section.tsx";
import "./settings-view.css";

/** What he can choose. Shown is what main has stored, not what was clicked. */
export function SettingsView() {
  const t = useTranslate();
  const { settings, identity, appVersion } = useSnapshot();
  const update = useCommand("settings.update");
  return (
    <div className="settings">
      <h2 className="settings-heading">{t("views.settings")}</h2>
      {update.problem !== undefined && <ProblemBox problem={update.problem} />}
      <SettingsSection title={t("settings.general")}>
        <Choice
          look="bar"
          label={t("settings.language")}
          value={settings.language}
          options={[
            { value: "system", text: t("settings.languageSystem") },
            { value: "da", text: t("settings.danish") },
            { value: "en", text: t("settings.english") },
          ]}
          onChange={(language) => void update.run({ language })}
        />
        <Choice
          look="bar"
          label={t("settings.theme")}
          value={settings.theme}
          options={[
            { value: "system", text: t("settings.themeSystem") },
            { value: "light", text: t("settings.themeLight") },
            { value: "dark", text: t("settings.themeDark") },
          ]}
          onChange={(theme) => void update.run({ theme })}
        />
      </SettingsSection>
      <SettingsSection title={t("settings.start")} hint={t("settings.autostartHint")}>
        <SwitchRow
          label={t("settings.autostart")}
          isSelected={settings.autostart}
          onChange={(autostart) => void update.run({ autostart })}
        />
      </SettingsSection>
      <NotificationSettings settings={settings} onChange={(changes) => void update.run(changes)} />
      <SettingsSection title={t("settings.dialling")} hint={t("settings.deviceHint")}>
        <Choice
          look="list"
          label={t("settings.device")}
          value={settings.device}
          options={phoneOptions(identity?.phones ?? [], settings.device, t)}
          onChange={(device) => void update.run({ device })}
        />
        <DialVia />
        <InsecureMakeCall />
      </SettingsSection>
      <LinkSettings settings={settings} onChange={(changes) => void update.run(changes)} />
      <HotkeySettings onAtOnce={(dialSelectionAtOnce) => void update.run({ dialSelectionAtOnce })} />
      <ContactSources />
      <MyFoneLogin />
      <SecretKeeping settings={settings} />
      {identity !== undefined && <PairingInfo identity={identity} />}
      <p className="settings-version tabular">{t("settings.version", { version: appVersion })}</p>
    </div>
  );
}
