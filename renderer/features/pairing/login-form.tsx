import { useState } from "react";
import type { PairingStep } from "../../../shared/ipc/snapshot.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { SwitchRow } from "../../ui/switch-row.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { PairingPage } from "./pairing-page.tsx";

/** The MyFone login that says who he is. It goes to the relay that is named above the fields, and nowhere else. */
export function LoginForm({ step, onBack }: { step: Extract<PairingStep, { kind: "login" }>; onBack(): void }) {
  const t = useTranslate();
  const login = useCommand("pairing.login");
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [keepForDialling, setKeepForDialling] = useState(true);
  const [incomplete, setIncomplete] = useState(false);
  const submit = () => {
    const missing = username.trim() === "" || password === "";
    setIncomplete(missing);
    if (!missing && !login.busy) void login.run({ username: username.trim(), password, keepForDialling });
  };
  const { relayHost, account } = step;
  return (
    <PairingPage
      heading={t("pairing.loginHeading")}
      explanation={t("pairing.loginWhere", { host: relayHost, account })}
      onSubmit={submit}
      onBack={onBack}
    >
      <TextInput
        label={t("settings.username")}
        value={username}
        onChange={setUsername}
        autoFocus
        autoComplete="off"
        spellCheck="false"
        maxLength={200}
        isInvalid={incomplete && username.trim() === ""}
      />
      <TextInput
        label={t("settings.password")}
        type="password"
        hint={t("pairing.loginWarning", { host: relayHost })}
        value={password}
        onChange={setPassword}
        autoComplete="off"
        maxLength={200}
        isInvalid={incomplete && password === ""}
      />
      <SwitchRow label={t("pairing.keepForDialling")} isSelected={keepForDialling} onChange={setKeepForDialling} />
      {incomplete && (
        <p className="pairing-page-missing" role="alert">
          {t("settings.loginMissing")}
        </p>
      )}
      {login.problem !== undefined && <ProblemBox title={t("pairing.loginProblem")} problem={login.problem} />}
      <Button type="submit" look="primary" isPending={login.busy}>
        {login.busy ? t("pairing.loggingIn") : t("pairing.login")}
      </Button>
    </PairingPage>
  );
}
