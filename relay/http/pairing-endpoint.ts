import type { IncomingMessage, ServerResponse } from "node:http";
import type { z } from "zod";
import {
  pairingPreviewRequestSchema,
  pairingRedeemRequestSchema,
  relayPaths,
} from "../../shared/relay-protocol/http.ts";
import type { Pairing } from "../auth/pairing.ts";
import { bearerToken } from "../auth/secrets.ts";
import type { Directory } from "../directory.ts";
import { answerError, answerJson, answerNothing } from "./answer.ts";
import { decodeBody, readBody } from "./read-body.ts";

export interface PairingEndpointOptions {
  pairing: Pairing;
  directory: Directory;
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
    else if (path === relayPaths.device && request.method === "DELETE") this.#forget(request, response);
    else return false;
    return true;
  }

  async #preview(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const input = await readJson(request, response, pairingPreviewRequestSchema);
    if (input === undefined) return;
    const { pairing, directory, accountName } = this.#options;
    const invitation = pairing.preview(input.code);
    const account = invitation === undefined ? undefined : accountName(invitation.account);
    if (invitation === undefined || account === undefined) {
      answerUnknownInvitation(response);
      return;
    }
    const name = await directory.nameOf(invitation.account, invitation.employee);
    answerJson(response, 200, {
      account: { id: invitation.account, name: account },
      employee: { localNumber: invitation.employee, ...(name === undefined ? {} : { name }) },
      expiresAt: invitation.expiresAt,
    });
  }

  async #redeem(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const input = await readJson(request, response, pairingRedeemRequestSchema);
    if (input === undefined) return;
    const { pairing, directory, accountName } = this.#options;
    const redeemed = pairing.redeem(input.code, input.device);
    const account = redeemed === undefined ? undefined : accountName(redeemed.device.account);
    if (redeemed === undefined || account === undefined) {
      answerUnknownInvitation(response);
      return;
    }
    const { device, token } = redeemed;
    const name = await directory.nameOf(device.account, device.employee);
    answerJson(response, 200, {
      account: { id: device.account, name: account },
      employee: { localNumber: device.employee, ...(name === undefined ? {} : { name }) },
      deviceId: device.id,
      token,
    });
  }

  #forget(request: IncomingMessage, response: ServerResponse): void {
    const { pairing, onRevoked } = this.#options;
    const device = pairing.authenticate(bearerToken(request.headers.authorization));
    if (device === undefined) {
      answerError(response, 401, "token-unknown", "This device is not known.");
      return;
    }
    pairing.revoke(device.id);
    onRevoked(device.id);
    answerNothing(response);
  }
}

function answerUnknownInvitation(response: ServerResponse): void {
  answerError(response, 404, "invitation-unknown", "The invitation is unknown, used or expired. Ask for a new one.");
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
