import type { RelayStatus } from "../../../shared/ipc/snapshot.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import "./connection.css";

const words = {
  unpaired: "relay.unpaired",
  direct: "relay.direct",
  connecting: "relay.connecting",
  connected: "relay.connected",
  offline: "relay.disconnected",
} as const;

/** One word and a dot; screen readers hear it when it changes. */
export function Connection({ state }: { state: RelayStatus["state"] }) {
  const t = useTranslate();
  return (
    <p className={`connection connection-${state}`} role="status">
      <span className="connection-dot" aria-hidden="true" />
      {t(words[state])}
    </p>
  );
}
