import { type CallStep, employeeOf } from "../call-step.ts";
import { HttpPublisher } from "../http-publisher.ts";
import { readMessage } from "../message.ts";
import type { Target } from "../target.ts";
import { WebSocketConnection } from "../web-socket-connection.ts";
import { type Driver, type Subscriber, type SubscriberListener, sourceAddress } from "./driver.ts";

/** Packets of Engine.IO 4 and Socket.IO 5, which are digits before the payload. */
const ENGINE_PING = "2";
const ENGINE_PONG = "3";
const ENGINE_OPEN = "0";
const CONNECT = "40";
const EVENT = '42["event",';

/** socket.io, by WebSocket at once; its packets are text with a digit or two before. */
export class SocketIoDriver implements Driver {
  readonly #target: Extract<Target, { kind: "socket-io" }>;
  readonly #publisher: HttpPublisher;

  constructor(target: Extract<Target, { kind: "socket-io" }>) {
    this.#target = target;
    this.#publisher = new HttpPublisher(target);
  }

  publish({ client, kind, callId }: CallStep, acknowledged: (ok: boolean) => void): void {
    const { host, port } = this.#target;
    this.#publisher.send(
      `GET /hooks/a01/a-hook-secret-of-at-least-32-letters/${kind}?UniqueCallId=${callId}&EmployeeLocalNumber=${employeeOf(client)} HTTP/1.1\r\nHost: ${host}:${port}\r\n\r\n`,
      (status) => acknowledged(status === 200),
    );
  }

  subscribe(client: number, _cursor: string | undefined, listener: SubscriberListener): Subscriber {
    const { host, port } = this.#target;
    const path = `/socket.io/?EIO=4&transport=websocket&employee=${employeeOf(client)}`;
    const connection = new WebSocketConnection(
      { host, port, path, localAddress: sourceAddress(client), headers: [] },
      {
        opened: () => {},
        received: (payload) => {
          const text = payload.toString("latin1");
          if (text.startsWith(EVENT)) {
            const message = readMessage(text.slice(EVENT.length));
            if (message !== undefined) listener.heard(message.key, payload.length, message.cursor);
          } else if (text === ENGINE_PING) connection.sendText(ENGINE_PONG);
          else if (text.startsWith(CONNECT)) listener.ready();
          else if (text.startsWith(ENGINE_OPEN)) connection.sendText(CONNECT);
        },
        closed: (why) => listener.closed(why),
      },
    );
    return {
      get localPort() {
        return connection.localPort;
      },
      reconnectWithinMs: 0,
      stall: () => connection.stall(),
      end: () => connection.end(),
    };
  }

  close(): void {
    this.#publisher.close();
  }
}
