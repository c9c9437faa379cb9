import { useEffect, useRef, useState } from "react";
import type { Identity } from "../../../shared/ipc/snapshot.ts";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { SettingsSection } from "./settings-section.tsx";
import "./pairing-info.css";

/** Whom this computer is paired with, and how to end it. */
export function PairingInfo({ identity }: { identity: Identity }) {
  const t = useTranslate();
  const { shows } = useSidetone();
  const [asking, setAsking] = useState(false);
  return (
    <SettingsSection title={t("settings.pairing")}>
      <dl className="pairing-info">
        <dt>{t("settings.employee")}</dt>
        <dd>
          {identity.name} · {t("common.localNumber", { number: identity.localNumber })}
          {!identity.confirmed && <span className="pairing-info-unconfirmed">{t("settings.unconfirmed")}</span>}
        </dd>
        <dt>{t("settings.company")}</dt>
        <dd>{identity.company}</dd>
        <dt>{t("settings.relay")}</dt>
        <dd>{identity.relayHost}</dd>
      </dl>
      {asking ? (
        <ForgetQuestion onNo={() => setAsking(false)} />
      ) : (
        <div className="settings-actions">
          <Button onPress={() => shows.show("pairing")}>{t("settings.newInvitation")}</Button>
          <Button look="danger" onPress={() => setAsking(true)}>
            {t("settings.forgetDevice")}
          </Button>
        </div>
      )}
    </SettingsSection>
  );
}

/** Asked in place. The focus goes to the question, so that it is read out and Enter says "no". */
function ForgetQuestion({ onNo }: { onNo(): void }) {
  const t = useTranslate();
  const forget = useCommand("pairing.forget");
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => no.current?.focus(), []);
  return (
    <div
      className="forget-question"
      role="alertdialog"
      aria-label={t("settings.forgetDevice")}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onNo();
      }}
    >
      <p>{t("settings.forgetDeviceQuestion")}</p>
      {forget.problem !== undefined && <ProblemBox problem={forget.problem} />}
      <div className="settings-actions">
        <Button ref={no} onPress={onNo}>
          {t("common.cancel")}
        </Button>
        <Button look="danger" isPending={forget.busy} onPress={() => void forget.run(undefined)}>
          {t("settings.forgetDeviceConfirm")}
        </Button>
      </div>
    </div>
  );
}
