import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { DialProgress } from "../dial/dial-progress.tsx";
import { LiveCall } from "./live-call.tsx";
import "./live-calls.css";

/** The calls that ring or run, and the one that is being started. */
export function LiveCalls() {
  const t = useTranslate();
  const { liveCalls, dial } = useSnapshot();
  // Once the PBX has reported the call that was dialled, the call's own card tells the rest.
  const taken = dial !== undefined && dial.state !== "failed" && liveCalls.some((call) => call.dialId === dial.dialId);
  const progress = taken ? undefined : dial;
  if (liveCalls.length === 0 && progress === undefined) return null;
  return (
    <section className="live-calls" aria-label={t("calls.live")}>
      {progress !== undefined && <DialProgress key={progress.dialId} dial={progress} />}
      {liveCalls.map((call) => (
        <LiveCall key={call.key} call={call} />
      ))}
    </section>
  );
}
