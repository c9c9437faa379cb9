import { useEffect, useRef, useState } from "react";
import type { Identity } from "../../../shared/ipc/snapshot.ts";
import { useSidetone, useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { SwitchRow } from "../../ui/switch-row.tsx";
import { SettingsSection } from "./settings-section.tsx";
import "./pairing-info.css";

/** Whose app this is and through what, and how to end it. */
export function PairingInfo({ identity }: { identity: Identity }) {
  const t = useTranslate();
  const formats = useFormats();
  const { shows } = useSidetone();
  const { directory } = useSnapshot();
  const [asking, setAsking] = useState(false);
  const { through } = identity;
  const isDirect = through.kind === "direct";
  return (
    <SettingsSection title={t("settings.pairing")} {...(isDirect ? { hint: t("relay.directHint") } : {})}>
      <dl className="pairing-info">
        <dt>{t("settings.employee")}</dt>
        <dd>
          {identity.name} · {t("common.localNumber", { number: identity.localNumber })}
          {!identity.confirmed && <span className="pairing-info-unconfirmed">{t("settings.unconfirmed")}</span>}
        </dd>
        <dt>{isDirect ? t("settings.account") : t("settings.company")}</dt>
        <dd>{isDirect ? through.account : through.company}</dd>
        <dt>{isDirect ? t("settings.connection") : t("settings.relay")}</dt>
        <dd>
          {isDirect && <span className="pairing-info-direct">{t("settings.direct")}</span>}
          {through.host}
        </dd>
        {directory.asOf !== undefined && (
          <>
            <dt>{t("settings.colleagues")}</dt>
            <dd className="tabular">
              {t("settings.colleaguesAsOf", {
                count: Math.max(0, directory.employees - 1),
                moment: formats.moment(directory.asOf),
              })}
            </dd>
          </>
        )}
      </dl>
      {directory.problem !== undefined && (
        <ProblemBox title={t("settings.colleaguesProblem")} problem={directory.problem} />
      )}
      {asking ? (
        <SignOutQuestion onNo={() => setAsking(false)} />
      ) : (
        <div className="settings-actions">
          <Button onPress={() => shows.show("pairing")}>{t("settings.newInvitation")}</Button>
          <Button look="danger" onPress={() => setAsking(true)}>
            {t("settings.signOut")}
          </Button>
        </div>
      )}
    </SettingsSection>
  );
}

/** Asked in place. The focus goes to the question, so that it is read out and Enter says "no". */
function SignOutQuestion({ onNo }: { onNo(): void }) {
  const t = useTranslate();
  const forget = useCommand("pairing.forget");
  const [deleteHistory, setDeleteHistory] = useState(true);
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => no.current?.focus(), []);
  return (
    <div
      className="forget-question"
      role="alertdialog"
      aria-label={t("settings.signOut")}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onNo();
      }}
    >
      <p>{t("settings.signOutQuestion")}</p>
      <SwitchRow label={t("settings.deleteHistory")} isSelected={deleteHistory} onChange={setDeleteHistory} />
      {forget.problem !== undefined && <ProblemBox problem={forget.problem} />}
      <div className="settings-actions">
        <Button ref={no} onPress={onNo}>
          {t("common.cancel")}
        </Button>
        <Button look="danger" isPending={forget.busy} onPress={() => void forget.run({ deleteHistory })}>
          {forget.busy ? t("settings.signingOut") : t("settings.signOutConfirm")}
        </Button>
      </div>
    </div>
  );
}
