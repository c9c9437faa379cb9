import type { Announcement, FanOut } from "./fan-out.ts";

/** The fan-out of a relay that is one node. */
export class LocalFanOut implements FanOut {
  readonly #listeners = new Set<(announcement: Announcement) => void>();

  announce(announcement: Announcement): void {
    for (const listener of this.#listeners) listener(announcement);
  }

  listen(listener: (announcement: Announcement) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
