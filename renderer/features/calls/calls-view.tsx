import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { BusyColleagues } from "../colleagues/busy-colleagues.tsx";
import { DirectoryAge } from "../colleagues/directory-age.tsx";
import { DialField } from "../dial/dial-field.tsx";
import { DiallerProvider } from "../dial/dialler.tsx";
import { DirectBar } from "../header/direct-bar.tsx";
import { History } from "../history/history.tsx";
import { LiveCalls } from "../live-calls/live-calls.tsx";
import { Pages } from "../views/pages.tsx";
import { useMarkMissedSeen } from "./use-mark-missed-seen.ts";
import "./calls-view.css";

/** What rings and runs now, on top; below it what has been. */
export function CallsView() {
  const { missedCount, relay } = useSnapshot();
  useMarkMissedSeen(missedCount);
  return (
    <DiallerProvider>
      <Pages>
        <div className="calls-view">
          {relay.state === "direct" && <DirectBar />}
          <DialField />
          <DirectoryAge />
          <LiveCalls />
          <BusyColleagues />
          <History />
        </div>
      </Pages>
    </DiallerProvider>
  );
}
