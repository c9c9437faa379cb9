import type { WebSocket } from "ws";
import type { ClientChannel } from "./stream-session.ts";

/** A client that does not take part in closing is cut after this. Milliseconds. */
const CLOSE_WITHIN_MS = 2_000;

/** One client over WebSocket. */
export class WebSocketChannel implements ClientChannel {
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  send(text: string): void {
    this.#socket.send(text);
  }

  queuedBytes(): number {
    return this.#socket.bufferedAmount;
  }

  /** An empty ping is sent behind what is queued, for its callback. */
  drained(): Promise<void> {
    const socket = this.#socket;
    return new Promise((resolve) => {
      if (socket.readyState !== socket.OPEN) resolve();
      else socket.ping("", false, () => resolve());
    });
  }

  close(code: number, reason: string): void {
    const socket = this.#socket;
    socket.close(code, reason);
    const late = setTimeout(() => socket.terminate(), CLOSE_WITHIN_MS);
    socket.once("close", () => clearTimeout(late));
  }
}
