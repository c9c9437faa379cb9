import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import {
  HEARTBEAT_INTERVAL_MS,
  RELAY_MAX_FRAME_BYTES,
  RELAY_STREAM_PATH,
  relayCloseCodes,
} from "../../shared/relay-protocol/stream.ts";
import type { Pairing } from "../auth/pairing.ts";
import { bearerToken } from "../auth/secrets.ts";
import type { Announcement, FanOut } from "../fan-out/fan-out.ts";
import type { Limits } from "../limits/limits.ts";
import type { Device } from "../storage/device-store.ts";
import { HeartbeatWheel } from "./heartbeat-wheel.ts";
import { type StreamContext, StreamSession } from "./stream-session.ts";
import { WebSocketChannel } from "./websocket-channel.ts";

/** A client that says nothing after connecting. Milliseconds. */
const HELLO_WITHIN_MS = 5_000;
/** One timer for all, since one of each would cost memory. Milliseconds. */
const LISTEN_EVERY_MS = 250;

export interface WebSocketServerOptions {
  pairing: Pairing;
  context: StreamContext;
  fanOut: FanOut;
  limits: Limits;
  hasAccount(account: string): boolean;
  /** Milliseconds. */
  heartbeatMs?: number;
}

/** Carries the streams over WebSocket (RFC 6455). Who has no valid token is refused before the upgrade. */
export class StreamWebSocketServer {
  readonly #options: WebSocketServerOptions;
  readonly #server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: RELAY_MAX_FRAME_BYTES,
    clientTracking: false,
  });
  readonly #sessions = new Map<StreamSession, WebSocket>();
  /** Who has not said hello, and until when he may; the oldest first. Milliseconds of `performance.now()`. */
  readonly #silent = new Map<StreamSession, number>();
  readonly #listening: NodeJS.Timeout;
  readonly #heartbeats: HeartbeatWheel<StreamSession>;
  readonly #stopListening: () => void;
  #closing = false;

  constructor(http: Server, options: WebSocketServerOptions) {
    this.#options = options;
    this.#heartbeats = new HeartbeatWheel(options.heartbeatMs ?? HEARTBEAT_INTERVAL_MS, (session) => {
      options.context.onCut("silent");
      this.#sessions.get(session)?.terminate();
    });
    this.#listening = setInterval(() => this.#closeSilent(), LISTEN_EVERY_MS).unref();
    this.#stopListening = options.fanOut.listen((announcement) => this.#heard(announcement));
    http.on("upgrade", (request, socket, head) => {
      socket.on("error", () => socket.destroy());
      this.#upgrade(request, socket, head).catch((error: unknown) => {
        options.context.onProblem(`a client could not be let in: ${String(error)}`);
        refuse(socket, "503 Service Unavailable");
      });
    });
  }

  get connections(): number {
    return this.#sessions.size;
  }

  /** Every session, for figures. */
  sessions(): Iterable<StreamSession> {
    return this.#sessions.keys();
  }

  /** The devices that are connected. */
  *devices(): Iterable<Device> {
    for (const session of this.#sessions.keys()) yield session.device;
  }

  /** Bytes that clients have not read yet. */
  get queuedBytes(): number {
    let bytes = 0;
    for (const socket of this.#sessions.values()) bytes += socket.bufferedAmount;
    return bytes;
  }

  /** Tells every client to go elsewhere, and waits until they have gone. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#heartbeats.stop();
    clearInterval(this.#listening);
    this.#stopListening();
    const gone = [...this.#sessions.values()].map(
      (socket) => new Promise<void>((resolve) => socket.once("close", () => resolve())),
    );
    for (const session of [...this.#sessions.keys()]) session.close(relayCloseCodes.goElsewhere, "the relay stops");
    await Promise.all(gone);
    this.#server.close();
  }

  #closeSilent(): void {
    const now = performance.now();
    for (const [session, until] of this.#silent) {
      if (!session.greeted && until > now) return;
      this.#silent.delete(session);
      if (!session.greeted) session.close(relayCloseCodes.noHello, "hello did not come");
    }
  }

  #heard(announcement: Announcement): void {
    if (announcement.type === "call-flows") {
      for (const session of this.#sessions.keys()) {
        if (session.device.account === announcement.account) session.tell({ type: "call-flows-changed" });
      }
      return;
    }
    const { deviceIds, why } = announcement;
    for (const session of [...this.#sessions.keys()]) {
      if (!deviceIds.includes(session.device.id)) continue;
      session.close(relayCloseCodes[why], why === "revoked" ? "this device was revoked" : "this device is suspended");
    }
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    if (this.#closing) {
      refuse(socket, "503 Service Unavailable");
      return;
    }
    const { limits } = this.#options;
    if (!limits.admit(request, socket)) {
      refuse(socket, "429 Too Many Requests", 1);
      return;
    }
    const path = (request.url ?? "").split("?")[0];
    if (path !== RELAY_STREAM_PATH) {
      refuse(socket, "404 Not Found");
      return;
    }
    const authentication = await this.#options.pairing.authenticate(bearerToken(request.headers.authorization));
    if (!authentication.ok && authentication.why === "suspended") {
      refuse(socket, "401 Unauthorized");
      return;
    }
    if (!authentication.ok || !this.#options.hasAccount(authentication.device.account)) {
      const wait = limits.failed(request);
      if (wait === 0) refuse(socket, "401 Unauthorized");
      else refuse(socket, "429 Too Many Requests", wait);
      return;
    }
    const { device } = authentication;
    if (!this.#closing) this.#server.handleUpgrade(request, socket, head, (ws) => this.#connected(ws, device));
    else refuse(socket, "503 Service Unavailable");
  }

  #connected(socket: WebSocket, device: Device): void {
    const session = new StreamSession(device, new WebSocketChannel(socket), this.#options.context);
    this.#sessions.set(session, socket);
    this.#heartbeats.add(session);
    const isTooMany = this.#options.limits.messages();
    socket.on("message", (data, isBinary) => {
      if (isTooMany()) session.close(relayCloseCodes.tooManyMessages, "too many messages");
      else if (isBinary) session.close(relayCloseCodes.badMessage, "text frames only");
      else session.receive(data.toString());
    });
    socket.on("error", terminate);
    socket.on("close", () => {
      session.end();
      this.#heartbeats.remove(session);
      this.#sessions.delete(session);
      this.#silent.delete(session);
    });
    this.#silent.set(session, performance.now() + HELLO_WITHIN_MS);
  }
}

function terminate(this: WebSocket): void {
  this.terminate();
}

/** @param retryAfter seconds */
function refuse(socket: Duplex, status: string, retryAfter = 0): void {
  const wait = retryAfter > 0 ? `Retry-After: ${retryAfter}\r\n` : "";
  // No timeout of HTTP's guards the connection any more, so it is not left to the client to end it.
  socket.end(`HTTP/1.1 ${status}\r\n${wait}Connection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}
