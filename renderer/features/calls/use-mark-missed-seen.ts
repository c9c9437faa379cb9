import { useEffect } from "react";
import { sendRequest } from "../../bridge/send-request.ts";
import { useSidetone } from "../../bridge/sidetone-context.tsx";

/** Long enough to have read the list, in milliseconds. */
const LOOK_MS = 2000;

/**
 * Tells main that the missed calls have been seen, once the list has been in sight for a while. A hidden window shows
 * nothing, so the time starts anew when it comes back.
 */
export function useMarkMissedSeen(missedCount: number): void {
  const { bridge } = useSidetone();
  useEffect(() => {
    if (missedCount === 0) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const watch = () => {
      clearTimeout(timer);
      if (document.visibilityState !== "visible") return;
      timer = setTimeout(() => void sendRequest(bridge, "calls.markMissedSeen", undefined), LOOK_MS);
    };
    watch();
    document.addEventListener("visibilitychange", watch);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", watch);
    };
  }, [bridge, missedCount]);
}
