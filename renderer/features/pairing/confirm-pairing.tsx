import TriangleAlert from "lucide-react/icons/triangle-alert";
import { useEffect, useRef } from "react";
import type { Translate } from "../../../shared/i18n/translator.ts";
import type { PendingPairing } from "../../../shared/ipc/snapshot.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { initialsOf } from "../../ui/initials.ts";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { KeepSecretsQuestion } from "../secrets/keep-secrets-question.tsx";
import "./confirm-pairing.css";

interface ConfirmPairingProps {
  pairing: PendingPairing;
  /** @param isFirst there was no pairing that this one replaces */
  onConfirmed(isFirst: boolean): void;
}

/** Who he would be and through which server, before anything is changed. */
export function ConfirmPairing({ pairing, onConfirmed }: ConfirmPairingProps) {
  const t = useTranslate();
  const confirm = useCommand("pairing.confirm");
  const decline = useCommand("pairing.decline");
  const busy = confirm.busy || decline.busy;
  const heading = useRef<HTMLHeadingElement>(null);
  // Without this the focus would be lost with the field that the invitation was pasted into.
  useEffect(() => heading.current?.focus(), []);

  const { through, employee, replaces } = pairing;
  const { localNumber, name, phones } = employee;
  const problem = confirm.problem ?? decline.problem;
  const asksAboutSecrets = problem?.code === "secrets-unprotected";
  const yes = async () => {
    const result = await confirm.run(undefined);
    if (result.ok) onConfirmed(replaces === undefined);
  };
  return (
    <main className="confirm-pairing">
      <h1 ref={heading} tabIndex={-1} className="confirm-pairing-heading">
        {t("pairing.confirmHeading")}
      </h1>
      <div className="confirm-pairing-card">
        <span className="confirm-pairing-avatar" aria-hidden="true">
          {name === undefined ? localNumber : initialsOf(name)}
        </span>
        <p className="confirm-pairing-who">{whoText(pairing, t)}</p>
        {phones !== undefined && (
          <p>{phones.length === 0 ? t("pairing.noPhones") : t("pairing.phones", { phones: phones.join(", ") })}</p>
        )}
        <p className="confirm-pairing-relay">
          {through.kind === "relay"
            ? t("pairing.through", { host: through.host })
            : t("pairing.directly", { host: through.host })}
        </p>
      </div>
      {replaces !== undefined && (
        <div className="confirm-pairing-replaces" role="note">
          <TriangleAlert size={18} aria-hidden="true" />
          <p>{replacesText(replaces, t)}</p>
        </div>
      )}
      <p className="confirm-pairing-warning">
        {through.kind === "relay" ? t("pairing.relayWarning") : t("pairing.directWarning")}
      </p>
      {asksAboutSecrets ? (
        <KeepSecretsQuestion onAnswered={() => void yes()} />
      ) : (
        problem !== undefined && <ProblemBox title={t("pairing.problem")} problem={problem} />
      )}
      <div className="confirm-pairing-actions">
        <Button look="primary" isPending={busy} isDisabled={asksAboutSecrets} onPress={() => void yes()}>
          {confirm.busy ? t("pairing.confirming") : t("pairing.confirm")}
        </Button>
        <Button isPending={busy} onPress={() => void decline.run(undefined)}>
          {t("pairing.decline")}
        </Button>
      </div>
    </main>
  );
}

function whoText({ through, employee }: PendingPairing, t: Translate): string {
  const { localNumber, name } = employee;
  if (through.kind === "direct") {
    return t("pairing.youAreDirect", { name: name ?? localNumber, localNumber, account: through.account });
  }
  const { company } = through;
  return name === undefined
    ? t("pairing.youAreNumber", { localNumber, company })
    : t("pairing.youAre", { name, localNumber, company });
}

function replacesText({ through, name }: NonNullable<PendingPairing["replaces"]>, t: Translate): string {
  return through.kind === "relay"
    ? t("pairing.replaces", { name, company: through.company, host: through.host })
    : t("pairing.replacesDirect", { name, account: through.account });
}
