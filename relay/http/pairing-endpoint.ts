import type { IncomingMessage, ServerResponse } from "node:http";
import { defined } from "../../shared/defined.ts";
import type { Employee } from "../../shared/flexfone/types.ts";
import {
  pairingLoginRequestSchema,
  pairingPreviewRequestSchema,
  pairingRedeemRequestSchema,
  relayPaths,
} from "../../shared/relay-protocol/http.ts";
import { holderOf } from "../auth/extension-watch.ts";
import type { MyFoneLogin } from "../auth/my-fone-login.ts";
import { OneAtATime } from "../auth/one-at-a-time.ts";
import type { Pairing } from "../auth/pairing.ts";
import { bearerToken } from "../auth/secrets.ts";
import { isShortCode } from "../auth/short-code.ts";
import type { Directory } from "../directory.ts";
import type { Limits } from "../limits/limits.ts";
import type { Invitation } from "../storage/device-store.ts";
import { answerError, answerJson, answerNothing } from "./answer.ts";
import { answerFlexfoneError } from "./answer-flexfone-error.ts";
import { answerTooMany } from "./answer-too-many.ts";
import { readJson } from "./read-json.ts";
import { refuseDevice } from "./refuse-device.ts";
import type { TransportSecurity } from "./transport-security.ts";

export interface PairingEndpointOptions {
  pairing: Pairing;
  login: MyFoneLogin;
  directory: Directory;
  limits: Limits;
  transport: TransportSecurity;
  accountName(account: string): string | undefined;
  onRevoked(deviceId: string): void;
}

/** Short codes that wait to be looked at; each takes some 50 ms. */
const MOST_SHORT_CODES = 50;
/** Where more wait. Seconds. */
const RETRY_SOON = 5;

/** Pairing a device by an invitation or a MyFone login, and a device that forgets itself. */
export class PairingEndpoint {
  readonly #options: PairingEndpointOptions;
  readonly #shortCodes = new OneAtATime(MOST_SHORT_CODES);

  constructor(options: PairingEndpointOptions) {
    this.#options = options;
  }

  /** False where the path is none of its own. */
  async handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
    if (path === relayPaths.pairingPreview && request.method === "POST") await this.#preview(request, response);
    else if (path === relayPaths.pairingRedeem && request.method === "POST") await this.#redeem(request, response);
    else if (path === relayPaths.pairingLogin && request.method === "POST") await this.#login(request, response);
    else if (path === relayPaths.device && request.method === "DELETE") await this.#forget(request, response);
    else return false;
    return true;
  }

  async #preview(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const input = await readJson(request, response, pairingPreviewRequestSchema);
    if (input === undefined) return;
    const { code } = input;
    const found = await this.#byCode(code, request, response, () => this.#options.pairing.preview(code));
    if (found === undefined) return;
    const employee = await this.#options.directory.find(found.account, found.employee);
    answerJson(response, 200, { ...describe(found, found.accountName, employee), expiresAt: found.expiresAt });
  }

  async #redeem(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const input = await readJson(request, response, pairingRedeemRequestSchema);
    if (input === undefined) return;
    const { pairing, directory } = this.#options;
    const { code, token, device } = input;
    const paired = await this.#byCode(code, request, response, () => pairing.redeem(code, token, device));
    if (paired === undefined) return;
    const employee = await directory.find(paired.account, paired.employee);
    if (employee !== undefined) await pairing.rememberHolder(paired, holderOf(employee));
    answerJson(response, 200, { ...describe(paired, paired.accountName, employee), deviceId: paired.id });
  }

  /** An invitation for a MyFone login, which the app then redeems like any other. */
  async #login(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const input = await readJson(request, response, pairingLoginRequestSchema);
    if (input === undefined) return;
    const { login, limits, transport, accountName } = this.#options;
    if (transport.wasReadable(request)) {
      const message = "The password came unencrypted: change it, and reach the relay by https.";
      answerError(response, 403, "insecure", message);
      return;
    }
    const { account, username } = input;
    const name = accountName(account);
    if (name === undefined || !login.isOffered(account)) {
      const wait = limits.failed(request);
      const message = "The relay offers no MyFone login for this account. Ask your administrator for an invitation.";
      if (wait > 0) answerTooMany(response, wait);
      else answerError(response, 404, "login-not-offered", message);
      return;
    }
    const wait = limits.login(request, account, username);
    if (wait > 0) {
      answerTooMany(response, wait);
      return;
    }
    const outcome = await login.login(input);
    if (outcome.ok) {
      const { code, expiresAt, employee } = outcome;
      limits.loginWasRight(request, account);
      const described = describe({ account, employee: employee.localNumber }, name, employee);
      answerJson(response, 200, { ...described, code, expiresAt });
    } else if (outcome.why === "pbx") answerFlexfoneError(response, outcome.error);
    else this.#refuseLogin(request, response, outcome.why);
  }

  #refuseLogin(request: IncomingMessage, response: ServerResponse, why: "refused" | "ambiguous"): void {
    const wait = why === "refused" ? this.#options.limits.failed(request) : 0;
    if (wait > 0) answerTooMany(response, wait);
    else if (why === "refused") {
      answerError(response, 401, "login-refused", "User name and password are not right, or nobody's in this account.");
    } else {
      const message = "Several extensions have this login's e-mail address. Ask your administrator for an invitation.";
      answerError(response, 409, "login-ambiguous", message);
    }
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

  /**
   * What a code stands for; undefined where it stands for nothing, and then that is answered. Short codes could be guessed
   * with enough tries, so they are looked at one after the other, and none from an address that has failed too often.
   */
  async #byCode<Found extends { account: string }>(
    code: string,
    request: IncomingMessage,
    response: ServerResponse,
    look: () => Promise<Found | undefined>,
  ): Promise<(Found & { accountName: string }) | undefined> {
    const { limits } = this.#options;
    if (!isShortCode(code)) {
      const found = this.#ofAccount(await look());
      if (found === undefined) refuseCode(response, limits.failed(request));
      return found;
    }
    const looking = this.#shortCodes.run(async () => {
      const wait = limits.afterWrongCodes(request);
      if (wait > 0) return { found: undefined, wait };
      const found = this.#ofAccount(await look());
      return { found, wait: found === undefined ? Math.max(limits.failed(request), limits.wrongCode(request)) : 0 };
    });
    const { found, wait } = looking === undefined ? { found: undefined, wait: RETRY_SOON } : await looking;
    if (found === undefined) refuseCode(response, wait);
    return found;
  }

  /** An account that is not in the configuration any more has no invitations. */
  #ofAccount<Found extends { account: string }>(
    found: Found | undefined,
  ): (Found & { accountName: string }) | undefined {
    const accountName = found === undefined ? undefined : this.#options.accountName(found.account);
    return found === undefined || accountName === undefined ? undefined : { ...found, accountName };
  }
}

/** @param wait seconds; 0 where the code was looked at */
function refuseCode(response: ServerResponse, wait: number): void {
  if (wait > 0) answerTooMany(response, wait);
  else {
    const message = "The invitation is unknown, used or expired. Ask for a new one.";
    answerError(response, 404, "invitation-unknown", message);
  }
}

/** Account and employee as the app is told of them. */
function describe(
  { account, employee }: Pick<Invitation, "account" | "employee">,
  accountName: string,
  known: Employee | undefined,
) {
  const phones = known?.phones.map(({ name, localNumber }) => (name === "" ? localNumber : name));
  return {
    account: { id: account, name: accountName },
    employee: { localNumber: employee, ...defined({ name: known?.name, phones }) },
  };
}
