import { isIP } from "node:net";
import { Networks } from "./networks.ts";

/** Proxies behind proxies: as many are looked through at most. */
const MOST_PROXIES = 16;

/**
 * Whose request it is. `X-Forwarded-For` is believed only from the proxies that are trusted: read from the right, the first
 * address that is none of theirs is the client's, since everything to the left of it is what the client said himself.
 */
export class ClientAddress {
  readonly #proxies: Networks;
  readonly #anyProxies: boolean;

  /** @throws RangeError for what is no network */
  constructor(trustProxy: readonly string[]) {
    this.#proxies = new Networks(trustProxy);
    this.#anyProxies = trustProxy.length > 0;
  }

  /** Whether it is a proxy that is believed. */
  isProxy(address: string): boolean {
    return this.#anyProxies && this.#proxies.has(address);
  }

  /**
   * @param peer who connected
   * @param forwardedFor the header, with several joined by commas as Node does
   */
  of(peer: string, forwardedFor: string | string[] | undefined): string {
    if (!this.isProxy(peer) || forwardedFor === undefined) return peer;
    let rest = Array.isArray(forwardedFor) ? forwardedFor.join(",") : forwardedFor;
    let client = peer;
    for (let hops = 0; hops < MOST_PROXIES && rest !== ""; hops += 1) {
      const comma = rest.lastIndexOf(",");
      const address = withoutPort(rest.slice(comma + 1).trim());
      // What a trusted proxy did not understand tells nothing; the proxy itself is as near as we know.
      if (isIP(address) === 0) return client;
      client = address;
      if (!this.#proxies.has(client)) return client;
      rest = comma < 0 ? "" : rest.slice(0, comma);
    }
    return client;
  }
}

/** Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(text: string): string {
  return /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
}
