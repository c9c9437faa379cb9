/** What concerns connected clients and is not kept. */
export type Announcement =
  /** These devices may not be connected any more, and why. */
  | { type: "shut-out"; deviceIds: readonly string[]; why: "revoked" | "suspended" }
  /** An account's call flows, or the switches that come, are not as they were; `node` knows. */
  | { type: "call-flows"; account: string; node: string };

/**
 * Between the nodes of a relay: what one announces reaches the listeners of all, its own too. Entries of the log do not
 * go this way: each node hears of them by `EventLog.subscribe`.
 */
export interface FanOut {
  announce(announcement: Announcement): void;
  /** @returns ends it */
  listen(listener: (announcement: Announcement) => void): () => void;
}
