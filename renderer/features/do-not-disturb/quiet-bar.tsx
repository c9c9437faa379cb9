import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { QuietNow } from "./quiet-now.tsx";
import "./quiet-bar.css";

/** In the window while calls raise nothing, so that nobody wonders why. */
export function QuietBar() {
  const { doNotDisturb } = useSnapshot();
  if (doNotDisturb === undefined) return null;
  return (
    <div className="quiet-bar">
      <QuietNow quiet={doNotDisturb} />
    </div>
  );
}
