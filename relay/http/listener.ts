import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";
import type { RelayConfig } from "../config/config.ts";
import type { Limits, RefusalReason } from "../limits/limits.ts";
import { CertificateFiles } from "./certificate-files.ts";

export interface ListenerOptions {
  listen: RelayConfig["listen"];
  limits: Limits;
  logger: Logger;
  onRefused(reason: RefusalReason): void;
  /** Shorter in tests. */
  times?: Partial<ListenerTimes>;
}

/** How long a client may take. Milliseconds. */
interface ListenerTimes {
  /** TLS, from the connection on. */
  handshake: number;
  /** A request's head, from its first byte or the connection on. */
  headers: number;
  /** A whole request. */
  request: number;
  /** Between two requests on a connection; longer than proxies keep theirs, so that none sends into a closing one. */
  idle: number;
  /** How often the times of head and request are looked at. */
  looked: number;
}

const defaultTimes: ListenerTimes = {
  handshake: 10_000,
  headers: 10_000,
  request: 15_000,
  idle: 75_000,
  looked: 2_000,
};

/** A hook may carry its parameters in the address, so the head is as large as the largest body and more. Bytes. */
const MOST_HEADER_BYTES = 32 * 1024;
const OLDEST_TLS = "TLSv1.2";

/** The server that the world reaches: HTTP, or HTTPS where the configuration names a certificate. */
export class Listener {
  readonly server: Server;
  readonly #listen: RelayConfig["listen"];
  readonly #certificate: CertificateFiles | undefined;

  /** @throws ConfigError where the certificate cannot be used */
  constructor(options: ListenerOptions, handle: RequestListener) {
    const { listen, limits, logger, onRefused } = options;
    this.#listen = listen;
    const times = { ...defaultTimes, ...options.times };
    const http = {
      maxHeaderSize: MOST_HEADER_BYTES,
      headersTimeout: times.headers,
      requestTimeout: times.request,
      keepAliveTimeout: times.idle,
      connectionsCheckingInterval: times.looked,
      // Many HTTP clients offer `Upgrade: h2c` with every request (RFC 7540, section 3.2): it is to be ignored.
      shouldUpgradeCallback: (request: IncomingMessage) => request.headers.upgrade?.toLowerCase() === "websocket",
    };
    if (listen.tls === undefined) this.server = createServer(http, handle);
    else {
      const certificate = new CertificateFiles({ ...listen.tls, logger });
      const { cert, key } = certificate.current;
      const tls = { cert, key, minVersion: OLDEST_TLS, handshakeTimeout: times.handshake } as const;
      const server = createTlsServer({ ...http, ...tls }, handle);
      certificate.onChange((files) =>
        server.setSecureContext({ cert: files.cert, key: files.key, minVersion: OLDEST_TLS }),
      );
      this.#certificate = certificate;
      this.server = server;
    }
    this.server.on("clientError", (error, socket) => {
      const reason = refuse(error, socket);
      if (reason !== undefined) onRefused(reason);
    });
    this.server.on("tlsClientError", () => onRefused("tls"));
    limits.guard(this.server);
  }

  /** @throws Node's error where the port is taken or the address is none of this machine */
  async listen(): Promise<void> {
    this.server.listen(this.#listen.port, this.#listen.host);
    await once(this.server, "listening");
  }

  /** Where it listens. */
  get url(): string {
    const { host } = this.#listen;
    const address = this.server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const scheme = this.#certificate === undefined ? "http" : "https";
    return `${scheme}://${host.includes(":") ? `[${host}]` : host}:${port}`;
  }

  /** Stops accepting; what is open goes on. */
  stop(): void {
    this.#certificate?.close();
    this.server.close();
    this.server.closeIdleConnections();
  }
}

/**
 * What cannot be read as a request is answered, as Node would do it.
 *
 * @returns what to count it as; undefined where the connection broke
 */
function refuse(error: Error, socket: Duplex): RefusalReason | undefined {
  const answer = answerTo("code" in error ? String(error.code) : "");
  // A connection that broke, or whose TLS did not come about, cannot be told anything.
  if (answer === undefined || !socket.writable) socket.destroy();
  else {
    const head = `HTTP/1.1 ${answer.status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
    socket.end(head, () => socket.destroy());
  }
  return answer?.reason;
}

/** Undefined where it is no fault in a request. */
function answerTo(code: string): { status: string; reason: RefusalReason } | undefined {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return { status: "408 Request Timeout", reason: "too-slow" };
  if (code === "HPE_HEADER_OVERFLOW") {
    return { status: "431 Request Header Fields Too Large", reason: "header-too-large" };
  }
  // Node's HTTP parser names its errors so.
  return code.startsWith("HPE_") ? { status: "400 Bad Request", reason: "malformed" } : undefined;
}
