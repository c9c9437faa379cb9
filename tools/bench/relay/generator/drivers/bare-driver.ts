import { type CallStep, employeeOf } from "../call-step.ts";
import { HttpPublisher } from "../http-publisher.ts";
import { readMessage } from "../message.ts";
import type { Target } from "../target.ts";
import { WebSocketConnection } from "../web-socket-connection.ts";
import { type Driver, type Subscriber, type SubscriberListener, sourceAddress } from "./driver.ts";

/** The floor and the ceiling: a request as long as the relay's, and a client that is known by its employee alone. */
export class BareDriver implements Driver {
  readonly #target: Extract<Target, { kind: "bare" }>;
  readonly #publisher: HttpPublisher;

  constructor(target: Extract<Target, { kind: "bare" }>) {
    this.#target = target;
    this.#publisher = new HttpPublisher(target);
  }

  publish({ client, kind, callId }: CallStep, acknowledged: (ok: boolean) => void): void {
    const { host, port } = this.#target;
    this.#publisher.send(
      `GET /hooks/a01/a-hook-secret-of-at-least-32-letters/${kind}?AccountId=a01&UniqueCallId=${callId}&EmployeeLocalNumber=${employeeOf(client)}` +
        `&ANumber=%2B4520000000&TimeStamp=2026-01-15%2010%3A00%3A20&Calledphone=${employeeOf(client)} HTTP/1.1\r\nHost: ${host}:${port}\r\n\r\n`,
      (status) => acknowledged(status === 200),
    );
  }

  subscribe(client: number, _cursor: string | undefined, listener: SubscriberListener): Subscriber {
    const { host, port } = this.#target;
    const connection = new WebSocketConnection(
      {
        host,
        port,
        path: `/v1/stream?employee=${employeeOf(client)}`,
        localAddress: sourceAddress(client),
        headers: [],
      },
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
