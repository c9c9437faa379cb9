import { once } from "node:events";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { type Faults, noFaults } from "./faults.ts";
import { OneWay } from "./one-way.ts";

/** A connection through the proxy. */
interface Passage {
  client: Socket;
  server: Socket;
}

/** A TCP proxy on loopback that does wrong what it is told to. */
export class FaultProxy {
  readonly toServer: Faults = { ...noFaults };
  readonly toClient: Faults = { ...noFaults };
  readonly #port: number;
  readonly #server: Server;
  readonly #open = new Set<Passage>();

  /** @param port of the server on loopback that it passes to */
  constructor(port: number) {
    this.#port = port;
    // One side may have ended while the other still sends.
    this.#server = createServer({ allowHalfOpen: true }, (client) => this.#accept(client));
  }

  /** On a port of the system's choice; see `port`. */
  async listen(): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  /** Connections of which at least one side is open. */
  get connections(): number {
    return this.#open.size;
  }

  /** Nothing goes wrong any more; but what was lost in a black hole is lost, and its connection stays dead. */
  heal(): void {
    Object.assign(this.toServer, noFaults);
    Object.assign(this.toClient, noFaults);
  }

  /** Resets every connection on both sides (RST). */
  resetAll(): void {
    for (const passage of [...this.#open]) this.#reset(passage);
  }

  async close(): Promise<void> {
    this.resetAll();
    this.#server.close();
    await once(this.#server, "close");
  }

  #accept(client: Socket): void {
    const server = createConnection({ port: this.#port, host: "127.0.0.1", allowHalfOpen: true });
    const passage = { client, server };
    this.#open.add(passage);
    const reset = () => this.#reset(passage);
    const toServer = new OneWay(client, server, this.toServer, reset);
    const toClient = new OneWay(server, client, this.toClient, reset);
    this.#watch(passage, client, toServer);
    this.#watch(passage, server, toClient);
  }

  /** Where one side is gone the other is told, unless what it is told by is lost too. */
  #watch(passage: Passage, side: Socket, onward: OneWay): void {
    side.setNoDelay(true);
    side.on("error", () => {
      if (!onward.isDead) this.#reset(passage);
    });
    side.on("close", () => {
      const { client, server } = passage;
      const other = side === client ? server : client;
      if (!onward.isDead && !other.destroyed) other.end();
      if (client.destroyed && server.destroyed) this.#open.delete(passage);
    });
  }

  #reset(passage: Passage): void {
    passage.client.resetAndDestroy();
    passage.server.resetAndDestroy();
    this.#open.delete(passage);
  }
}
