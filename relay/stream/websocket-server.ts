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
import type { Device } from "../storage/device-store.ts";
import type { EventLog } from "../storage/event-log.ts";
import type { StreamHub } from "./stream-hub.ts";
import { StreamSession } from "./stream-session.ts";

/** A client that says nothing after connecting. Milliseconds. */
const HELLO_WITHIN_MS = 5_000;

export interface WebSocketServerOptions {
  pairing: Pairing;
  log: EventLog;
  hub: StreamHub;
  accountName(account: string): string | undefined;
  now: () => number;
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
    clientTracking: true,
  });
  readonly #sessions = new Map<StreamSession, WebSocket>();
  readonly #heartbeat: NodeJS.Timeout;
  #closing = false;

  constructor(http: Server, options: WebSocketServerOptions) {
    this.#options = options;
    http.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
    this.#heartbeat = setInterval(() => this.#beat(), options.heartbeatMs ?? HEARTBEAT_INTERVAL_MS);
    this.#heartbeat.unref();
  }

  get connections(): number {
    return this.#sessions.size;
  }

  /** Ends the streams of devices that may not have one any more. */
  revoke(deviceIds: readonly string[]): void {
    for (const session of [...this.#sessions.keys()]) {
      if (deviceIds.includes(session.device.id)) session.close(relayCloseCodes.revoked, "this device was revoked");
    }
  }

  /** Tells every client to go elsewhere, and waits until they have gone. */
  async close(): Promise<void> {
    this.#closing = true;
    clearInterval(this.#heartbeat);
    const gone = [...this.#sessions.values()].map(
      (socket) => new Promise<void>((resolve) => socket.once("close", () => resolve())),
    );
    for (const session of [...this.#sessions.keys()]) session.close(relayCloseCodes.goElsewhere, "the relay stops");
    const late = setTimeout(() => {
      for (const socket of this.#server.clients) socket.terminate();
    }, 2_000);
    await Promise.all(gone);
    clearTimeout(late);
    this.#server.close();
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    if (this.#closing) {
      refuse(socket, "503 Service Unavailable");
      return;
    }
    const path = (request.url ?? "").split("?")[0];
    if (path !== RELAY_STREAM_PATH) {
      refuse(socket, "404 Not Found");
      return;
    }
    const device = this.#options.pairing.authenticate(bearerToken(request.headers.authorization));
    const accountName = device === undefined ? undefined : this.#options.accountName(device.account);
    if (device === undefined || accountName === undefined) {
      refuse(socket, "401 Unauthorized");
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#connected(webSocket, device, accountName));
  }

  #connected(socket: WebSocket, device: Device, accountName: string): void {
    const { log, hub, now } = this.#options;
    const session = new StreamSession({
      device,
      accountName,
      log,
      hub,
      now,
      channel: {
        send: (text) => socket.send(text),
        queuedBytes: () => socket.bufferedAmount,
        drained: () => drained(socket),
        close: (code, reason) => socket.close(code, reason),
      },
    });
    this.#sessions.set(session, socket);
    const greeting = setTimeout(() => {
      if (!session.greeted) session.close(relayCloseCodes.noHello, "hello did not come");
    }, HELLO_WITHIN_MS);
    socket.on("message", (data, isBinary) => {
      if (isBinary) session.close(relayCloseCodes.badMessage, "text frames only");
      else session.receive(data.toString());
    });
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      clearTimeout(greeting);
      session.end();
      this.#sessions.delete(session);
    });
  }

  #beat(): void {
    for (const [session, socket] of this.#sessions) {
      if (!session.heartbeat()) socket.terminate();
    }
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Resolves when what was sent has left, or the socket is gone. An empty ping is sent behind it, for its callback. */
function drained(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState !== socket.OPEN) resolve();
    else socket.ping("", false, () => resolve());
  });
}
