import { connect, type Socket } from "node:net";
import { type CallStep, employeeOf } from "../call-step.ts";
import { readMessage, writeMessage } from "../message.ts";
import type { Target } from "../target.ts";
import { WebSocketConnection } from "../web-socket-connection.ts";
import { type Driver, type Subscriber, type SubscriberListener, sourceAddress } from "./driver.ts";
import { NATS_CONNECT, NatsReader, natsPublish } from "./nats-protocol.ts";

const STREAM = "CALLS";

/**
 * NATS JetStream: one stream for all, each client a push consumer of its own subject over WebSocket. Published over one TCP
 * connection with publish-ack.
 */
export class NatsDriver implements Driver {
  readonly #target: Extract<Target, { kind: "nats" }>;
  readonly #waiting = new Map<string, (ok: boolean) => void>();
  readonly #socket: Socket;
  #next = 0;

  constructor(target: Extract<Target, { kind: "nats" }>) {
    this.#target = target;
    this.#socket = connect({ host: target.host, port: target.port, noDelay: true });
    this.#socket.setEncoding("latin1");
    const reader = new NatsReader((message) => {
      if (message.verb === "PING") this.#socket.write("PONG\r\n");
      if (message.verb !== "MSG") return;
      const acknowledged = this.#waiting.get(message.subject);
      this.#waiting.delete(message.subject);
      acknowledged?.(!message.payload.includes('"error"'));
    });
    this.#socket.on("data", (chunk) => reader.push(chunk.toString()));
    this.#socket.on("error", () => this.#socket.destroy());
    this.#socket.on("close", () => {
      for (const acknowledged of this.#waiting.values()) acknowledged(false);
      this.#waiting.clear();
    });
    const stream = JSON.stringify({
      name: STREAM,
      subjects: ["calls.>"],
      storage: "file",
      retention: "limits",
      discard: "old",
      num_replicas: 1,
      duplicate_window: 120_000_000_000,
    });
    this.#socket.write(
      `${NATS_CONNECT}SUB acks.> 1\r\n${natsPublish(`$JS.API.STREAM.CREATE.${STREAM}`, "acks.stream", stream)}`,
    );
  }

  publish({ client, kind, callId }: CallStep, acknowledged: (ok: boolean) => void): void {
    const reply = `acks.${this.#next++}`;
    this.#waiting.set(reply, acknowledged);
    const payload = writeMessage(callId, kind, this.#target.messageBytes);
    this.#socket.write(natsPublish(`calls.${employeeOf(client)}`, reply, payload));
  }

  subscribe(client: number, _cursor: string | undefined, listener: SubscriberListener): Subscriber {
    const { host, webSocketPort } = this.#target;
    const employee = employeeOf(client);
    const send = (text: string) => connection.sendBinary(Buffer.from(text, "latin1"));
    const reader = new NatsReader((message) => {
      if (message.verb === "PING") send("PONG\r\n");
      else if (message.verb === "ERR") {
        connection.end();
        listener.closed({ error: message.text });
      } else if (message.verb === "MSG" && message.subject === `made.${employee}`) {
        if (message.payload.includes('"error"')) listener.closed({ error: message.payload });
        else listener.ready();
      } else if (message.verb === "MSG") {
        const event = readMessage(message.payload);
        if (event !== undefined) listener.heard(event.key, message.payload.length, event.cursor);
      }
    });
    const connection = new WebSocketConnection(
      { host, port: webSocketPort, path: "/", localAddress: sourceAddress(client), headers: [] },
      {
        opened: () => {
          const consumer = JSON.stringify({
            stream_name: STREAM,
            config: {
              deliver_subject: `deliver.${employee}`,
              deliver_policy: "new",
              ack_policy: "none",
              filter_subject: `calls.${employee}`,
              mem_storage: true,
              replay_policy: "instant",
            },
          });
          send(
            `${NATS_CONNECT}SUB deliver.${employee} 1\r\nSUB made.${employee} 2\r\n${natsPublish(`$JS.API.CONSUMER.CREATE.${STREAM}`, `made.${employee}`, consumer)}`,
          );
        },
        received: (payload) => reader.push(payload.toString("latin1")),
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
    this.#socket.destroy();
  }
}
