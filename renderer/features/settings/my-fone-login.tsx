import CircleCheck from "lucide-react/icons/circle-check";
import { type FormEvent, useState } from "react";
import type { ShownSettings } from "../../../shared/ipc/snapshot.ts";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { KeepSecretsQuestion } from "../secrets/keep-secrets-question.tsx";
import { SettingsSection } from "./settings-section.tsx";

/** The login that calls are started with. The password goes in and never comes back. */
export function MyFoneLogin() {
  const t = useTranslate();
  const { settings } = useSnapshot();
  const { myFoneUsername, myFonePasswordStored } = settings;
  const forget = useCommand("settings.forgetMyFoneLogin");
  const [changing, setChanging] = useState(false);
  const stored = myFonePasswordStored && !changing;
  return (
    <SettingsSection title={t("settings.login")} hint={t(`settings.${hintOf(settings)}`)}>
      {stored ? (
        <>
          <div className="settings-stored">
            <CircleCheck size={18} aria-hidden="true" />
            <div>
              <p>{myFoneUsername}</p>
              <p className="settings-stored-detail">{t("settings.passwordStored")}</p>
            </div>
          </div>
          {forget.problem !== undefined && <ProblemBox problem={forget.problem} />}
          <div className="settings-actions">
            <Button onPress={() => setChanging(true)}>{t("settings.changeLogin")}</Button>
            <Button look="quiet" isPending={forget.busy} onPress={() => void forget.run(undefined)}>
              {t("settings.forgetLogin")}
            </Button>
          </div>
        </>
      ) : (
        <LoginForm
          username={myFoneUsername}
          onStored={() => setChanging(false)}
          {...(changing ? { onCancel: () => setChanging(false) } : {})}
        />
      )}
    </SettingsSection>
  );
}

/** How the password is kept, as it truly is. */
function hintOf({ accessProtection, keepAccess }: ShownSettings) {
  if (accessProtection === "keychain") return "loginHint";
  return accessProtection === "plain" && keepAccess === "plain" ? "loginHintPlain" : "loginHintUnkept";
}

interface LoginFormProps {
  username: string;
  onStored(): void;
  onCancel?: () => void;
}

function LoginForm({ username: storedUsername, onStored, onCancel }: LoginFormProps) {
  const t = useTranslate();
  const store = useCommand("settings.setMyFoneLogin");
  const [username, setUsername] = useState(storedUsername);
  const [password, setPassword] = useState("");
  const [incomplete, setIncomplete] = useState(false);

  const save = async () => {
    const missing = username.trim() === "" || password === "";
    setIncomplete(missing);
    if (missing || store.busy) return;
    const result = await store.run({ username: username.trim(), password });
    if (!result.ok) return;
    setPassword("");
    onStored();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };

  return (
    <form className="settings-section-form" onSubmit={submit} noValidate>
      <TextInput
        label={t("settings.username")}
        value={username}
        onChange={setUsername}
        autoComplete="off"
        maxLength={200}
        isInvalid={incomplete && username.trim() === ""}
      />
      <TextInput
        label={t("settings.password")}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="off"
        maxLength={200}
        isInvalid={incomplete && password === ""}
      />
      {incomplete && (
        <p className="settings-error" role="alert">
          {t("settings.loginMissing")}
        </p>
      )}
      {store.problem?.code === "secrets-unprotected" ? (
        <KeepSecretsQuestion onAnswered={() => void save()} />
      ) : (
        store.problem !== undefined && <ProblemBox problem={store.problem} />
      )}
      <div className="settings-actions">
        <Button type="submit" look="primary" isPending={store.busy}>
          {t("settings.saveLogin")}
        </Button>
        {onCancel !== undefined && (
          <Button look="quiet" onPress={onCancel}>
            {t("common.cancel")}
          </Button>
        )}
      </div>
    </form>
  );
}
