import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Choice } from "../../ui/choice.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { DiagnosticsLink } from "../diagnostics/diagnostics-link.tsx";
import { HotkeySettings } from "../hotkeys/hotkey-settings.tsx";
import { KeepCalls } from "../keeping/keep-calls.tsx";
import { SettingsFile } from "../keeping/settings-file.tsx";
import { LinkSettings } from "../links/link-settings.tsx";
import { ContactSources } from "./contact-sources.tsx";
import { DialVia } from "./dial-via.tsx";
import { GeneralSettings } from "./general-settings.tsx";
import { InsecureMakeCall } from "./insecure-make-call.tsx";
import { MyFoneLogin } from "./my-fone-login.tsx";
import { NotificationSettings } from "./notification-settings.tsx";
import { PairingInfo } from "./pairing-info.tsx";
import { phoneOptions } from "./phone-options.ts";
import { SecretKeeping } from "./secret-keeping.tsx";
import { SettingsSearch } from "./settings-search.tsx";
import { SettingsSection } from "./settings-section.tsx";
import { type Section, sections, sectionsWith } from "./settings-words.ts";
import "./settings-view.css";

/** What he can choose. Shown is what main has stored, not what was clicked. */
export function SettingsView() {
  const t = useTranslate();
  const { t: say } = useTranslation();
  const { settings, identity, appVersion } = useSnapshot();
  const update = useCommand("settings.update");
  const [text, setText] = useState("");
  const shown = useMemo(() => sectionsWith(text, (key) => say(key)), [text, say]);
  const onChange = (changes: Parameters<typeof update.run>[0]) => void update.run(changes);
  const content: { [Name in Section]: ReactNode } = {
    general: <GeneralSettings settings={settings} onChange={onChange} />,
    notifications: <NotificationSettings settings={settings} onChange={onChange} />,
    dialling: (
      <SettingsSection title={t("settings.dialling")} hint={t("settings.deviceHint")}>
        <Choice
          look="list"
          label={t("settings.device")}
          value={settings.device}
          options={phoneOptions(identity?.phones ?? [], settings.device, t)}
          onChange={(device) => onChange({ device })}
        />
        <DialVia />
        <InsecureMakeCall />
      </SettingsSection>
    ),
    hotkeys: <HotkeySettings onAtOnce={(dialSelectionAtOnce) => onChange({ dialSelectionAtOnce })} />,
    links: <LinkSettings settings={settings} onChange={onChange} />,
    contacts: <ContactSources />,
    login: <MyFoneLogin />,
    secrets: <SecretKeeping settings={settings} />,
    calls: <KeepCalls settings={settings} onChange={onChange} />,
    pairing: identity === undefined ? null : <PairingInfo identity={identity} />,
    file: <SettingsFile />,
    help: <DiagnosticsLink />,
  };
  return (
    <div className="settings">
      <h2 className="settings-heading">{t("views.settings")}</h2>
      <SettingsSearch text={text} onChange={setText} />
      {update.problem !== undefined && <ProblemBox problem={update.problem} />}
      {/* Hidden rather than taken away: what he has typed in one stays. */}
      {sections.map((section) => (
        <div key={section} className="settings-found" hidden={!shown.has(section)}>
          {content[section]}
        </div>
      ))}
      <p role="status" className="settings-nothing">
        {shown.size === 0 ? t("settings.nothingFound", { text: text.trim() }) : ""}
      </p>
      <p className="settings-version tabular">{t("settings.version", { version: appVersion })}</p>
    </div>
  );
}
