import CircleCheck from "lucide-react/icons/circle-check";
import PhoneIncoming from "lucide-react/icons/phone-incoming";
import { useEffect, useState } from "react";
import type { Identity } from "../../../shared/ipc/snapshot.ts";
import { useSidetone, useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { SwitchRow } from "../../ui/switch-row.tsx";
import { TryCall } from "../settings/try-call.tsx";
import { useLocked } from "../settings/use-locked.ts";
import "./first-check.css";

/** The last of the first steps: that it works is seen, by a trial call and by one's own. */
export function FirstCheck({ identity }: { identity: Identity }) {
  const t = useTranslate();
  const { shows } = useSidetone();
  const { settings } = useSnapshot();
  const isLocked = useLocked();
  const update = useCommand("settings.update");
  return (
    <section className="first-check" aria-labelledby="first-check">
      <h2 id="first-check" className="first-check-heading">
        {t("firstCheck.heading")}
      </h2>
      {identity.through.kind === "relay" && <OwnCall localNumber={identity.localNumber} />}
      <TryCall />
      <SwitchRow
        label={t("settings.autostart")}
        isLocked={isLocked("autostart")}
        isSelected={settings.autostart}
        onChange={(autostart) => void update.run({ autostart })}
      />
      {update.problem !== undefined && <ProblemBox problem={update.problem} />}
      <Button look="primary" onPress={shows.settled}>
        {t("firstCheck.done")}
      </Button>
    </section>
  );
}

/** He is to call himself; the call that comes is the proof. */
function OwnCall({ localNumber }: { localNumber: string }) {
  const t = useTranslate();
  const { liveCalls } = useSnapshot();
  const isRinging = liveCalls.some(({ direction }) => direction === "incoming");
  const [hasCome, setCome] = useState(false);
  useEffect(() => {
    if (isRinging) setCome(true);
  }, [isRinging]);
  return (
    <p className={`first-check-call ${hasCome ? "first-check-come" : ""}`} role="status">
      {hasCome ? <CircleCheck size={18} aria-hidden="true" /> : <PhoneIncoming size={18} aria-hidden="true" />}
      <span>{hasCome ? t("firstCheck.hasCome") : t("firstCheck.callYourself", { number: localNumber })}</span>
    </p>
  );
}
