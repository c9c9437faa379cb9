import type { RelayStatus } from "../../../shared/ipc/snapshot.ts";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { useNow } from "../../ui/use-now.ts";
import "./offline-bar.css";

interface OfflineBarProps {
  status: Extract<RelayStatus, { state: "offline" }>;
}

/** Since when, why, what happens next, and what one can do. */
export function OfflineBar({ status }: OfflineBarProps) {
  const t = useTranslate();
  const formats = useFormats();
  const { shows } = useSidetone();
  const reconnect = useCommand("relay.reconnect");
  const { since, reason, nextTryAt } = status;
  const now = useNow(nextTryAt === undefined ? undefined : 1000);

  const seconds = nextTryAt === undefined ? undefined : Math.ceil((nextTryAt - now) / 1000);
  const text = t("relay.offline", { time: formats.time(since), reason: t(`relay.reasons.${reason}`) });
  return (
    <div className="offline-bar">
      <p className="tabular">
        {text}
        {seconds !== undefined && ` – ${seconds > 0 ? t("relay.retryIn", { count: seconds }) : t("relay.retryNow")}`}
      </p>
      {reason === "revoked" ? (
        <Button onPress={() => shows.show("pairing")}>{t("relay.useInvitation")}</Button>
      ) : (
        <Button isPending={reconnect.busy} onPress={() => void reconnect.run(undefined)}>
          {t("relay.tryNow")}
        </Button>
      )}
    </div>
  );
}
