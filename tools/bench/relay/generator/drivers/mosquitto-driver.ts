import { connect, type Socket } from "node:net";
import { type CallStep, employeeOf } from "../call-step.ts";
import { readMessage, writeMessage } from "../message.ts";
import type { Target } from "../target.ts";
import { WebSocketConnection } from "../web-socket-connection.ts";
import { type Driver, type Subscriber, type SubscriberListener, sourceAddress } from "./driver.ts";
import {
  MqttReader,
  mqttConnect,
  mqttPublish,
  mqttPublishAck,
  mqttSubscribe,
  mqttTypes,
  readPublish,
} from "./mqtt-protocol.ts";

const MOST_IDS = 65_535;

/** Mosquitto: a topic for each employee, QoS 1 both ways, kept sessions; published over one TCP connection. */
export class MosquittoDriver implements Driver {
  readonly #target: Extract<Target, { kind: "mosquitto" }>;
  readonly #waiting = new Map<number, (ok: boolean) => void>();
  readonly #socket: Socket;
  #next = 0;

  constructor(target: Extract<Target, { kind: "mosquitto" }>) {
    this.#target = target;
    this.#socket = connect({ host: target.host, port: target.port, noDelay: true });
    const reader = new MqttReader(({ type, body }) => {
      if (type !== mqttTypes.puback) return;
      const id = body.readUInt16BE(0);
      const acknowledged = this.#waiting.get(id);
      this.#waiting.delete(id);
      acknowledged?.(true);
    });
    this.#socket.on("data", (chunk) => reader.push(chunk));
    this.#socket.on("error", () => this.#socket.destroy());
    this.#socket.on("close", () => {
      for (const acknowledged of this.#waiting.values()) acknowledged(false);
      this.#waiting.clear();
    });
    this.#socket.write(mqttConnect("publisher", true));
  }

  publish({ client, kind, callId }: CallStep, acknowledged: (ok: boolean) => void): void {
    this.#next = (this.#next % MOST_IDS) + 1;
    this.#waiting.set(this.#next, acknowledged);
    const payload = writeMessage(callId, kind, this.#target.messageBytes);
    this.#socket.write(mqttPublish(this.#next, `calls/${employeeOf(client)}`, payload));
  }

  subscribe(client: number, _cursor: string | undefined, listener: SubscriberListener): Subscriber {
    const { host, webSocketPort } = this.#target;
    const employee = employeeOf(client);
    const reader = new MqttReader(({ type, body }) => {
      if (type === mqttTypes.connack) connection.sendBinary(mqttSubscribe(1, `calls/${employee}`));
      else if (type === mqttTypes.suback) listener.ready();
      else if (type === mqttTypes.publish) {
        const { id, payload } = readPublish(body);
        connection.sendBinary(mqttPublishAck(id));
        const message = readMessage(payload);
        if (message !== undefined) listener.heard(message.key, payload.length, message.cursor);
      }
    });
    const connection = new WebSocketConnection(
      {
        host,
        port: webSocketPort,
        path: "/mqtt",
        localAddress: sourceAddress(client),
        headers: ["Sec-WebSocket-Protocol: mqtt"],
      },
      {
        opened: () => connection.sendBinary(mqttConnect(`client-${employee}`, false)),
        received: (payload) => reader.push(payload),
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
