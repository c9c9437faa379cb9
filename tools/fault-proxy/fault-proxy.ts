import { once } from "node:events";
import { createConnection, createServer, type Server, type Socket } from "node:net";

/** What goes wrong on the way in one direction. Everything may be changed while connections are open. */
export interface Faults {
  /** Each chunk is passed on this much later, in order. Milliseconds. */
  latencyMs: number;
  /** Nothing is passed on, and nothing is closed: as if the packets were lost. */
  blackhole: boolean;
  /** Passed on in pieces of this many bytes, one each millisecond. */
  dripBytes: number | undefined;
  /** The connection is reset when this many bytes have been passed on. */
  resetAfterBytes: number | undefined;
}

const noFaults: Faults = { latencyMs: 0, blackhole: false, dripBytes: undefined, resetAfterBytes: undefined };

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
    // Half-open connections are part of what it plays.
    this.#server = createServer({ allowHalfOpen: true }, (client) => this.#accept(client));
  }

  async listen(): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  /** Connections that are open. */
  get connections(): number {
    return this.#open.size;
  }

  /** Everything is as it should be again, for connections that are open and for new ones. */
  heal(): void {
    Object.assign(this.toServer, noFaults);
    Object.assign(this.toClient, noFaults);
  }

  /** Resets every open connection on both sides (RST). */
  resetAll(): void {
    for (const { client, server } of this.#open) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
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
    const end = () => {
      this.#open.delete(passage);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on("error", end);
    }
    this.#pass(client, server, this.toServer, passage);
    this.#pass(server, client, this.toClient, passage);
    client.on("close", () => {
      if (!this.toServer.blackhole) end();
    });
    server.on("close", () => {
      if (!this.toClient.blackhole) end();
    });
  }

  /** One direction: a queue, so that whatever delays a chunk delays what comes behind it. */
  #pass(from: Socket, to: Socket, faults: Faults, { client, server }: Passage): void {
    let turn = Promise.resolve();
    let passed = 0;
    from.on("data", (chunk) => {
      turn = turn.then(async () => {
        if (faults.blackhole) return;
        if (faults.latencyMs > 0) await sleep(faults.latencyMs);
        for (const piece of pieces(chunk, faults.dripBytes)) {
          if (to.destroyed) return;
          to.write(piece);
          passed += piece.length;
          if (faults.resetAfterBytes !== undefined && passed >= faults.resetAfterBytes) {
            client.resetAndDestroy();
            server.resetAndDestroy();
            return;
          }
          if (faults.dripBytes !== undefined) await sleep(1);
        }
      });
    });
    from.on("end", () => {
      turn = turn.then(() => {
        if (!faults.blackhole) to.end();
      });
    });
  }
}

function* pieces(chunk: Buffer, size: number | undefined): Iterable<Buffer> {
  if (size === undefined) yield chunk;
  else for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size);
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
