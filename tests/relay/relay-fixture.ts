import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { newSecret } from "../../relay/auth/secrets.ts";
import { configSchema } from "../../relay/config/config.ts";
import { type Relay, type RelayOptions, startRelay } from "../../relay/relay.ts";
import type { CallEventKind } from "../../shared/calls/event.ts";
import { RELAY_STREAM_PATH, type RelayMessage, relayMessageSchema } from "../../shared/relay-protocol/stream.ts";
import { nordlysEnergi } from "../../tools/simulator/company/nordlys-energi.ts";
import { temporaryFolder } from "../fakes/temporary-folder.ts";

export const ACCOUNT = "4711";
export const SECRET = "a-hook-secret-of-at-least-32-letters";
/** The demo company's. */
export const HASH = nordlysEnergi().hash;

/** A relay on a free port, with its data in a temporary folder; closed when the test is over. */
export async function startTestRelay(
  options: { dataDir?: string; flexfone?: string; trustProxy?: string[] } & Partial<RelayOptions> = {},
): Promise<Relay> {
  const { dataDir = temporaryFolder(), flexfone = "http://127.0.0.1:9/api/", trustProxy = [], ...rest } = options;
  const config = configSchema.parse({
    listen: { port: 0 },
    dataDir,
    trustProxy,
    logLevel: "silent",
    accounts: [
      {
        id: ACCOUNT,
        name: "Nordlys Energi A/S",
        hookSecrets: [SECRET],
        flexfone: { baseUrl: flexfone, account: ACCOUNT, hash: HASH },
      },
    ],
  });
  const relay = await startRelay({ config, ...rest });
  onTestFinished(() => relay.close());
  return relay;
}

/** The four URLs as they are entered in PBXAdmin. */
export function hookUrls(relay: Relay): Record<CallEventKind, string> {
  const url = (kind: CallEventKind) => `${relay.url}/hooks/${ACCOUNT}/${SECRET}/${kind}`;
  return { incoming: url("incoming"), answered: url("answered"), ended: url("ended"), outgoing: url("outgoing") };
}

/** Sends one hook by GET. */
export async function sendHook(
  relay: Relay,
  kind: CallEventKind,
  parameters: Record<string, string>,
): Promise<Response> {
  return await fetch(`${hookUrls(relay)[kind]}?${new URLSearchParams(parameters)}`);
}

/** Pairs a device for an employee, as the app does. */
export async function pairDevice(relay: Relay, employee: string): Promise<{ token: string; deviceId: string }> {
  const { code } = await relay.invite(ACCOUNT, employee);
  return await redeemCode(relay.url, code);
}

/** What a device sends to use an invitation up, with a token of its own making. */
export function redemption(code: string): { token: string; body: string } {
  const token = newSecret();
  return { token, body: JSON.stringify({ code, token, device: { name: "pc-17", platform: "linux" } }) };
}

/** Pairs a device by an invitation's code. */
export async function redeemCode(url: string, code: string): Promise<{ token: string; deviceId: string }> {
  const { token, body } = redemption(code);
  const response = await fetch(`${url}/v1/pairing/redeem`, { method: "POST", body });
  const { deviceId } = (await response.json()) as { deviceId: string };
  return { token, deviceId };
}

/** A client of the stream, which keeps what it hears. */
export class StreamClient {
  readonly messages: RelayMessage[] = [];
  readonly socket: WebSocket;
  closed: { code: number; reason: string } | undefined;
  refused: number | undefined;
  answersHeartbeats = true;
  #changed: () => void = () => {};

  constructor(relay: Relay, token: string, cursor?: string) {
    this.socket = new WebSocket(`${relay.url.replace("http", "ws")}${RELAY_STREAM_PATH}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    this.socket.on("open", () => {
      const hello = { type: "hello", protocol: 1, app: { version: "1.0.0", platform: "linux" }, cursor };
      this.socket.send(JSON.stringify(hello));
    });
    this.socket.on("message", (data) => {
      const message = relayMessageSchema.parse(JSON.parse(data.toString()));
      this.messages.push(message);
      if (message.type === "heartbeat" && this.answersHeartbeats) this.socket.send(JSON.stringify({ type: "pong" }));
      this.#changed();
    });
    this.socket.on("unexpected-response", (request, response) => {
      this.refused = response.statusCode;
      request.destroy();
      this.#changed();
    });
    this.socket.on("error", () => {});
    this.socket.on("close", (code, reason) => {
      this.closed = { code, reason: reason.toString() };
      this.#changed();
    });
    onTestFinished(() => this.socket.terminate());
  }

  get events() {
    return this.messages.flatMap((message) => (message.type === "event" ? [message] : []));
  }

  get welcome() {
    return this.messages.find((message) => message.type === "welcome");
  }

  /** Waits for a named condition; fails after five seconds with what was heard. */
  async until(what: string, condition: (client: this) => boolean): Promise<this> {
    const deadline = Date.now() + 5_000;
    while (!condition(this)) {
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`waited in vain until ${what}; heard: ${JSON.stringify(this.messages)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#changed = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return this;
  }
}

/** A connected, welcomed client. */
export async function connect(relay: Relay, token: string, cursor?: string): Promise<StreamClient> {
  return await new StreamClient(relay, token, cursor).until("welcomed", (client) => client.welcome !== undefined);
}
