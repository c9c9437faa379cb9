import type { IncomingMessage, ServerResponse } from "node:http";
import type { z } from "zod";
import { defined } from "../../shared/defined.ts";
import {
  pairingPreviewRequestSchema,
  pairingRedeemRequestSchema,
  relayPaths,
} from "../../shared/relay-protocol/http.ts";
import { holderOf } from "../auth/extension-watch.ts";
import type { Pairing } from "../auth/pairing.ts";
import { bearerToken } from "../auth/secrets.ts";
import { isShortCode } from "../auth/short-code.ts";
import type { Directory } from "../directory.ts";
import type { Limits } from "../limits/limits.ts";
import type { Invitation } from "../storage/device-store.ts";
import { answerError, answerJson, answerNothing } from "./answer.ts";
import { answerTooMany } from "./answer-too-many.ts";
import { decodeBody, readBody } from "./read-body.ts";
import { refuseDevice } from "./refuse-device.ts";

export interface PairingEndpointOptions {
  pairing: Pairing;
  directory: Directory;
  limits: Limits;
  accountName(account: string): string | undefined;
  onRevoked(deviceId: string): void;
}

/** Pairing a device by an invitation, and a device that forgets itself. */
export class PairingEndpoint {
  readonly #options: PairingEndpointOptions;

  constructor(options: PairingEndpointOptions) {
    this.#options = options;
  }

  /** False where the path is none of its own. */
  async handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
    if (path === relayPaths.pairingPreview && request.method === "POST") await this.#preview(request, response);
    else if (path === relayPaths.pairingRedeem && request.method === "POST") await this.#redeem(request, response);
    else if (path === relayPaths.device && request.method === "DELETE") await this.#forget(request, response);
    else return false;
    return true;
  }

  async #preview(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const input = await readJson(request, response, pairingPreviewRequestSchema);
    if (input === undefined || !this.#mayTry(input.code, request, response)) return;
    const invitation = await this.#options.pairing.preview(input.code);
    const account = invitation === undefined ? undefined : this.#options.accountName(invitation.account);
    if (invitation === undefined || account === undefined) {
      this.#refuseCode(input.code, request, response);
      return;
    }
    answerJson(response, 200, { ...(await this.#whose(invitation, account)), expiresAt: invitation.expiresAt });
  }

  async #redeem(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const input = await readJson(request, response, pairingRedeemRequestSchema);
    if (input === undefined || !this.#mayTry(input.code, request, response)) return;
    const { pairing, directory, accountName } = this.#options;
    const invitation = await pairing.preview(input.code);
    const employee =
      invitation === undefined ? undefined : await directory.find(invitation.account, invitation.employee);
    const holder = employee === undefined ? undefined : holderOf(employee);
    const device = await pairing.redeem(input.code, input.token, { ...input.device, ...defined({ holder }) });
    const account = device === undefined ? undefined : accountName(device.account);
    if (device === undefined || account === undefined) {
      this.#refuseCode(input.code, request, response);
      return;
    }
    answerJson(response, 200, { ...(await this.#whose(device, account)), deviceId: device.id });
  }

  async #forget(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pairing, limits, onRevoked } = this.#options;
    const authentication = await pairing.authenticate(bearerToken(request.headers.authorization));
    if (!authentication.ok) {
      refuseDevice(request, response, limits, authentication.why);
      return;
    }
    const { account, id } = authentication.device;
    await pairing.revoke(account, id);
    onRevoked(id);
    answerNothing(response);
  }

  async #whose({ account, employee }: Pick<Invitation, "account" | "employee">, accountName: string) {
    const name = (await this.#options.directory.find(account, employee))?.name;
    return { account: { id: account, name: accountName }, employee: { localNumber: employee, ...defined({ name }) } };
  }

  /** Short codes could be guessed with enough tries, so an address that has failed may not even try. */
  #mayTry(code: string, request: IncomingMessage, response: ServerResponse): boolean {
    const wait = isShortCode(code) ? this.#options.limits.afterWrongCodes(request) : 0;
    if (wait > 0) answerTooMany(response, wait);
    return wait === 0;
  }

  #refuseCode(code: string, request: IncomingMessage, response: ServerResponse): void {
    const { limits } = this.#options;
    const wait = Math.max(limits.failed(request), isShortCode(code) ? limits.wrongCode(request) : 0);
    if (wait > 0) answerTooMany(response, wait);
    else {
      const message = "The invitation is unknown, used or expired. Ask for a new one.";
      answerError(response, 404, "invitation-unknown", message);
    }
  }
}

async function readJson<Schema extends z.ZodType>(
  request: IncomingMessage,
  response: ServerResponse,
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  const body = await readBody(request);
  if (body === undefined) {
    response.setHeader("Connection", "close");
    answerError(response, 413, "too-large", "The body is too large.");
    return undefined;
  }
  let content: unknown;
  try {
    content = JSON.parse(decodeBody(body));
  } catch {
    content = undefined;
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  answerError(response, 400, "bad-request", parsed.error.issues[0]?.message ?? "The body is not understood.");
  return undefined;
}
