import type { Delivery, EventLog } from "../storage/event-log.ts";
import { HeartbeatText } from "./heartbeat-text.ts";
import type { StreamSession } from "./stream-session.ts";

/** How many clients may come back in a millisecond, after all were lost at once. */
const RECONNECTS_PER_MS = 4;
const RECONNECT_AT_LEAST_MS = 200;
const RECONNECT_AT_MOST_MS = 60_000;

/** Who is connected, and up to where each account's log has been given out. It knows no sockets. */
export class StreamHub {
  readonly #log: EventLog;
  readonly #sessions = new Map<string, Set<StreamSession>>();
  /** The newest offset of each account of which every connected client has been given all that is his. */
  readonly #published = new Map<string, number>();
  readonly #heartbeats: HeartbeatText;
  #connections = 0;

  constructor(log: EventLog) {
    this.#log = log;
    this.#heartbeats = new HeartbeatText(log.epoch, () => this.reconnectWithinMs);
    log.subscribe((deliveries) => this.#publish(deliveries));
  }

  /** Sessions that have been greeted. */
  get connections(): number {
    return this.#connections;
  }

  /** Clients that are lost together come back one after the other. */
  get reconnectWithinMs(): number {
    const spread = Math.round(this.#connections / RECONNECTS_PER_MS);
    return Math.min(RECONNECT_AT_MOST_MS, Math.max(RECONNECT_AT_LEAST_MS, spread));
  }

  /**
   * What a client of an account is told from time to time.
   *
   * @param sent the newest offset that it was sent
   * @param now Unix milliseconds
   */
  heartbeat(account: string, sent: number, now: number): string {
    return this.#heartbeats.of(account, Math.max(sent, this.position(account)), now);
  }

  add(session: StreamSession): void {
    const key = keyOf(session.device.account, session.device.employee);
    const sessions = this.#sessions.get(key);
    if (sessions === undefined) this.#sessions.set(key, new Set([session]));
    else sessions.add(session);
    this.#connections += 1;
  }

  remove(session: StreamSession): void {
    const key = keyOf(session.device.account, session.device.employee);
    const sessions = this.#sessions.get(key);
    if (sessions?.delete(session) !== true) return;
    this.#connections -= 1;
    if (sessions.size === 0) this.#sessions.delete(key);
  }

  /** Reads where an account's log stands, before its first client is served. */
  async open(account: string): Promise<void> {
    if (this.#published.has(account)) return;
    const stored = await this.#log.newestOffset(account);
    this.#published.set(account, Math.max(stored, this.position(account)));
  }

  /** The newest offset of an account of which every connected client has been given all that is his. */
  position(account: string): number {
    return this.#published.get(account) ?? 0;
  }

  #publish(deliveries: readonly Delivery[]): void {
    for (const delivery of deliveries) {
      this.#published.set(delivery.account, delivery.offset);
      const sessions = this.#sessions.get(keyOf(delivery.account, delivery.employee));
      if (sessions === undefined) continue;
      for (const session of sessions) session.deliver(delivery);
    }
  }
}

function keyOf(account: string, employee: string): string {
  return `${account}\n${employee}`;
}
