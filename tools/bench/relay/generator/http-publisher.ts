import { connect, type Socket } from "node:net";

export interface HttpTarget {
  host: string;
  port: number;
}

type Answered = (status: number) => void;

/** Requests over keep-alive connections, one at a time on each; as many connections as there are requests under way. */
export class HttpPublisher {
  readonly #target: HttpTarget;
  readonly #idle: HttpConnection[] = [];
  readonly #all = new Set<HttpConnection>();

  constructor(target: HttpTarget) {
    this.#target = target;
  }

  /** @param answered is told the status, 0 where the connection broke */
  send(request: string, answered: Answered): void {
    const connection = this.#idle.pop() ?? this.#connect();
    connection.send(request, (status) => {
      if (connection.isOpen) this.#idle.push(connection);
      else this.#all.delete(connection);
      answered(status);
    });
  }

  close(): void {
    for (const connection of this.#all) connection.end();
    this.#idle.length = 0;
    this.#all.clear();
  }

  #connect(): HttpConnection {
    const connection = new HttpConnection(this.#target, () => {
      this.#all.delete(connection);
      const at = this.#idle.indexOf(connection);
      if (at >= 0) this.#idle.splice(at, 1);
    });
    this.#all.add(connection);
    return connection;
  }
}

/** One connection; reads no more of an answer than its status and where it ends (RFC 9112). */
class HttpConnection {
  readonly #socket: Socket;
  readonly #onClosed: () => void;
  #answered: Answered | undefined;
  #buffer = "";

  constructor({ host, port }: HttpTarget, onClosed: () => void) {
    this.#onClosed = onClosed;
    this.#socket = connect({ host, port, noDelay: true });
    this.#socket.setEncoding("latin1");
    this.#socket.on("data", (chunk) => this.#received(chunk.toString()));
    this.#socket.on("error", () => this.#socket.destroy());
    this.#socket.on("close", () => {
      this.#onClosed();
      this.#finish(0);
    });
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed && this.#socket.writable;
  }

  send(request: string, answered: Answered): void {
    this.#answered = answered;
    this.#socket.write(request, "latin1");
  }

  end(): void {
    this.#socket.destroy();
  }

  #received(chunk: string): void {
    this.#buffer = this.#buffer === "" ? chunk : this.#buffer + chunk;
    if (!isWhole(this.#buffer)) return;
    const status = Number(this.#buffer.slice(9, 12));
    // RFC 9112, section 9.6: what is sent after this is not read.
    const isLast = /\r\nconnection: *close\r\n/i.test(this.#buffer);
    this.#buffer = "";
    if (isLast) this.#socket.destroy();
    this.#finish(status);
  }

  #finish(status: number): void {
    const answered = this.#answered;
    this.#answered = undefined;
    answered?.(status);
  }
}

/** Whether an answer has come to its end; one request at a time is under way, so nothing follows it. */
function isWhole(text: string): boolean {
  const head = text.indexOf("\r\n\r\n");
  if (head < 0) return false;
  if (text.endsWith("\r\n0\r\n\r\n")) return true;
  const at = text.toLowerCase().indexOf("content-length:");
  if (at < 0 || at > head) return text.startsWith("HTTP/1.1 204");
  return text.length >= head + 4 + Number.parseInt(text.slice(at + 15, at + 27), 10);
}
