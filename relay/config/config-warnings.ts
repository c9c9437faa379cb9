import { isLoopback } from "../../shared/links.ts";
import type { RelayConfig } from "./config.ts";

/** What can be used, and is probably not what was meant. One sentence each, with the place. */
export function configWarnings({ listen, trustProxy, publicUrl }: RelayConfig): string[] {
  const alone = listen.tls === undefined && trustProxy.length === 0;
  if (alone && !isLoopback(listen.host)) {
    return [
      `listen: ${listen.host} is reached without TLS, so that hook secrets and device tokens can be read on the way. ` +
        'Give "listen.tls", or put a TLS proxy in front and name it in "trustProxy".',
    ];
  }
  if (alone && publicUrl?.startsWith("https:") === true) {
    return [
      'trustProxy: there must be a proxy in front, as "publicUrl" is https, and it is not named. ' +
        "All limits per address count its clients as one.",
    ];
  }
  return [];
}
