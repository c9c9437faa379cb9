import type { Connected } from "./commands.ts";
import type { Driver, Subscriber } from "./drivers/driver.ts";
import type { EventLedger } from "./event-ledger.ts";

interface Client {
  subscriber: Subscriber | undefined;
  ready: boolean;
  cursor: string | undefined;
  reconnectWithinMs: number;
}

/** A refused handshake is tried again after this, milliseconds; a server that begins refuses all. */
const RETRY_AFTER_MS = 50;
const TRY_AGAIN = [429, 502, 503];
/** A handshake that gets no answer is given up after this, milliseconds. */
const ANSWER_WITHIN_MS = 10_000;

/** The connected clients, each with the cursor that it came to. */
export class ClientSet {
  readonly #driver: Driver;
  readonly #ledger: EventLedger;
  readonly #clients = new Map<number, Client>();
  readonly closed: Record<string, number> = {};

  constructor(driver: Driver, ledger: EventLedger) {
    this.#driver = driver;
    this.#ledger = ledger;
  }

  get connected(): number {
    let count = 0;
    for (const client of this.#clients.values()) if (client.ready) count++;
    return count;
  }

  isConnected(client: number): boolean {
    return this.#clients.get(client)?.ready === true;
  }

  subscriber(client: number): Subscriber {
    const subscriber = this.#clients.get(client)?.subscriber;
    if (subscriber === undefined) throw new Error(`Client ${client} is not connected: connect it first.`);
    return subscriber;
  }

  disconnect(from: number, to: number): void {
    for (const [index, client] of this.#clients) {
      if (index < from || index >= to) continue;
      if (client.subscriber !== undefined) client.reconnectWithinMs = client.subscriber.reconnectWithinMs;
      client.subscriber?.end();
      client.subscriber = undefined;
      client.ready = false;
    }
  }

  /** Connects those of a range who are not. */
  async connect(options: {
    from: number;
    to: number;
    atOnce: number;
    spread: boolean;
    untilDrained: boolean;
    withinSeconds: number;
  }): Promise<Connected> {
    const { from, to, atOnce, spread, untilDrained, withinSeconds } = options;
    const begun = performance.now();
    const deadline = begun + withinSeconds * 1000;
    const queue = Array.from({ length: to - from }, (_, at) => from + at).filter((client) => !this.isConnected(client));
    const due = queue.map((client) => ({ client, at: begun + (spread ? Math.random() * this.#spread(client) : 0) }));
    due.sort((a, b) => a.at - b.at);
    let retries = 0;
    const worker = async () => {
      for (let next = due.shift(); next !== undefined; next = due.shift()) {
        await sleepUntil(next.at);
        while (!(await this.#open(next.client))) {
          if (performance.now() > deadline) return;
          retries++;
          await sleepUntil(performance.now() + RETRY_AFTER_MS);
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, due.length) }, worker));
    const seconds = (performance.now() - begun) / 1000;
    if (untilDrained) await this.#ledger.drained(Math.max(0, deadline - performance.now()));
    return {
      clients: queue.filter((client) => this.isConnected(client)).length,
      seconds,
      drainedSeconds: (performance.now() - begun) / 1000,
      retries,
      missing: this.#ledger.missing,
    };
  }

  #spread(client: number): number {
    return this.#clients.get(client)?.reconnectWithinMs ?? 0;
  }

  /** Resolves when the server serves the client; false where it did not. */
  #open(index: number): Promise<boolean> {
    const client = this.#clients.get(index) ?? {
      subscriber: undefined,
      ready: false,
      cursor: undefined,
      reconnectWithinMs: 0,
    };
    this.#clients.set(index, client);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        subscriber.end();
        resolve(false);
      }, ANSWER_WITHIN_MS);
      const subscriber = this.#driver.subscribe(index, client.cursor, {
        ready: (cursor) => {
          clearTimeout(late);
          client.ready = true;
          client.cursor = cursor ?? client.cursor;
          resolve(true);
        },
        heard: (key, bytes, cursor) => {
          client.cursor = cursor;
          this.#ledger.heard(key, bytes, performance.now());
        },
        closed: ({ status, code, error }) => {
          clearTimeout(late);
          client.reconnectWithinMs = subscriber.reconnectWithinMs;
          // Before it was served it is tried again, and only what was cut counts.
          if (client.ready) this.#count(String(code ?? status ?? error ?? "no code"));
          client.ready = false;
          client.subscriber = undefined;
          // What is neither "not yet" nor "too many" does not become right by asking again.
          if (status !== undefined && !TRY_AGAIN.includes(status)) {
            reject(new Error(`Client ${index} was refused with status ${status}.`));
          } else resolve(false);
        },
      });
      client.subscriber = subscriber;
    });
  }

  #count(why: string): void {
    this.closed[why] = (this.closed[why] ?? 0) + 1;
  }
}

function sleepUntil(at: number): Promise<void> {
  const left = at - performance.now();
  return left <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, left));
}
