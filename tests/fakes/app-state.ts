import { AppState } from "../../electron/main/services/app-state.ts";

/** The state of an app that has just started. */
export function freshState(): AppState {
  return new AppState({
    appVersion: "0.0.0",
    locale: "da",
    relay: { state: "unpaired" },
    liveCalls: [],
    missedCount: 0,
    callFlows: { flows: [] },
    notices: [],
    settings: {
      language: "system",
      theme: "system",
      hideNames: false,
      device: "",
      myFoneUsername: "",
      myFonePasswordStored: false,
    },
    historyRev: 1,
  });
}
