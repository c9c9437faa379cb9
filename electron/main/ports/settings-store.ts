/** What is remembered between starts and is not secret. */
export interface Settings {
  language: "system" | "da" | "en";
  theme: "system" | "light" | "dark";
  hideNames: boolean;
  /** Local number of the phone that MakeCall rings; "" for "by my active profile". */
  device: string;
  myFoneUsername: string;
  /** Where MakeCall is asked (guide: "Initier opkald"). */
  makeCallUrl: string;
  /** Calls older than this are deleted when the app starts. Days. */
  historyDays: number;
  /** The pairing with the company's relay; its token is in the secret store. */
  pairing: Pairing | null;
}

export interface Pairing {
  /** Origin of the relay, e.g. `https://relay.example.dk`. */
  relay: string;
  deviceId: string;
  account: { id: string; name: string };
  employee: { localNumber: string; name: string };
}

export interface SettingsStore {
  get(): Settings;
  update(changes: Partial<Settings>): void;
  /** The file that was unreadable at start and was put aside, if any. */
  readonly recoveredFrom: string | undefined;
}
