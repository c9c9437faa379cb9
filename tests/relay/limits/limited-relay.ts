import { type IncomingHttpHeaders, request } from "node:http";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { configSchema } from "../../../relay/config/config.ts";
import { type Relay, type RelayOptions, startRelay } from "../../../relay/relay.ts";
import { RELAY_STREAM_PATH } from "../../../shared/relay-protocol/stream.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";
import { ACCOUNT, HASH, SECRET } from "../relay-fixture.ts";

export const OTHER_ACCOUNT = "4712";
export const OTHER_SECRET = "another-hook-secret-of-32-letters-or-more";

/** A relay of two accounts with settings of the test's; closed when the test is over. */
export async function startLimitedRelay(
  settings: object,
  { account = {}, ...options }: { account?: object } & Partial<RelayOptions> = {},
): Promise<Relay> {
  const accounts = [
    { id: ACCOUNT, hookSecrets: [SECRET], ...account },
    { id: OTHER_ACCOUNT, hookSecrets: [OTHER_SECRET] },
  ].map((own) => ({
    name: `Company ${own.id}`,
    flexfone: { baseUrl: "http://127.0.0.1:9/api/", account: own.id, hash: HASH },
    ...own,
  }));
  const config = configSchema.parse({
    listen: { port: 0 },
    dataDir: temporaryFolder(),
    logLevel: "silent",
    accounts,
    ...settings,
  });
  const relay = await startRelay({ config, ...options });
  onTestFinished(() => relay.close());
  return relay;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** A GET on a connection of its own. @param from whose address it comes from: any of 127.0.0.0/8 */
export function get(
  url: string,
  { from = "127.0.0.1", headers = {} }: { from?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { localAddress: from, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.once("error", reject);
    sent.end();
  });
}

/** A hook's URL, with a call of its own. */
export function hookUrl(relay: Relay, call: string, { account = ACCOUNT, secret = SECRET } = {}): string {
  const parameters = new URLSearchParams({ UniqueCallId: call, ANumber: "22334455", EmployeeLocalNumber: "202" });
  return `${relay.url}/hooks/${account}/${secret}/incoming?${parameters}`;
}

/**
 * Tries to open a stream.
 *
 * @returns the open socket, or the status of the refusal and how long to wait
 */
export function openStream(
  relay: { url: string },
  token: string,
  headers: Record<string, string> = {},
): Promise<WebSocket | { status: number; retryAfter: string | undefined }> {
  const socket = new WebSocket(`${relay.url.replace("http", "ws")}${RELAY_STREAM_PATH}`, {
    headers: { Authorization: `Bearer ${token}`, ...headers },
    rejectUnauthorized: false,
  });
  onTestFinished(() => socket.terminate());
  return new Promise((resolve, reject) => {
    socket.once("open", () => resolve(socket));
    socket.once("unexpected-response", (sent, response) => {
      sent.destroy();
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers["retry-after"] });
    });
    socket.once("error", reject);
  });
}
