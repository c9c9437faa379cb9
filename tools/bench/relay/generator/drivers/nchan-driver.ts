import { type CallStep, employeeOf } from "../call-step.ts";
import { HttpPublisher } from "../http-publisher.ts";
import { readMessage, writeMessage } from "../message.ts";
import type { Target } from "../target.ts";
import { WebSocketConnection } from "../web-socket-connection.ts";
import { type Driver, type Subscriber, type SubscriberListener, sourceAddress } from "./driver.ts";

/** Nchan: one channel for each employee, published to by HTTP. */
export class NchanDriver implements Driver {
  readonly #target: Extract<Target, { kind: "nchan" }>;
  readonly #publisher: HttpPublisher;

  constructor(target: Extract<Target, { kind: "nchan" }>) {
    this.#target = target;
    this.#publisher = new HttpPublisher(target);
  }

  publish({ client, kind, callId }: CallStep, acknowledged: (ok: boolean) => void): void {
    const { host, port, messageBytes } = this.#target;
    const body = writeMessage(callId, kind, messageBytes);
    this.#publisher.send(
      `POST /publish/${employeeOf(client)} HTTP/1.1\r\nHost: ${host}:${port}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      (status) => acknowledged(status === 201 || status === 202),
    );
  }

  subscribe(client: number, _cursor: string | undefined, listener: SubscriberListener): Subscriber {
    const { host, port } = this.#target;
    const connection = new WebSocketConnection(
      { host, port, path: `/subscribe/${employeeOf(client)}`, localAddress: sourceAddress(client), headers: [] },
      {
        opened: () => listener.ready(),
        received: (payload) => {
          const message = readMessage(payload.toString("latin1"));
          if (message !== undefined) listener.heard(message.key, payload.length, message.cursor);
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
