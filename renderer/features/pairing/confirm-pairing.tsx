import TriangleAlert from "lucide-react/icons/triangle-alert";
import { useEffect, useRef } from "react";
import type { PendingPairing } from "../../../shared/ipc/snapshot.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { initialsOf } from "../../ui/initials.ts";
import { ProblemBox } from "../../ui/problem-box.tsx";
import "./confirm-pairing.css";

/** Whom the invitation is for and through which server, before anything is changed. */
export function ConfirmPairing({ pairing, onConfirmed }: { pairing: PendingPairing; onConfirmed(): void }) {
  const t = useTranslate();
  const confirm = useCommand("pairing.confirm");
  const decline = useCommand("pairing.decline");
  const busy = confirm.busy || decline.busy;
  const heading = useRef<HTMLHeadingElement>(null);
  // Without this the focus would be lost with the field that the invitation was pasted into.
  useEffect(() => heading.current?.focus(), []);

  const { relayHost, company, employee, replaces } = pairing;
  const { localNumber, name } = employee;
  const problem = confirm.problem ?? decline.problem;
  return (
    <main className="confirm-pairing">
      <h1 ref={heading} tabIndex={-1} className="confirm-pairing-heading">
        {t("pairing.confirmHeading")}
      </h1>
      <div className="confirm-pairing-card">
        <span className="confirm-pairing-avatar" aria-hidden="true">
          {name === undefined ? localNumber : initialsOf(name)}
        </span>
        <p className="confirm-pairing-who">
          {name === undefined
            ? t("pairing.youAreNumber", { localNumber, company })
            : t("pairing.youAre", { name, localNumber, company })}
        </p>
        <p className="confirm-pairing-relay">{t("pairing.through", { host: relayHost })}</p>
      </div>
      {replaces !== undefined && (
        <div className="confirm-pairing-replaces" role="note">
          <TriangleAlert size={18} aria-hidden="true" />
          <p>{t("pairing.replaces", { name: replaces.name, company: replaces.company, host: replaces.relayHost })}</p>
        </div>
      )}
      <p className="confirm-pairing-warning">{t("pairing.relayWarning")}</p>
      {problem !== undefined && <ProblemBox title={t("pairing.problem")} problem={problem} />}
      <div className="confirm-pairing-actions">
        <Button
          look="primary"
          isPending={busy}
          onPress={async () => {
            const result = await confirm.run(undefined);
            if (result.ok) onConfirmed();
          }}
        >
          {confirm.busy ? t("pairing.confirming") : t("pairing.confirm")}
        </Button>
        <Button isPending={busy} onPress={() => void decline.run(undefined)}>
          {t("pairing.decline")}
        </Button>
      </div>
    </main>
  );
}
