import type { ShownSettings } from "../../../shared/ipc/snapshot.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Choice } from "../../ui/choice.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { SettingsSection } from "./settings-section.tsx";

/** What he answered where the system has no keychain; nothing where it has one, or he was not asked yet. */
export function SecretKeeping({ settings }: { settings: ShownSettings }) {
  const t = useTranslate();
  const keep = useCommand("settings.keepSecrets");
  const { accessProtection, keepAccess } = settings;
  if (accessProtection !== "plain" || keepAccess === "ask") return null;
  return (
    <SettingsSection title={t("settings.secrets")} hint={t(`secrets.${keepAccess}Hint`)}>
      <Choice
        look="list"
        label={t("settings.secretsHint")}
        value={keepAccess}
        options={[
          { value: "memory", text: t("secrets.memory") },
          { value: "plain", text: t("secrets.plain") },
        ]}
        onChange={(chosen) => void keep.run({ keep: chosen })}
      />
      {keep.problem !== undefined && <ProblemBox problem={keep.problem} />}
    </SettingsSection>
  );
}
