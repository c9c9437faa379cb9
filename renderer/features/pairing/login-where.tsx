import { useState } from "react";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { PairingPage } from "./pairing-page.tsx";

/** Where he is to log in, where no link has said it. */
export function LoginWhere({ onBack }: { onBack(): void }) {
  const t = useTranslate();
  const begin = useCommand("pairing.beginLogin");
  const { proposedRelay } = useSnapshot();
  const [relay, setRelay] = useState(proposedRelay?.relay ?? "");
  const [account, setAccount] = useState(proposedRelay?.account ?? "");
  const [missing, setMissing] = useState<"relay" | "account">();
  const edited = () => {
    setMissing(undefined);
    begin.clearProblem();
  };
  const submit = () => {
    const nothing = relay.trim() === "" ? "relay" : account.trim() === "" ? "account" : undefined;
    setMissing(nothing);
    if (nothing === undefined && !begin.busy) void begin.run({ relay: relay.trim(), account: account.trim() });
  };
  return (
    <PairingPage
      heading={t("pairing.loginHeading")}
      explanation={t("pairing.loginExplanation")}
      onSubmit={submit}
      onBack={onBack}
    >
      <TextInput
        label={t("pairing.relay")}
        placeholder={t("pairing.relayPlaceholder")}
        value={relay}
        onChange={(text) => {
          setRelay(text);
          edited();
        }}
        autoFocus
        autoComplete="off"
        spellCheck="false"
        maxLength={300}
        isInvalid={missing === "relay" || begin.problem !== undefined}
      />
      <TextInput
        label={t("pairing.account")}
        hint={t("pairing.accountHint")}
        value={account}
        onChange={(text) => {
          setAccount(text);
          edited();
        }}
        autoComplete="off"
        spellCheck="false"
        maxLength={64}
        isInvalid={missing === "account" || begin.problem !== undefined}
      />
      {missing !== undefined && (
        <p className="pairing-page-missing" role="alert">
          {t(missing === "relay" ? "pairing.relayMissing" : "pairing.accountMissing")}
        </p>
      )}
      {begin.problem !== undefined && <ProblemBox problem={begin.problem} />}
      <Button type="submit" look="primary" isPending={begin.busy}>
        {t("pairing.next")}
      </Button>
    </PairingPage>
  );
}
