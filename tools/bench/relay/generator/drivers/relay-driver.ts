import { readFileSync } from "node:fs";
import { type CallKind, type CallStep, callKinds, employeeOf } from "../call-step.ts";
import { HttpPublisher } from "../http-publisher.ts";
import { field, readMessage } from "../message.ts";
import type { Target } from "../target.ts";
import { WebSocketConnection } from "../web-socket-connection.ts";
import { type Driver, type Subscriber, type SubscriberListener, sourceAddress } from "./driver.ts";

const PONG = JSON.stringify({ type: "pong" });

/** The relay: hooks as the PBX sends them, clients as the app is one. */
export class RelayDriver implements Driver {
  readonly #target: Extract<Target, { kind: "relay" }>;
  readonly #tokens: readonly string[];
  readonly #publisher: HttpPublisher;
  readonly #heads: readonly Record<CallKind, string>[];
  readonly #tail: string;

  constructor(target: Extract<Target, { kind: "relay" }>) {
    this.#target = target;
    this.#tokens = readFileSync(target.tokensFile, "utf8").trimEnd().split("\n");
    this.#publisher = new HttpPublisher(target);
    this.#heads = target.accounts.map(({ id, hookSecret }) => {
      const head = (kind: CallKind) => `GET /hooks/${id}/${hookSecret}/${kind}?AccountId=${id}`;
      return { incoming: head("incoming"), answered: head("answered"), ended: head("ended") };
    });
    this.#tail = ` HTTP/1.1\r\nHost: ${target.host}:${target.port}\r\n\r\n`;
  }

  publish(step: CallStep, acknowledged: (ok: boolean) => void, extraBytes: number): void {
    const head = this.#heads[step.client % this.#heads.length]?.[step.kind] ?? "";
    this.#publisher.send(`${head}${parameters(step)}${padding(extraBytes)}${this.#tail}`, (status) =>
      acknowledged(status === 200),
    );
  }

  subscribe(client: number, cursor: string | undefined, listener: SubscriberListener): Subscriber {
    const { host, port } = this.#target;
    const token = this.#tokens[client];
    if (token === undefined) throw new Error(`There are ${this.#tokens.length} devices, not ${client + 1}: seed more.`);
    let reconnectWithinMs = 0;
    const connection = new WebSocketConnection(
      {
        host,
        port,
        path: "/v1/stream",
        localAddress: sourceAddress(client),
        headers: [`Authorization: Bearer ${token}`],
      },
      {
        opened: () =>
          connection.sendText(
            JSON.stringify({ type: "hello", protocol: 1, app: { version: "99.0.0", platform: "linux" }, cursor }),
          ),
        received: (payload) => {
          const text = payload.toString("latin1");
          const message = readMessage(text);
          if (message !== undefined) listener.heard(message.key, payload.length, message.cursor);
          else if (text.startsWith('{"type":"heartbeat"')) connection.sendText(PONG);
          else if (text.startsWith('{"type":"welcome"')) {
            reconnectWithinMs = Number(/"reconnectWithinMs":(\d+)/.exec(text)?.[1] ?? 0);
            // A first connection starts here; whoever resumes keeps his own until he hears more.
            listener.ready(cursor === undefined ? field(text, '"cursor":"') : undefined);
          }
        },
        closed: (why) => listener.closed(why),
      },
    );
    return {
      get localPort() {
        return connection.localPort;
      },
      get reconnectWithinMs() {
        return reconnectWithinMs;
      },
      stall: () => connection.stall(),
      end: () => connection.end(),
    };
  }

  close(): void {
    this.#publisher.close();
  }
}

/** As the guide's "Medarbejderintegration" has them; every call is from a number of its own, or calls would be joined. */
function parameters({ client, step, kind, callId }: CallStep): string {
  const employee = employeeOf(client);
  if (kind === "ended")
    return `&UniqueCallId=${callId}&TimeStamp=2026-01-15%2010%3A03%3A11&Duration=171&Transfer=False&CallDirection=Incoming`;
  const caller = `%2B46${String(client).padStart(5, "0")}${String(Math.floor(step / callKinds.length) % 100_000).padStart(5, "0")}`;
  const common = `&UniqueCallId=${callId}&EmployeeLocalNumber=${employee}&ANumber=${caller}&TimeStamp=2026-01-15%2010%3A00%3A20`;
  return kind === "incoming" ? `${common}&Calledphone=${employee}` : common;
}

/** Parameters that the guide does not know are passed on, up to 256 characters each. */
function padding(bytes: number): string {
  let text = "";
  for (let part = 0; text.length < bytes; part++) text += `&Note${part}=${"x".repeat(240)}`;
  return text;
}
