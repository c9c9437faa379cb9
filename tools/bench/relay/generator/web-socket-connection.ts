import { connect, type Socket } from "node:net";

export interface WebSocketTarget {
  host: string;
  port: number;
  path: string;
  /** Source address, since all ports of one address are not enough for tens of thousands. */
  localAddress: string;
  headers: readonly string[];
}

export interface WebSocketListener {
  opened(): void;
  /** A message, whole. */
  received(payload: Buffer): void;
  /** Once. A status is given where the upgrade was refused, a code where the server closed. */
  closed(why: { status?: number; code?: number; error?: string }): void;
}

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
const NOTHING = Buffer.alloc(0);

/**
 * A client of a WebSocket (RFC 6455) that costs next to nothing: frames are read where they lie, and sent with a mask of
 * zeros, which is allowed and needs no work. Messages are never in parts here.
 */
export class WebSocketConnection {
  readonly #socket: Socket;
  readonly #listener: WebSocketListener;
  #open = false;
  #over = false;
  #rest: Buffer = NOTHING;

  constructor(target: WebSocketTarget, listener: WebSocketListener) {
    this.#listener = listener;
    this.#socket = connect({ host: target.host, port: target.port, localAddress: target.localAddress, noDelay: true });
    this.#socket.on("connect", () => this.#socket.write(upgradeRequest(target)));
    this.#socket.on("data", (chunk) => this.#received(chunk));
    this.#socket.on("error", (error) => this.#ended({ error: error.message }));
    this.#socket.on("close", () => this.#ended({}));
  }

  get localPort(): number | undefined {
    return this.#socket.localPort;
  }

  sendText(text: string): void {
    this.#send(TEXT, Buffer.from(text));
  }

  sendBinary(bytes: Buffer): void {
    this.#send(BINARY, bytes);
  }

  /** Stops reading, as a program that hangs does. */
  stall(): void {
    this.#socket.pause();
  }

  /** Breaks it off, as a cable that is pulled does not: the server hears of it. */
  end(): void {
    this.#over = true;
    this.#socket.destroy();
  }

  #send(opcode: number, payload: Buffer): void {
    if (!this.#over) this.#socket.write(frame(opcode, payload));
  }

  #received(chunk: Buffer): void {
    let data = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = NOTHING;
    if (!this.#open) {
      const end = data.indexOf("\r\n\r\n");
      if (end < 0) {
        this.#rest = data;
        return;
      }
      const status = Number(data.toString("latin1", 9, 12));
      if (status !== 101) {
        this.#socket.destroy();
        this.#ended({ status });
        return;
      }
      this.#open = true;
      this.#listener.opened();
      data = data.subarray(end + 4);
    }
    this.#readFrames(data);
  }

  #readFrames(data: Buffer): void {
    let at = 0;
    while (data.length - at >= 2 && !this.#over) {
      const short = (data[at + 1] ?? 0) & 0x7f;
      const head = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (data.length - at < head) break;
      const length = short < 126 ? short : short === 126 ? data.readUInt16BE(at + 2) : data.readUInt32BE(at + 6);
      if (data.length - at < head + length) break;
      this.#frame((data[at] ?? 0) & 0x0f, data.subarray(at + head, at + head + length));
      at += head + length;
    }
    if (at < data.length && !this.#over) this.#rest = at === 0 ? data : Buffer.from(data.subarray(at));
  }

  #frame(opcode: number, payload: Buffer): void {
    if (opcode === TEXT || opcode === BINARY) this.#listener.received(payload);
    else if (opcode === PING) this.#send(PONG, payload);
    else if (opcode === CLOSE) {
      this.#send(CLOSE, payload);
      this.#socket.end();
      this.#ended(payload.length >= 2 ? { code: payload.readUInt16BE(0) } : {});
    }
  }

  #ended(why: { status?: number; code?: number; error?: string }): void {
    if (this.#over) return;
    this.#over = true;
    this.#listener.closed(why);
  }
}

function upgradeRequest({ host, port, path, headers }: WebSocketTarget): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}:${port}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: c2lkZXRvbmUtYmVuY2gxMg==",
    ...headers,
    "\r\n",
  ].join("\r\n");
}

/** A frame from the client, masked with zeros. */
function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 6 : 8);
  head[0] = 0x80 | opcode;
  if (length < 126) head[1] = 0x80 | length;
  else {
    head[1] = 0x80 | 126;
    head.writeUInt16BE(length, 2);
  }
  return Buffer.concat([head, payload]);
}
