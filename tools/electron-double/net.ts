import type { Net } from "electron";
import type { Desktop } from "./desktop.ts";
import type { AppProtocol } from "./protocol.ts";
import { refuseUnknown } from "./refuse-unknown.ts";

type Offered = Pick<Net, "fetch" | "isOnline" | "online">;

/** Node's failures in Chromium's words. */
const netErrors: Record<string, string> = {
  ECONNREFUSED: "net::ERR_CONNECTION_REFUSED",
  ECONNRESET: "net::ERR_CONNECTION_RESET",
  ENOTFOUND: "net::ERR_NAME_NOT_RESOLVED",
  EAI_AGAIN: "net::ERR_NAME_NOT_RESOLVED",
  ETIMEDOUT: "net::ERR_CONNECTION_TIMED_OUT",
  UND_ERR_CONNECT_TIMEOUT: "net::ERR_CONNECTION_TIMED_OUT",
  UND_ERR_SOCKET: "net::ERR_EMPTY_RESPONSE",
  DEPTH_ZERO_SELF_SIGNED_CERT: "net::ERR_CERT_AUTHORITY_INVALID",
  SELF_SIGNED_CERT_IN_CHAIN: "net::ERR_CERT_AUTHORITY_INVALID",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "net::ERR_CERT_AUTHORITY_INVALID",
  CERT_HAS_EXPIRED: "net::ERR_CERT_DATE_INVALID",
  ERR_TLS_CERT_ALTNAME_INVALID: "net::ERR_CERT_COMMON_NAME_INVALID",
};

/** Electron's `net`: Node's own fetch on the real network, with the app's schemes answered by the app. */
export function createNet(desktop: Desktop, protocol: AppProtocol, isReady: () => boolean): Offered {
  const fetch = netFetch(protocol);
  return refuseUnknown(
    {
      fetch: (input, init) => {
        if (!isReady()) return Promise.reject(new Error("Session can only be received when app is ready"));
        return fetch(input, init);
      },
      isOnline: () => !desktop.failures.offline,
      get online() {
        return !desktop.failures.offline;
      },
    } satisfies Offered,
    "net",
  );
}

export function netFetch(protocol: AppProtocol): Net["fetch"] {
  return async (input, init) => {
    const request = new Request(input, init);
    const own = init?.bypassCustomProtocolHandlers === true ? undefined : protocol.respond(request);
    if (own !== undefined) return own;
    try {
      return await fetch(request);
    } catch (error) {
      throw asNetError(error);
    }
  };
}

function asNetError(error: unknown): unknown {
  if (!(error instanceof TypeError) || !(error.cause instanceof Error)) return error;
  const code = "code" in error.cause ? String(error.cause.code) : "";
  return new Error(netErrors[code] ?? "net::ERR_FAILED", { cause: error.cause });
}
