import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { RelayConfig } from "../config/config.ts";
import { answerJson, answerText } from "../http/answer.ts";
import type { Readiness } from "./readiness.ts";

export interface OperationsServerOptions {
  listen: NonNullable<RelayConfig["operations"]>["listen"];
  registry: Registry;
  readiness: Readiness;
  logger: Logger;
}

/** Whoever asks for figures has this long to say so. Milliseconds. */
const REQUEST_WITHIN_MS = 5_000;
const MOST_CONNECTIONS = 100;

/**
 * Health and figures for those who operate the relay, on a listener of its own, so that a proxy or firewall cannot let
 * the world at them by mistake. There is nothing personal in them, and nothing can be changed.
 */
export class OperationsServer {
  readonly #options: OperationsServerOptions;
  readonly #server: Server;

  constructor(options: OperationsServerOptions) {
    this.#options = options;
    this.#server = createServer({ requestTimeout: REQUEST_WITHIN_MS }, (request, response) => {
      this.#handle(request, response).catch((error: unknown) => this.#failed(response, error));
    });
    this.#server.maxConnections = MOST_CONNECTIONS;
  }

  /** @throws Node's error where the port is taken or the address is none of this machine */
  async listen(): Promise<void> {
    const { host, port } = this.#options.listen;
    this.#server.listen(port, host);
    await once(this.#server, "listening");
  }

  /** Where it listens. */
  get url(): string {
    const { host } = this.#options.listen;
    const address = this.#server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  }

  /** May be called again, and where it does not listen. */
  async close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? "").split("?")[0];
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("Allow", "GET, HEAD");
      answerText(response, 405, "Only GET is possible here.");
    } else if (path === "/healthz") answerText(response, 200, "OK");
    else if (path === "/readyz") await this.#readiness(response);
    else if (path === "/metrics") await this.#metrics(response);
    else answerText(response, 404, "There are /healthz, /readyz and /metrics.");
  }

  async #readiness(response: ServerResponse): Promise<void> {
    const reasons = await this.#options.readiness.reasons();
    if (reasons.length === 0) answerJson(response, 200, { ready: true });
    else answerJson(response, 503, { ready: false, reasons });
  }

  async #metrics(response: ServerResponse): Promise<void> {
    const { registry } = this.#options;
    const text = await registry.metrics();
    response.writeHead(200, { "Content-Type": registry.contentType, "Cache-Control": "no-store" }).end(text);
  }

  #failed(response: ServerResponse, error: unknown): void {
    const problem = error instanceof Error ? error.message : String(error);
    this.#options.logger.error({ problem }, "figures could not be given");
    if (response.headersSent) response.destroy();
    else answerText(response, 500, "The figures could not be read. The log says why.");
  }
}
