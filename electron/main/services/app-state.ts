import type { Snapshot } from "../../../shared/ipc/snapshot.ts";

type Content = Omit<Snapshot, "rev">;

/** What an app shows that has just started and knows nothing yet. */
export function initialContent(known: Pick<Content, "appVersion" | "locale" | "missedCount">): Content {
  return {
    ...known,
    relay: { state: "unpaired" },
    directory: { employees: 0 },
    liveCalls: [],
    relayDialling: false,
    callFlows: { flows: [], timed: false, coming: [], history: [] },
    colleagues: [],
    notices: [],
    settings: {
      language: "system",
      theme: "system",
      hideNames: false,
      notificationStyle: "system",
      notificationSound: "none",
      onlyVips: false,
      device: "",
      dialVia: "makeCall",
      dialLinks: "ask",
      autostart: false,
      historyDays: 365,
      locked: [],
      dialSelectionAtOnce: false,
      myFoneUsername: "",
      myFonePasswordStored: false,
      accessProtection: "keychain",
      keepAccess: "ask",
    },
    hotkeys: { platform: "linux", items: [], selection: "none" },
    historyRev: 1,
    sources: [],
    contactsRev: 1,
  };
}

/**
 * The one state of the app that windows, tray and notifications show. Every change makes a new immutable snapshot with
 * a higher `rev`; services own their part of it and write no other.
 */
export class AppState {
  #snapshot: Snapshot;
  readonly #listeners = new Set<(snapshot: Snapshot, before: Snapshot) => void>();

  constructor(initial: Content) {
    this.#snapshot = { ...initial, rev: 1 };
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  update(changes: Partial<Content>): void {
    const before = this.#snapshot;
    this.#snapshot = { ...before, ...changes, rev: before.rev + 1 };
    for (const listener of this.#listeners) listener(this.#snapshot, before);
  }

  /** Takes an optional part away. */
  remove(part: "identity" | "pairingStep" | "pendingPairing" | "dial" | "doNotDisturb"): void {
    const { [part]: _, ...rest } = this.#snapshot;
    const before = this.#snapshot;
    this.#snapshot = { ...rest, rev: before.rev + 1 };
    for (const listener of this.#listeners) listener(this.#snapshot, before);
  }

  /** Returns the way to stop listening. */
  subscribe(listener: (snapshot: Snapshot, before: Snapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
