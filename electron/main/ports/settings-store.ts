import type { HotkeyAction } from "../../../shared/hotkeys/hotkey-action.ts";

/** What is remembered between starts and is not secret. */
export interface Settings {
  language: "system" | "da" | "en";
  theme: "system" | "light" | "dark";
  hideNames: boolean;
  /** How calls come up. */
  notificationStyle: "system" | "card" | "both" | "none";
  /** For whose calls the computer is heard, beside the phone. */
  notificationSound: "none" | "vips" | "all";
  /** Only calls of those whom he marked come up. */
  onlyVips: boolean;
  /** Calls raise nothing until then (Unix milliseconds), or until he says so; null where they do. */
  doNotDisturb: { until?: number | undefined } | null;
  /**
   * Where the call card lies on each display, by its id: 0 is left or top, 1 right or bottom, whatever the display's size
   * and scale are then.
   */
  cardPlaces: Record<string, CardPlace>;
  /** Local number of the phone that MakeCall rings; "" for "by my active profile". */
  device: string;
  /** Whether MakeCall or the relay starts calls, where the relay offers it. */
  dialVia: "makeCall" | "relay";
  /** Whether a telephone link of another program is dialled at once. */
  dialLinks: "ask" | "direct";
  /** The hotkeys that he chose, in Electron's spelling; "" for none. What is absent is as it is by default. */
  hotkeys: { [Action in HotkeyAction]?: string | undefined };
  /** A number that was selected and fetched by the hotkey is dialled without Enter, where it is the only one. */
  dialSelectionAtOnce: boolean;
  myFoneUsername: string;
  /** Where MakeCall is asked (guide: "Initier opkald"). */
  makeCallUrl: string;
  /** Calls older than this are deleted when the app starts. Days. */
  historyDays: number;
  /** The Employee API, where the app asks it itself (guide: "API snitflade"); ends with a slash. */
  employeeApiUrl: string;
  /** The host that may get the MyFone password over plain http because the employee said so; "" for none. */
  insecureMakeCallHost: string;
  /** Where secrets are kept when the system has no keychain: as the employee answered, or to be asked. */
  keepSecrets: "ask" | "memory" | "plain";
  /** Whom the app belongs to; its token or API password is in the secret store. */
  pairing: Pairing | null;
  /** Whether the app keeps itself new, where it can. */
  updates: "automatic" | "off";
  /** The version that ran last, so that it is told once what is new; "" before the first start. */
  lastVersion: string;
  /** Whose calls are kept, also after he has signed out; null where nobody's are. */
  historyOwner: { account: string; localNumber: string } | null;
}

export interface CardPlace {
  x: number;
  y: number;
}

interface PairedEmployee {
  account: { id: string; name: string };
  employee: { localNumber: string; name: string };
}

/** With the company's relay. */
export interface ManagedPairing extends PairedEmployee {
  kind: "managed";
  /** Origin of the relay, e.g. `https://relay.example.dk`. */
  relay: string;
  deviceId: string;
}

/** With the PBX itself, by the account's API password. */
export interface DirectPairing extends PairedEmployee {
  kind: "direct";
  /** The Employee API; ends with a slash. */
  baseUrl: string;
}

export type Pairing = ManagedPairing | DirectPairing;

export interface SettingsStore {
  get(): Settings;
  /** What is locked stays as it is. */
  update(changes: Partial<Settings>): void;
  /** The settings that are the administrator's. */
  readonly locked: ReadonlySet<string>;
  /** The file that was unreadable at start and was put aside, if any. */
  readonly recoveredFrom: string | undefined;
}
