import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import { relayPaths } from "../../shared/relay-protocol/http.ts";
import { answerError, answerText } from "./answer.ts";
import type { CallFlowsEndpoint } from "./call-flows-endpoint.ts";
import type { FlexfoneEndpoint } from "./flexfone-endpoint.ts";
import type { HookEndpoint } from "./hook-endpoint.ts";
import type { PairingEndpoint } from "./pairing-endpoint.ts";

export interface RouterOptions {
  hooks: HookEndpoint;
  flexfone: FlexfoneEndpoint;
  callFlows: CallFlowsEndpoint;
  pairings: PairingEndpoint;
  logger: Logger;
}

/** Hands each request to whom its path belongs. */
export class Router {
  readonly #options: RouterOptions;

  constructor(options: RouterOptions) {
    this.#options = options;
  }

  /** Always answers, or destroys the connection. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#route(request, response);
    } catch (error) {
      if (request.destroyed && !request.complete) response.destroy();
      else this.#failed(response, error);
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { hooks, flexfone, callFlows, pairings } = this.#options;
    const { url: target = "/" } = request;
    if (target.startsWith("/hooks/")) {
      await hooks.handle(request, response, target);
      return;
    }
    // A proxy may be sent the whole address (RFC 9112, section 3.2.2).
    const url = URL.parse(target.startsWith("/") ? `http://relay.invalid${target}` : target);
    if (url === null) answerError(response, 400, "bad-request", "The address cannot be read.");
    else if (url.pathname.startsWith("/hooks/")) await hooks.handle(request, response, url.pathname + url.search);
    else if (url.pathname.startsWith(relayPaths.flexfone)) await flexfone.handle(request, response, url);
    else if (await pairings.handle(request, response, url.pathname)) return;
    else if (await callFlows.handle(request, response, url.pathname)) return;
    else if (url.pathname === "/healthz" && request.method === "GET") answerText(response, 200, "OK");
    else answerError(response, 404, "not-found", "Not found");
  }

  #failed(response: ServerResponse, error: unknown): void {
    const problem = error instanceof Error ? error.message : String(error);
    this.#options.logger.error({ problem }, "a request failed");
    if (response.headersSent) response.destroy();
    else answerError(response, 500, "storage", "The relay could not do this. Try again.");
  }
}
