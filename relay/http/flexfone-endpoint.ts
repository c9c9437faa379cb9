import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { FlexfoneClient } from "../../shared/flexfone/client.ts";
import type { FlexfoneError } from "../../shared/flexfone/types.ts";
import { toDialable } from "../../shared/phone-numbers/dialable.ts";
import { relayPaths } from "../../shared/relay-protocol/http.ts";
import { mayDial } from "../auth/dial-rules.ts";
import type { Pairing } from "../auth/pairing.ts";
import { bearerToken } from "../auth/secrets.ts";
import type { CallFlows } from "../call-flows/call-flows.ts";
import type { AccountConfig } from "../config/config.ts";
import type { Directory } from "../directory.ts";
import type { Limits } from "../limits/limits.ts";
import type { Device } from "../storage/device-store.ts";
import { answerError, answerJson } from "./answer.ts";
import { answerFlexfoneError } from "./answer-flexfone-error.ts";
import { answerTooMany } from "./answer-too-many.ts";
import { answerCallFlowProblem } from "./call-flows-endpoint.ts";
import { callFlowToJson, employeeToJson } from "./guide-json.ts";
import { refuseDevice } from "./refuse-device.ts";

export interface FlexfoneEndpointOptions {
  pairing: Pairing;
  accounts: ReadonlyMap<string, AccountConfig>;
  clients: ReadonlyMap<string, FlexfoneClient>;
  directory: Directory;
  callFlows: CallFlows;
  limits: Limits;
  logger: Logger;
}

/** What one request is carried out with. */
interface Asked {
  device: Device;
  account: AccountConfig;
  client: FlexfoneClient;
  response: ServerResponse;
  url: URL;
}

/**
 * The Employee API for the app, with the account's hash added here, where employees cannot see it. Only these calls are
 * passed on, and each as the employee whose device asks: he reads the company's directory and call flows, switches call
 * flows, and calls from his own phones.
 */
export class FlexfoneEndpoint {
  readonly #options: FlexfoneEndpointOptions;

  constructor(options: FlexfoneEndpointOptions) {
    this.#options = options;
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { pairing, accounts, clients, limits } = this.#options;
    const authentication = await pairing.authenticate(bearerToken(request.headers.authorization));
    if (!authentication.ok) {
      refuseDevice(request, response, limits, authentication.why);
      return;
    }
    const { device } = authentication;
    const account = accounts.get(device.account);
    const client = clients.get(device.account);
    if (account === undefined || client === undefined) {
      refuseDevice(request, response, limits, "unknown");
      return;
    }
    const wait = limits.apiRequest(device.id);
    if (wait > 0) answerTooMany(response, wait);
    else await this.#carryOut(request.method ?? "", { device, account, client, response, url });
  }

  async #carryOut(method: string, asked: Asked): Promise<void> {
    const path = asked.url.pathname.slice(relayPaths.flexfone.length).toLowerCase();
    const employee = /^employee\/(\d{1,20})$/.exec(path)?.[1];
    switch (`${method} ${employee === undefined ? path : "employee/*"}`) {
      case "GET employee":
        return await this.#employees(asked);
      case "GET employee/*":
        return await this.#employee(asked, employee ?? "");
      case "GET callflow":
        return await this.#callFlows(asked);
      case "POST callflow/setcallflowstate":
        return await this.#setCallFlow(asked);
      case "POST call":
        return await this.#call(asked);
      default:
        return answerError(asked.response, 404, "not-found", "The relay passes on no such call.");
    }
  }

  async #employees({ response, account }: Asked): Promise<void> {
    const list = await this.#options.directory.employees(account.id);
    if (!list.ok) this.#refuse(response, list.error);
    else {
      sayAge(response, list.ageMs);
      answerJson(response, 200, list.employees.map(employeeToJson));
    }
  }

  async #employee({ response, account }: Asked, localNumber: string): Promise<void> {
    const list = await this.#options.directory.employees(account.id);
    if (!list.ok) {
      this.#refuse(response, list.error);
      return;
    }
    const employee = list.employees.find((one) => one.localNumber === localNumber);
    if (employee === undefined) answerError(response, 404, "not-found", "The account has no such employee.");
    else {
      sayAge(response, list.ageMs);
      answerJson(response, 200, employeeToJson(employee));
    }
  }

  async #callFlows({ response, account }: Asked): Promise<void> {
    const list = await this.#options.callFlows.list(account.id);
    // An old list would be taken for what the PBX says now.
    const error = "flows" in list ? list.error : list;
    if (error !== undefined) this.#refuse(response, error);
    else if ("flows" in list) answerJson(response, 200, list.flows.map(callFlowToJson));
  }

  async #setCallFlow({ response, url, account, device }: Asked): Promise<void> {
    const localNumber = url.searchParams.get("localnumber") ?? "";
    const active = url.searchParams.get("active") ?? "";
    if (!/^\d{1,20}$/.test(localNumber) || !/^(?:true|false)$/.test(active)) {
      answerError(response, 400, "bad-request", "localnumber has digits, and active is true or false.");
      return;
    }
    const { callFlows, limits } = this.#options;
    const wait = limits.callFlowSwitch(`${account.id}\n${device.employee}`);
    if (wait > 0) {
      answerTooMany(response, wait);
      return;
    }
    const done = await callFlows.switch(device, localNumber, active === "true");
    if (done.ok) answerJson(response, 200, { Success: true });
    else answerCallFlowProblem(response, done.problem);
  }

  /** The employee is the device's, whatever the request says; the phone must be one of his. */
  async #call({ response, client, url, account, device }: Asked): Promise<void> {
    const { limits, directory, logger } = this.#options;
    if (!account.dialling.enabled) {
      answerError(response, 404, "not-found", "Dialling through the relay is not switched on for this account.");
      return;
    }
    const callee = toDialable(url.searchParams.get("callee") ?? "");
    if (!callee.ok) {
      answerError(response, 400, "bad-request", "callee is a phone number.");
      return;
    }
    const phone = url.searchParams.get("device") ?? "";
    const employee = await directory.find(account.id, device.employee);
    const isHis = phone === "" || employee?.phones.some(({ localNumber }) => localNumber === phone) === true;
    if (!isHis || !mayDial(callee.number, account.dialling)) {
      logger.warn({ account: account.id, employee: device.employee, isHis }, "dial refused");
      const problem = isHis ? "This number may not be dialled." : "This phone is none of the employee's.";
      answerError(response, 403, "not-allowed", problem);
      return;
    }
    const wait = limits.dial(`${account.id}\n${device.employee}`, account.dialling.perMinute);
    if (wait > 0) {
      answerTooMany(response, wait);
      return;
    }
    const answer = await client.call(device.employee, callee.number, phone);
    logger.info({ account: account.id, employee: device.employee, ok: answer.ok }, "call started");
    if (answer.ok) answerJson(response, 200, { Success: true });
    else this.#refuse(response, answer.error);
  }

  #refuse(response: ServerResponse, error: FlexfoneError): void {
    this.#options.logger.warn({ kind: error.kind }, "the PBX's API did not do it");
    answerFlexfoneError(response, error);
  }
}

/** How old the list is (RFC 9111, section 5.1); seconds. */
function sayAge(response: ServerResponse, ageMs: number): void {
  response.setHeader("Age", String(Math.floor(ageMs / 1000)));
}
