import { useState } from "react";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { PairingPage } from "./pairing-page.tsx";

/** Use without a relay: the account, and what it does not do. */
export function DirectForm({ onBack }: { onBack(): void }) {
  const t = useTranslate();
  const find = useCommand("pairing.findEmployees");
  const [account, setAccount] = useState("");
  const [hash, setHash] = useState("");
  const [incomplete, setIncomplete] = useState(false);
  const submit = () => {
    const missing = account.trim() === "" || hash.trim() === "";
    setIncomplete(missing);
    if (!missing && !find.busy) void find.run({ account: account.trim(), hash: hash.trim() });
  };
  return (
    <PairingPage
      heading={t("pairing.directHeading")}
      explanation={t("pairing.directExplanation")}
      onSubmit={submit}
      onBack={onBack}
    >
      <TextInput
        label={t("pairing.account")}
        hint={t("pairing.directAccountHint")}
        value={account}
        onChange={setAccount}
        autoFocus
        autoComplete="off"
        spellCheck="false"
        maxLength={64}
        isInvalid={incomplete && account.trim() === ""}
      />
      <TextInput
        label={t("pairing.apiPassword")}
        type="password"
        hint={t("pairing.apiPasswordHint")}
        value={hash}
        onChange={setHash}
        autoComplete="off"
        maxLength={256}
        isInvalid={incomplete && hash.trim() === ""}
      />
      {incomplete && (
        <p className="pairing-page-missing" role="alert">
          {t("pairing.apiPasswordMissing")}
        </p>
      )}
      {find.problem !== undefined && <ProblemBox title={t("pairing.directProblem")} problem={find.problem} />}
      <Button type="submit" look="primary" isPending={find.busy}>
        {find.busy ? t("pairing.finding") : t("pairing.findMe")}
      </Button>
    </PairingPage>
  );
}
