/** Something that shows signs of life. */
export interface Beating {
  readonly awaitingPong: boolean;
  heartbeat(): void;
}

/** Turns of the wheel are this far apart at least. Milliseconds. */
const TURN_MS = 250;
const PONG_SHARE = 8 / 25;

/**
 * Sends heartbeats in turn, a few at a time, so that thousands of clients do not hold up an event; and finds those who
 * did not answer theirs.
 */
export class HeartbeatWheel<Client extends Beating> {
  readonly #slots: Set<Client>[];
  readonly #slotOf = new Map<Client, Set<Client>>();
  readonly #pongTurns: number;
  readonly #onSilent: (client: Client) => void;
  readonly #timer: NodeJS.Timeout;
  #turn = 0;
  #next = 0;

  /**
   * @param intervalMs each client is sent a heartbeat this often, and has 8/25 of that to answer
   * @param onSilent a client did not answer
   */
  constructor(intervalMs: number, onSilent: (client: Client) => void) {
    const count = Math.max(1, Math.round(intervalMs / TURN_MS));
    this.#slots = Array.from({ length: count }, () => new Set());
    this.#pongTurns = Math.floor(count * PONG_SHARE);
    this.#onSilent = onSilent;
    this.#timer = setInterval(() => this.#go(), intervalMs / count);
    this.#timer.unref();
  }

  add(client: Client): void {
    this.#next = (this.#next + 1) % this.#slots.length;
    const slot = this.#slots[this.#next];
    if (slot === undefined) return;
    slot.add(client);
    this.#slotOf.set(client, slot);
  }

  remove(client: Client): void {
    this.#slotOf.get(client)?.delete(client);
    this.#slotOf.delete(client);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #go(): void {
    const count = this.#slots.length;
    this.#turn = (this.#turn + 1) % count;
    for (const client of this.#slots[(this.#turn - this.#pongTurns + count) % count] ?? []) {
      if (client.awaitingPong) this.#onSilent(client);
    }
    for (const client of this.#slots[this.#turn] ?? []) client.heartbeat();
  }
}
