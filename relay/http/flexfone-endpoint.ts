import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { FlexfoneClient } from "../../shared/flexfone/client.ts";
import type { FlexfoneError, FlexfoneErrorKind } from "../../shared/flexfone/types.ts";
import { type RelayErrorCode, relayPaths } from "../../shared/relay-protocol/http.ts";
import type { Pairing } from "../auth/pairing.ts";
import { bearerToken } from "../auth/secrets.ts";
import type { Directory } from "../directory.ts";
import { answerError, answerJson } from "./answer.ts";
import { callFlowToJson, employeeToJson } from "./guide-json.ts";

export interface FlexfoneEndpointOptions {
  pairing: Pairing;
  clients: ReadonlyMap<string, FlexfoneClient>;
  directory: Directory;
  logger: Logger;
}

const statusOf: Record<FlexfoneErrorKind, { status: number; code: RelayErrorCode }> = {
  credentials: { status: 502, code: "pbx-credentials" },
  "not-allowed": { status: 502, code: "pbx-credentials" },
  insecure: { status: 502, code: "pbx-unreachable" },
  refused: { status: 422, code: "pbx-refused" },
  unreachable: { status: 502, code: "pbx-unreachable" },
  timeout: { status: 504, code: "pbx-timeout" },
  "not-understood": { status: 502, code: "pbx-not-understood" },
};

/**
 * The Employee API for the app, with the account's hash added here, where employees cannot see it. Only the calls of the
 * guide are passed on.
 */
export class FlexfoneEndpoint {
  readonly #options: FlexfoneEndpointOptions;

  constructor(options: FlexfoneEndpointOptions) {
    this.#options = options;
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { pairing, clients } = this.#options;
    const device = pairing.authenticate(bearerToken(request.headers.authorization));
    const client = device === undefined ? undefined : clients.get(device.account);
    if (device === undefined || client === undefined) {
      answerError(response, 401, "token-unknown", "This device is not known. Ask for a new invitation.");
      return;
    }
    const path = url.pathname.slice(relayPaths.flexfone.length);
    const employee = /^employee\/(\d{1,20})$/i.exec(path)?.[1];
    if (request.method === "GET" && /^employee$/i.test(path)) await this.#employees(response, device.account, client);
    else if (request.method === "GET" && employee !== undefined) await this.#employee(response, client, employee);
    else if (request.method === "GET" && /^callflow$/i.test(path)) await this.#callFlows(response, client);
    else if (request.method === "POST" && /^callflow\/setcallflowstate$/i.test(path)) {
      await this.#setCallFlow(response, client, url, device.account);
    } else answerError(response, 404, "not-found", "The relay passes on no such call.");
  }

  async #employees(response: ServerResponse, account: string, client: FlexfoneClient): Promise<void> {
    const answer = await client.employees();
    if (!answer.ok) this.#refuse(response, answer.error);
    else {
      this.#options.directory.learn(account, answer.value);
      answerJson(response, 200, answer.value.map(employeeToJson));
    }
  }

  async #employee(response: ServerResponse, client: FlexfoneClient, localNumber: string): Promise<void> {
    const answer = await client.employee(localNumber);
    if (answer.ok) answerJson(response, 200, employeeToJson(answer.value));
    else this.#refuse(response, answer.error);
  }

  async #callFlows(response: ServerResponse, client: FlexfoneClient): Promise<void> {
    const answer = await client.callFlows();
    if (answer.ok) answerJson(response, 200, answer.value.map(callFlowToJson));
    else this.#refuse(response, answer.error);
  }

  async #setCallFlow(response: ServerResponse, client: FlexfoneClient, url: URL, account: string): Promise<void> {
    const localNumber = url.searchParams.get("localnumber") ?? "";
    const active = url.searchParams.get("active") ?? "";
    if (!/^\d{1,20}$/.test(localNumber) || !/^(?:true|false)$/.test(active)) {
      answerError(response, 400, "bad-request", "localnumber has digits, and active is true or false.");
      return;
    }
    const answer = await client.setCallFlowState(localNumber, active === "true");
    this.#options.logger.info({ account, localNumber, active, ok: answer.ok }, "call flow switched");
    if (answer.ok) answerJson(response, 200, { Success: true });
    else this.#refuse(response, answer.error);
  }

  #refuse(response: ServerResponse, error: FlexfoneError): void {
    this.#options.logger.warn({ kind: error.kind }, "the PBX's API did not do it");
    const { status, code } = statusOf[error.kind];
    answerError(response, status, code, error.message);
  }
}
