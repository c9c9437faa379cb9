import { AppState, initialContent } from "../../electron/main/services/app-state.ts";

/** The state of an app that has just started. */
export function freshState(): AppState {
  return new AppState(initialContent({ appVersion: "0.0.0", locale: "da", missedCount: 0 }));
}
