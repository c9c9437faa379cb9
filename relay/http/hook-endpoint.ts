import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import { type CallEventKind, callEventKinds } from "../../shared/calls/event.ts";
import {
  type HookParameters,
  parseBodyParameters,
  parseFormParameters,
} from "../../shared/flexfone/hook-parameters.ts";
import { parseHook } from "../../shared/flexfone/parse-hook.ts";
import { sameSecret } from "../auth/secrets.ts";
import type { AccountConfig } from "../config/config.ts";
import type { EventLog } from "../storage/event-log.ts";
import type { StreamHub } from "../stream/stream-hub.ts";
import { answerText } from "./answer.ts";
import { decodeBody, MOST_BODY_BYTES, readBody } from "./read-body.ts";

export interface HookEndpointOptions {
  accounts: ReadonlyMap<string, AccountConfig>;
  log: EventLog;
  hub: StreamHub;
  logger: Logger;
  now: () => number;
}

/**
 * `/hooks/<account>/<secret>/<kind>`, the four URLs that are entered in PBXAdmin; without the kind, it is inferred. The
 * 200 means that the event is on disk.
 */
export class HookEndpoint {
  readonly #options: HookEndpointOptions;

  constructor(options: HookEndpointOptions) {
    this.#options = options;
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const target = this.#target(url.pathname);
    if (target === undefined) {
      answerText(response, 404, "Not found");
      return;
    }
    if (request.method !== "GET" && request.method !== "POST") {
      answerText(response, 405, "A hook is called by GET or POST.");
      return;
    }
    const parameters = await readParameters(request, url);
    if (typeof parameters === "string") {
      const tooLarge = parameters === "too large";
      if (tooLarge) response.setHeader("Connection", "close");
      answerText(
        response,
        tooLarge ? 413 : 400,
        tooLarge
          ? `A hook's parameters are at most ${MOST_BODY_BYTES} bytes.`
          : "The body cannot be read as form, JSON or XML.",
      );
      return;
    }
    await this.#accept(response, target.account, target.kind, parameters);
  }

  async #accept(
    response: ServerResponse,
    account: string,
    kind: CallEventKind | undefined,
    parameters: HookParameters,
  ): Promise<void> {
    const { log, hub, logger, now } = this.#options;
    const parsed = parseHook(kind, parameters, now());
    if (!parsed.ok) {
      logger.warn({ account, problem: parsed.message }, "hook refused");
      answerText(response, 400, parsed.message);
      return;
    }
    const { hook } = parsed;
    if (hook.accountId !== undefined && hook.accountId !== account) {
      logger.warn({ account }, "hook refused: it names another account");
      answerText(response, 400, "The parameter AccountId names another account than this URL.");
      return;
    }
    try {
      const deliveries = await log.append(account, hook);
      logger.info({ account, kind: hook.kind, callId: hook.callId, recipients: deliveries.length }, "hook stored");
      answerText(response, 200, "OK");
      hub.publish(deliveries);
    } catch (error) {
      logger.error({ account, problem: error instanceof Error ? error.message : String(error) }, "hook not stored");
      answerText(response, 503, "The event could not be stored. Send it again.");
    }
  }

  #target(pathname: string): { account: string; kind: CallEventKind | undefined } | undefined {
    const [, , id = "", secret = "", kind, ...rest] = pathname.split("/");
    const account = this.#options.accounts.get(id);
    // An unknown account takes as long as a wrong secret.
    const secrets = account?.hookSecrets ?? ["no account has this secret, which no URL can hold"];
    const right = secrets.map((candidate) => sameSecret(secret, candidate)).includes(true);
    if (!right || account === undefined || rest.length > 0) return undefined;
    if (kind === undefined || kind === "") return { account: id, kind: undefined };
    const known = callEventKinds.find((candidate) => candidate === kind);
    return known === undefined ? undefined : { account: id, kind: known };
  }
}

async function readParameters(
  request: IncomingMessage,
  url: URL,
): Promise<HookParameters | "too large" | "not understood"> {
  if (url.search.length > MOST_BODY_BYTES) return "too large";
  const query = parseFormParameters(url.search.slice(1));
  const body = await readBody(request);
  if (body === undefined) return "too large";
  const parameters = parseBodyParameters(decodeBody(body), request.headers["content-type"] ?? "");
  return parameters === undefined ? "not understood" : [...query, ...parameters];
}
