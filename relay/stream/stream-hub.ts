import type { Delivery, EventLog } from "../storage/event-log.ts";
import type { StreamSession } from "./stream-session.ts";

/** Who is connected, and up to where each account's log has been given out. It knows no sockets. */
export class StreamHub {
  readonly #log: EventLog;
  readonly #sessions = new Map<string, Set<StreamSession>>();
  readonly #published = new Map<string, number>();

  constructor(log: EventLog) {
    this.#log = log;
  }

  add(session: StreamSession): void {
    const key = keyOf(session.device.account, session.device.employee);
    const sessions = this.#sessions.get(key) ?? new Set();
    sessions.add(session);
    this.#sessions.set(key, sessions);
  }

  remove(session: StreamSession): void {
    const key = keyOf(session.device.account, session.device.employee);
    const sessions = this.#sessions.get(key);
    sessions?.delete(session);
    if (sessions?.size === 0) this.#sessions.delete(key);
  }

  /** Gives out what has been stored. Nothing is published before its commit. */
  publish(deliveries: readonly Delivery[]): void {
    for (const delivery of deliveries) {
      this.#published.set(delivery.account, Math.max(delivery.offset, this.position(delivery.account)));
      for (const session of this.#sessions.get(keyOf(delivery.account, delivery.employee)) ?? [])
        session.deliver(delivery);
    }
  }

  /** The newest offset of an account of which every connected client has been given all that is his. */
  position(account: string): number {
    const known = this.#published.get(account);
    if (known !== undefined) return known;
    const stored = this.#log.newestOffset(account);
    this.#published.set(account, stored);
    return stored;
  }

  /** Every session, for closing. */
  *sessions(): Iterable<StreamSession> {
    for (const sessions of this.#sessions.values()) yield* sessions;
  }
}

function keyOf(account: string, employee: string): string {
  return `${account}\n${employee}`;
}
