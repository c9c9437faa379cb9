import type { IncomingMessage } from "node:http";
import { ClientAddress } from "../limits/client-address.ts";
import { Networks } from "../limits/networks.ts";

/** Whether what a request carries can have been read on its way, as far as the relay can know. */
export class TransportSecurity {
  readonly #proxies: ClientAddress;
  readonly #thisMachine = new Networks(["127.0.0.0/8", "::1"]);

  /** @param trustProxy networks of proxies that are believed */
  constructor(trustProxy: readonly string[]) {
    this.#proxies = new ClientAddress(trustProxy);
  }

  /** A trusted proxy says that it came by plain http, or it came here so from another machine. */
  wasReadable(request: IncomingMessage): boolean {
    const { remoteAddress = "" } = request.socket;
    if (!this.#proxies.isProxy(remoteAddress)) {
      return !("encrypted" in request.socket) && !this.#thisMachine.has(remoteAddress);
    }
    const { "x-forwarded-proto": protocols = "" } = request.headers;
    return String(protocols)
      .split(",")
      .some((protocol) => protocol.trim().toLowerCase() === "http");
  }
}
