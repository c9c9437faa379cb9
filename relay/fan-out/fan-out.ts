import type { SharedDial } from "../../shared/relay-protocol/stream.ts";

/** What concerns connected clients and is not kept: whoever is not connected never hears of it. */
export type Announcement =
  | { type: "dial"; account: string; employee: string; fromDevice: string; dial: SharedDial }
  | { type: "dial-failed"; account: string; employee: string; fromDevice: string; id: string }
  /** These devices may not be connected any more, and why. */
  | { type: "shut-out"; deviceIds: readonly string[]; why: "revoked" | "suspended" };

/**
 * Between the nodes of a relay: what one announces reaches the listeners of all, its own too. Entries of the log do not
 * go this way: each node hears of them by `EventLog.subscribe`.
 */
export interface FanOut {
  announce(announcement: Announcement): void;
  /** @returns ends it */
  listen(listener: (announcement: Announcement) => void): () => void;
}
