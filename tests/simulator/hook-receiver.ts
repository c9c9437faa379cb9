import { once } from "node:events";
import { createServer } from "node:http";
import { type HookKind, hookKinds } from "../../tools/simulator/pbx/hook.ts";

export interface ReceivedHook {
  readonly kind: HookKind;
  readonly method: string;
  readonly contentType: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
}

/** A server of its own that takes hooks at one URL per kind, as a relay would. */
export class HookReceiver {
  readonly received: ReceivedHook[] = [];
  /** What it answers. */
  status = 200;
  text = "";
  #url = "";
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const url = new URL(request.url ?? "/", "http://receiver.invalid");
      const kind = hookKinds.find((candidate) => url.pathname === `/secret-${candidate}`);
      const fields =
        request.method === "POST" ? new URLSearchParams(Buffer.concat(chunks).toString()) : url.searchParams;
      if (kind !== undefined) {
        this.received.push({
          kind,
          method: request.method ?? "",
          contentType: request.headers["content-type"],
          parameters: Object.fromEntries(fields),
        });
      }
      response.writeHead(kind === undefined ? 404 : this.status).end(this.text);
    });
  });

  async listen(): Promise<this> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    this.#url = `http://127.0.0.1:${address.port}`;
    return this;
  }

  get urls(): Record<HookKind, string> {
    return {
      incoming: `${this.#url}/secret-incoming`,
      answered: `${this.#url}/secret-answered`,
      ended: `${this.#url}/secret-ended`,
      outgoing: `${this.#url}/secret-outgoing`,
    };
  }

  get kinds(): HookKind[] {
    return this.received.map((hook) => hook.kind);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}
