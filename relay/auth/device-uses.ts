import type { Device, DeviceStore, DeviceUse } from "../storage/device-store.ts";

const MINUTE_MS = 60_000;
/** That a device was used is noted this often at most. Milliseconds. */
const NOTE_EVERY_MS = 60 * MINUTE_MS;
/** Stored in one go; as long nothing else is served. */
const MOST_AT_ONCE = 200;

export interface DeviceUsesOptions {
  store: Pick<DeviceStore, "touch">;
  /** Unix milliseconds. */
  now(): number;
  /** Who is connected at this moment, and so in use however long ago it came. */
  connected(): Iterable<Pick<Device, "account" | "id" | "lastUsedAt">>;
  /** Something that does no harm to whoever uses the device could not be stored. */
  onProblem(problem: string): void;
}

/**
 * When devices were used last, so that those that are used no more expire. Written once an hour for each, many together
 * and apart from the requests: a thousand that come back at once cost nothing then.
 */
export class DeviceUses {
  readonly #options: DeviceUsesOptions;
  readonly #pending = new Map<string, DeviceUse>();
  /** What was noted within the last hour, by device: what a connection knows of it was read when it came. */
  readonly #noted = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;

  constructor(options: DeviceUsesOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.note(), MINUTE_MS).unref();
  }

  /** Costs nothing but memory. */
  used({ account, id, lastUsedAt }: Pick<Device, "account" | "id" | "lastUsedAt">): void {
    const at = this.#options.now();
    if (at - Math.max(lastUsedAt, this.#noted.get(id) ?? 0) >= NOTE_EVERY_MS)
      this.#pending.set(id, { account, id, at });
  }

  /** Stores what there is; what cannot be stored is tried again the next time. Never throws. */
  async note(): Promise<void> {
    const { store, now, connected, onProblem } = this.#options;
    for (const [id, at] of this.#noted) if (now() - at >= NOTE_EVERY_MS) this.#noted.delete(id);
    for (const device of connected()) this.used(device);
    const all = [...this.#pending.values()];
    try {
      for (let from = 0; from < all.length; from += MOST_AT_ONCE) {
        const some = all.slice(from, from + MOST_AT_ONCE);
        await store.touch(some);
        for (const { id, at } of some) {
          this.#noted.set(id, at);
          this.#pending.delete(id);
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
    } catch (error) {
      onProblem(`that devices were used was not stored: ${String(error)}`);
    }
  }

  /** Stores what is left. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.note();
  }
}
