import type { Agent, IncomingMessage } from "node:http";
import { HttpsProxyAgent } from "https-proxy-agent";
import { SocksProxyAgent } from "socks-proxy-agent";
import { WebSocket } from "ws";
import {
  type ClientMessage,
  RELAY_MAX_FRAME_BYTES,
  RELAY_STREAM_PATH,
  relayMessageSchema,
} from "../../../../shared/relay-protocol/stream.ts";
import type { Logger } from "../../ports/logger.ts";
import type { OpenRelaySocket, SocketEnd, SocketHandlers } from "../../ports/relay-socket.ts";

/** How long the upgrade may take. Milliseconds. */
const HANDSHAKE_TIMEOUT_MS = 10_000;

export interface WebSocketRelayOptions {
  logger: Logger;
  /** The system's proxy for an address, as a PAC result such as `PROXY proxy:8080; DIRECT`. */
  resolveProxy(url: string): Promise<string>;
}

/** The stream to the relay over WebSocket (RFC 6455), through the system's proxy. */
export function createRelaySocketOpener(options: WebSocketRelayOptions): OpenRelaySocket {
  return ({ relay, token }, handlers) => new RelayConnection(options, relay, token, handlers);
}

class RelayConnection {
  readonly #logger: Logger;
  readonly #handlers: SocketHandlers;
  #socket: WebSocket | undefined;
  #over = false;

  constructor({ logger, resolveProxy }: WebSocketRelayOptions, relay: string, token: string, handlers: SocketHandlers) {
    this.#logger = logger;
    this.#handlers = handlers;
    resolveProxy(relay).then(
      (proxy) => this.#open(relay, token, proxyAgent(proxy)),
      (error: unknown) => this.#end({ type: "unreachable", reason: messageOf(error), proxy: true }),
    );
  }

  send(message: ClientMessage): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  close(): void {
    this.#over = true;
    this.#socket?.close(1000);
    // A peer that is gone would never answer the close frame.
    this.#socket?.terminate();
  }

  #open(relay: string, token: string, agent: Agent | undefined): void {
    if (this.#over) return;
    const url = new URL(RELAY_STREAM_PATH, relay);
    url.protocol = url.protocol === "http:" ? "ws:" : "wss:";
    const socket = new WebSocket(url, {
      headers: { Authorization: `Bearer ${token}` },
      handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
      perMessageDeflate: false,
      maxPayload: RELAY_MAX_FRAME_BYTES,
      followRedirects: false,
      ...(agent === undefined ? {} : { agent }),
    });
    this.#socket = socket;
    socket.on("open", () => {
      if (!this.#over) this.#handlers.onOpen();
    });
    socket.on("message", (data, isBinary) => this.#message(isBinary ? undefined : data.toString()));
    socket.on("unexpected-response", (request, response: IncomingMessage) => {
      request.destroy();
      this.#end({ type: "refused", status: response.statusCode ?? 0 });
    });
    socket.on("error", (error) =>
      this.#end({ type: "unreachable", reason: messageOf(error), proxy: agent !== undefined }),
    );
    socket.on("close", (code, reason) => this.#end({ type: "closed", code, reason: reason.toString() }));
  }

  #message(text: string | undefined): void {
    if (this.#over) return;
    let parsed: unknown;
    try {
      parsed = text === undefined ? undefined : JSON.parse(text);
    } catch {
      parsed = undefined;
    }
    const message = relayMessageSchema.safeParse(parsed);
    if (message.success) this.#handlers.onMessage(message.data);
    else this.#logger.warn("a message from the relay was not understood", { issues: message.error.issues.length });
  }

  #end(end: SocketEnd): void {
    if (this.#over) return;
    this.#over = true;
    this.#socket?.terminate();
    this.#handlers.onEnd(end);
  }
}

/** The agent for the first entry of a PAC result; undefined for DIRECT. Later entries are left to the next try. */
function proxyAgent(pacResult: string): Agent | undefined {
  const [kind, address] = (pacResult.split(";")[0] ?? "").trim().split(/\s+/);
  if (address === undefined) return undefined;
  switch (kind?.toUpperCase()) {
    case "PROXY":
      return new HttpsProxyAgent(`http://${address}`);
    case "HTTPS":
      return new HttpsProxyAgent(`https://${address}`);
    case "SOCKS":
    case "SOCKS5":
      return new SocksProxyAgent(`socks5://${address}`);
    case "SOCKS4":
      return new SocksProxyAgent(`socks4://${address}`);
    default:
      return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
