import type { Delivery, EventLog } from "../storage/event-log.ts";
import type { StreamSession } from "./stream-session.ts";

/** Who is connected, and up to where each account's log has been given out. It knows no sockets. */
export class StreamHub {
  readonly #log: EventLog;
  readonly #sessions = new Map<string, Set<StreamSession>>();
  /** The newest offset of each account of which every connected client has been given all that is his. */
  readonly #published = new Map<string, number>();
  #connections = 0;

  constructor(log: EventLog) {
    this.#log = log;
    log.subscribe((deliveries) => this.#publish(deliveries));
  }

  /** Sessions that have been greeted. */
  get connections(): number {
    return this.#connections;
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

  /** An employee's sessions. */
  of(account: string, employee: string): Iterable<StreamSession> {
    return this.#sessions.get(keyOf(account, employee)) ?? [];
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
