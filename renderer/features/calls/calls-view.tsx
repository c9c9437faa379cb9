import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { DialField } from "../dial/dial-field.tsx";
import { DiallerProvider } from "../dial/dialler.tsx";
import { History } from "../history/history.tsx";
import { LiveCalls } from "../live-calls/live-calls.tsx";
import type { DialWish } from "../views/dial-wish.ts";
import { useMarkMissedSeen } from "./use-mark-missed-seen.ts";
import "./calls-view.css";

/** What rings and runs now, on top; below it what has been. */
export function CallsView({ dialWish }: { dialWish: DialWish }) {
  const { missedCount } = useSnapshot();
  useMarkMissedSeen(missedCount);
  return (
    <DiallerProvider>
      <div className="calls-view">
        <DialField wish={dialWish} />
        <LiveCalls />
        <History />
      </div>
    </DiallerProvider>
  );
}
