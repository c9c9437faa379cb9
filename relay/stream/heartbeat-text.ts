import { formatCursor, type RelayMessageInput } from "../../shared/relay-protocol/stream.ts";

/** The clock in a heartbeat may be this old. Milliseconds. */
const SHARED_FOR_MS = 20;

/** The text of heartbeats, written once for all clients of an account that are sent one in the same turn. */
export class HeartbeatText {
  readonly #epoch: string;
  readonly #reconnectWithinMs: () => number;
  readonly #known = new Map<string, { offset: number; at: number; text: string }>();

  /** @param reconnectWithinMs what clients are told that are lost together, milliseconds */
  constructor(epoch: string, reconnectWithinMs: () => number) {
    this.#epoch = epoch;
    this.#reconnectWithinMs = reconnectWithinMs;
  }

  /**
   * @param offset up to which the client was given all that is his
   * @param at now, Unix milliseconds
   */
  of(account: string, offset: number, at: number): string {
    const known = this.#known.get(account);
    if (known?.offset === offset && Math.abs(at - known.at) <= SHARED_FOR_MS) return known.text;
    const heartbeat: RelayMessageInput = {
      type: "heartbeat",
      cursor: formatCursor(this.#epoch, offset),
      now: at,
      reconnectWithinMs: this.#reconnectWithinMs(),
    };
    const text = JSON.stringify(heartbeat);
    this.#known.set(account, { offset, at, text });
    return text;
  }
}
