import { useEffect } from "react";
import { sendRequest } from "../bridge/send-request.ts";
import { useSidetone } from "../bridge/sidetone-context.tsx";

/** Esc closes the window, unless something in it has used the key (an open list, text in the dial field). */
export function useHideOnEscape(): void {
  const { bridge } = useSidetone();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
      void sendRequest(bridge, "window.hide", undefined);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [bridge]);
}
