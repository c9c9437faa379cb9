import type { Settings, SettingsStore } from "../../electron/main/ports/settings-store.ts";

/** Settings in memory. */
export class FakeSettings implements SettingsStore {
  readonly recoveredFrom = undefined;
  readonly locked = new Set<string>();
  #settings: Settings;

  constructor(changes: Partial<Settings> = {}) {
    this.#settings = {
      language: "system",
      theme: "system",
      hideNames: false,
      notificationStyle: "system",
      notificationSound: "none",
      onlyVips: false,
      doNotDisturb: null,
      cardPlaces: {},
      device: "200000",
      dialVia: "makeCall",
      dialLinks: "ask",
      hotkeys: {},
      dialSelectionAtOnce: false,
      myFoneUsername: "mette@nordlys.example",
      makeCallUrl: "https://api.myfone.example/api/MakeCall",
      historyDays: 365,
      employeeApiUrl: "https://pbx.example/api/",
      insecureMakeCallHost: "",
      keepSecrets: "ask",
      pairing: null,
      updates: "automatic",
      lastVersion: "",
      historyOwner: null,
      ...changes,
    };
  }

  get(): Settings {
    return this.#settings;
  }

  update(changes: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...changes };
  }
}
