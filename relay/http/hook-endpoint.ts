import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import { type CallEventKind, callEventKinds } from "../../shared/calls/event.ts";
import {
  type HookParameters,
  parseBodyParameters,
  parseFormParameters,
} from "../../shared/flexfone/hook-parameters.ts";
import { type Hook, parseHook } from "../../shared/flexfone/parse-hook.ts";
import { HookSecrets } from "../auth/hook-secrets.ts";
import type { AccountConfig } from "../config/config.ts";
import type { Limits } from "../limits/limits.ts";
import type { EventLog } from "../storage/event-log.ts";
import { answerText } from "./answer.ts";
import { answerTooManyHooks } from "./answer-too-many.ts";
import { decodeBody, MOST_BODY_BYTES, readBody } from "./read-body.ts";

export type HookResult = "stored" | "repeated" | "not-found" | "refused" | "too-large" | "too-many" | "not-stored";

export interface HookEndpointOptions {
  accounts: readonly AccountConfig[];
  log: EventLog;
  limits: Limits;
  employeeName(account: string, employee: string): string | undefined;
  logger: Logger;
  now: () => number;
  /** What became of a hook; the kind as far as it is known. */
  onHook(kind: CallEventKind | undefined, result: HookResult): void;
}

interface Target {
  account: string;
  kind: CallEventKind | undefined;
}

/**
 * `/hooks/<account>/<secret>/<kind>`, the four URLs that are entered in PBXAdmin; without the kind, it is inferred. The
 * 200 means that the event is on disk.
 */
export class HookEndpoint {
  readonly #options: HookEndpointOptions;
  readonly #secrets: HookSecrets;

  constructor(options: HookEndpointOptions) {
    this.#options = options;
    this.#secrets = new HookSecrets(options.accounts);
  }

  /** @param target the request's path and query, which begins with `/hooks/` */
  async handle(request: IncomingMessage, response: ServerResponse, target: string): Promise<void> {
    const { onHook, limits } = this.#options;
    const at = target.indexOf("?");
    const hook = this.#target(at < 0 ? target : target.slice(0, at));
    // From a foreign network, the right secret is like a wrong one in all that can be seen.
    if (hook === undefined || !limits.hookMayComeFrom(hook.account, request)) {
      const wait = limits.failed(request);
      onHook(undefined, wait === 0 ? "not-found" : "too-many");
      if (wait === 0) answerText(response, 404, "Not found");
      else answerTooManyHooks(response, wait);
      return;
    }
    const wait = limits.hook(hook.account);
    if (wait > 0) {
      onHook(hook.kind, "too-many");
      answerTooManyHooks(response, wait);
      return;
    }
    if (request.method !== "GET" && request.method !== "POST") {
      onHook(hook.kind, "refused");
      answerText(response, 405, "A hook is called by GET or POST.");
      return;
    }
    const parameters = await readParameters(request, at < 0 ? "" : target.slice(at + 1));
    if (typeof parameters === "string") {
      const tooLarge = parameters === "too large";
      onHook(hook.kind, tooLarge ? "too-large" : "refused");
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
    await this.#accept(response, hook, parameters);
  }

  async #accept(response: ServerResponse, target: Target, parameters: HookParameters): Promise<void> {
    const { logger, now, onHook } = this.#options;
    const { account } = target;
    const parsed = parseHook(target.kind, parameters, now());
    if (!parsed.ok) {
      onHook(target.kind, "refused");
      logger.warn({ account, problem: parsed.message }, "hook refused");
      answerText(response, 400, parsed.message);
      return;
    }
    const { hook } = parsed;
    if (hook.accountId !== undefined && hook.accountId !== account) {
      onHook(hook.kind, "refused");
      logger.warn({ account }, "hook refused: it names another account");
      answerText(response, 400, "The parameter AccountId names another account than this URL.");
      return;
    }
    await this.#store(response, account, hook);
  }

  async #store(response: ServerResponse, account: string, hook: Hook): Promise<void> {
    const { log, employeeName, logger, onHook } = this.#options;
    const { kind, callId, employee } = hook;
    try {
      const name = employee === undefined ? undefined : employeeName(account, employee);
      const { repeated, deliveries } = await log.append(account, hook, name);
      onHook(kind, repeated ? "repeated" : "stored");
      logger.debug({ account, kind, callId, recipients: deliveries.length }, "hook stored");
      answerText(response, 200, "OK");
    } catch (error) {
      onHook(kind, "not-stored");
      logger.error({ account, problem: error instanceof Error ? error.message : String(error) }, "hook not stored");
      answerText(response, 503, "The event could not be stored. Send it again.");
    }
  }

  #target(path: string): Target | undefined {
    const [, , id = "", secret = "", kind, ...rest] = path.split("/");
    if (!this.#secrets.isRight(id, secret) || rest.length > 0) return undefined;
    if (kind === undefined || kind === "") return { account: id, kind: undefined };
    const known = callEventKinds.find((candidate) => candidate === kind);
    return known === undefined ? undefined : { account: id, kind: known };
  }
}

async function readParameters(
  request: IncomingMessage,
  query: string,
): Promise<HookParameters | "too large" | "not understood"> {
  if (query.length > MOST_BODY_BYTES) return "too large";
  const inQuery = parseFormParameters(query);
  const body = await readBody(request);
  if (body === undefined) return "too large";
  if (body.length === 0) return inQuery;
  const parameters = parseBodyParameters(decodeBody(body), request.headers["content-type"] ?? "");
  return parameters === undefined ? "not understood" : [...inQuery, ...parameters];
}
