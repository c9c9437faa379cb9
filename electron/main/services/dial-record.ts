import type { ClientMessage, SharedDial } from "../../../shared/relay-protocol/stream.ts";
import type { Clock } from "../ports/clock.ts";

/** The PBX is asked without the relay's word after this; a slow relay must not keep anybody from calling. Milliseconds. */
const KEPT_WITHIN_MS = 1_500;
/** No first ring comes this long after a dial, so that the relay need not hear of it any more. Milliseconds. */
const TOLD_WITHIN_MS = 60_000;

export interface DialRecordOptions {
  clock: Clock;
  /** @returns false where the relay is not connected */
  send(message: Extract<ClientMessage, { type: "dial" }>): boolean;
}

interface Untold {
  dial: SharedDial;
  /** When it was to be told, Unix milliseconds by this computer's clock. */
  since: number;
  kept(): void;
}

/**
 * Has the relay keep what he dials, before the PBX is asked: then his other devices know of it before its first ring,
 * whenever they connect. What could not be told is told when the relay is back.
 */
export class DialRecord {
  readonly #options: DialRecordOptions;
  /** By what is to be told: that a dial was asked for and that it failed are two things. */
  readonly #untold = new Map<string, Untold>();

  constructor(options: DialRecordOptions) {
    this.#options = options;
  }

  /** Resolves once the relay has kept it, or is not there, or takes too long. */
  async keep(dial: SharedDial): Promise<void> {
    const { clock, send } = this.#options;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#forgetOld();
    this.#untold.set(keyOf(dial), { dial, since: clock.now(), kept: resolve });
    if (!send({ type: "dial", dial })) return;
    const cancel = clock.after(KEPT_WITHIN_MS, resolve);
    await promise;
    cancel();
  }

  /** The relay has kept a dial, of this device or another. */
  heard(dial: SharedDial): void {
    this.#untold.get(keyOf(dial))?.kept();
    this.#untold.delete(keyOf(dial));
  }

  /** The relay is there again. */
  connected(): void {
    this.#forgetOld();
    for (const { dial } of this.#untold.values()) this.#options.send({ type: "dial", dial });
  }

  #forgetOld(): void {
    const oldest = this.#options.clock.now() - TOLD_WITHIN_MS;
    for (const [key, { since }] of this.#untold) if (since < oldest) this.#untold.delete(key);
  }
}

function keyOf({ id, failed }: SharedDial): string {
  return `${failed === true ? "failed" : "asked"} ${id}`;
}
