import type { CallStep } from "../call-step.ts";

/** What a subscription tells. */
export interface SubscriberListener {
  /**
   * From now on everything published for the client reaches it.
   *
   * @param cursor where a first connection begins, where the server has such
   */
  ready(cursor?: string): void;
  /** A message came. */
  heard(key: string, bytes: number, cursor: string): void;
  /** Once, unless it was ended here. */
  closed(why: { status?: number; code?: number; error?: string }): void;
}

/** One connected client. */
export interface Subscriber {
  readonly localPort: number | undefined;
  /** How long the server wants it to spread its next connection over, milliseconds. */
  readonly reconnectWithinMs: number;
  stall(): void;
  end(): void;
}

/** How the generator speaks with one kind of server. */
export interface Driver {
  /** Sends one event; `acknowledged` when the server says that it has it, false where it refused. */
  publish(step: CallStep, acknowledged: (ok: boolean) => void, extraBytes: number): void;
  /** @param cursor everything after this is wanted, where the server can do it */
  subscribe(client: number, cursor: string | undefined, listener: SubscriberListener): Subscriber;
  /** Closes the publisher's connections. */
  close(): void;
}

/** Clients come from several addresses, as those of several companies do. */
export function sourceAddress(client: number): string {
  return `127.0.0.${2 + (client % 20)}`;
}
