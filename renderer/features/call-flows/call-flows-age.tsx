import { momentText } from "../../../shared/call-flows/moment-text.ts";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { useNow } from "../../ui/use-now.ts";
import "./call-flows-age.css";

const MINUTE_MS = 60_000;
/** From this age on it is said in minutes. */
const STALE_MINUTES = 2;

interface CallFlowsAgeProps {
  /** What is `old` must be known before what follows is read; that it is `fresh` is worth a line at the end. */
  says: "old" | "fresh";
  isOnline: boolean;
  isFailing: boolean;
}

/** How old what is shown is, and what that means while offline. */
export function CallFlowsAge({ says, isOnline, isFailing }: CallFlowsAgeProps) {
  const t = useTranslate();
  const formats = useFormats();
  const now = useNow(10_000);
  const { flows, asOf } = useSnapshot().callFlows;
  const minutes = asOf === undefined ? 0 : Math.floor((now - asOf) / MINUTE_MS);
  const isStale = minutes >= STALE_MINUTES;

  if ((says === "old") !== (!isOnline || isStale || asOf === undefined)) return null;
  if (!isOnline) {
    const text =
      asOf === undefined
        ? t("callFlows.offlineUnknown")
        : t("callFlows.offline", { when: momentText(asOf, now, formats, t) });
    return <p className="call-flows-age call-flows-stale tabular">{text}</p>;
  }
  if (asOf === undefined) return isFailing ? null : <p className="call-flows-age">{t("common.loading")}</p>;
  if (flows.length === 0) return null;
  if (isStale) {
    return <p className="call-flows-age call-flows-stale tabular">{t("callFlows.staleFor", { count: minutes })}</p>;
  }
  return <p className="call-flows-age tabular">{t("callFlows.asOf", { time: formats.time(asOf) })}</p>;
}
