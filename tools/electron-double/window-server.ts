import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { createCloneCodec } from "./clone-codec.ts";
import { LoopbackAccess } from "./loopback-access.ts";
import type { PageConfig } from "./page-messages.ts";
import { pageRuntime } from "./page-runtime.ts";
import { socketWorker } from "./socket-worker.ts";

/** Paths under this are the double's own; everything else is the app's. */
const OWN = "/__electron-double__/";
const devalueFolder = dirname(createRequire(import.meta.url).resolve("devalue"));
/** Said of a connection, or meant for the double alone. */
const NOT_FOR_THE_APP = new Set([
  "host",
  "cookie",
  "authorization",
  "connection",
  "content-length",
  "origin",
  "referer",
]);

export interface WindowServerOptions {
  access: LoopbackAccess;
  /** Asks the app's protocol handler; undefined when it has none. */
  respond(request: Request): Promise<Response> | undefined;
  /** The origin that the loopback origin stands for, such as `app://sidetone`. */
  appOrigin(): string;
  preload: string | undefined;
  platform: string;
  /** A document is being served; returns the number that its page will connect with. */
  onDocument(url: string): number;
  /** A page has connected. */
  onConnect(document: number, socket: WebSocket): void;
  onRedirect(url: string): "go" | "stay";
  onPreloadError(error: Error): void;
}

/**
 * Serves one window's pages on a port of its own, so that the paths are the app's and `'self'` is this window alone. What
 * the app's handler answers passes through unchanged, but that an HTML document gets the preload as its first script.
 */
export class WindowServer {
  readonly #options: WindowServerOptions;
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });

  constructor(options: WindowServerOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        console.error(`electron-double: ${request.url} could not be answered`, error);
        // As Electron does, the page sees a failed request and not the error.
        response.destroy();
      });
    });
    this.#server.on("upgrade", (request, socket, head) => {
      const { pathname, searchParams } = this.#url(request);
      const allowed = this.#isKnown(request) && pathname === `${OWN}socket` && request.headers.origin === this.origin;
      if (!allowed) {
        socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (client) => {
        options.onConnect(Number(searchParams.get("document")), client);
      });
    });
    // The desktop's server keeps the app alive; a window alone does not.
    this.#server.unref();
  }

  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(0, "127.0.0.1", resolve);
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get origin(): string {
    return LoopbackAccess.origin(this.port);
  }

  close(): void {
    this.#sockets.close();
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #url(request: IncomingMessage): URL {
    return new URL(request.url ?? "/", this.origin);
  }

  #isKnown(request: IncomingMessage): boolean {
    return this.#options.access.isAddressedTo(request, this.port) && this.#options.access.knows(request);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#options.access.isAddressedTo(request, this.port)) {
      const admitted = this.#options.access.admit(request, this.port);
      if (admitted !== undefined) {
        response.writeHead(302, admitted).end();
        return;
      }
    }
    if (!this.#isKnown(request)) {
      response.writeHead(403, { "Content-Type": "text/plain" }).end("Open this window from the desktop.");
      return;
    }
    const url = this.#url(request);
    if (url.pathname.startsWith(OWN)) await this.#answerOwn(url, response);
    else await this.#answerForApp(request, url, response);
  }

  // --- the app's part -------------------------------------------------------------------------------------------------

  async #answerForApp(request: IncomingMessage, url: URL, response: ServerResponse): Promise<void> {
    const appUrl = this.#options.appOrigin() + url.pathname + url.search;
    const isDocument = request.headers["sec-fetch-dest"] === "document";
    const method = request.method ?? "GET";
    const answer = await this.#options.respond(
      new Request(appUrl, {
        method,
        headers: appHeaders(request),
        ...(method === "GET" || method === "HEAD" ? {} : { body: Readable.toWeb(request), duplex: "half" }),
      } as RequestInit),
    );
    if (answer === undefined) throw new Error(`net::ERR_UNKNOWN_URL_SCHEME (${appUrl}); is protocol.handle called?`);

    const headers = new Headers(answer.headers);
    const location = headers.get("location");
    if (location !== null) {
      const target = new URL(location, appUrl).href;
      if (isDocument && this.#options.onRedirect(target) === "stay") {
        response.writeHead(204).end();
        return;
      }
      headers.set("location", target.replace(this.#options.appOrigin(), this.origin));
    }
    const isHtml = (headers.get("content-type") ?? "").startsWith("text/html");
    if (isDocument && isHtml && location === null) {
      const document = this.#options.onDocument(appUrl + url.hash);
      const html = withPreload(await answer.text(), `${OWN}preload.js?document=${document}`);
      headers.delete("content-length");
      writeHead(response, answer.status, headers);
      response.end(html);
      return;
    }
    writeHead(response, answer.status, headers);
    if (answer.body === null) response.end();
    else Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]).pipe(response);
  }

  // --- the double's part ----------------------------------------------------------------------------------------------

  async #answerOwn(url: URL, response: ServerResponse): Promise<void> {
    const name = url.pathname.slice(OWN.length);
    const document = Number(url.searchParams.get("document"));
    if (name === "preload.js") return script(response, await this.#preloadScript(document));
    if (name === "worker.js") return script(response, this.#workerScript(document));
    if (name.startsWith("devalue/")) {
      // The base name only, so that nothing outside the folder can be named.
      return script(response, await readFile(join(devalueFolder, basename(name)), "utf8"));
    }
    response.writeHead(404).end();
  }

  async #preloadScript(document: number): Promise<string> {
    const config: PageConfig = {
      workerPath: `${OWN}worker.js?document=${document}`,
      loopbackOrigin: this.origin,
      appOrigin: this.#options.appOrigin(),
      platform: this.#options.platform,
      arch: process.arch,
      versions: Object.fromEntries(Object.entries(process.versions).map(([name, version]) => [name, String(version)])),
    };
    const preload = await this.#preload();
    const wrapped = preload === undefined ? "undefined" : `function (require, module, exports, process) {${preload}\n}`;
    return `(${pageRuntime.toString()})(${JSON.stringify(config)}, ${wrapped});`;
  }

  async #preload(): Promise<string | undefined> {
    const { preload } = this.#options;
    if (preload === undefined) return undefined;
    try {
      return await readFile(preload, "utf8");
    } catch (error) {
      this.#options.onPreloadError(error instanceof Error ? error : new Error(String(error)));
      return undefined;
    }
  }

  #workerScript(document: number): string {
    const address = `ws://127.0.0.1:${this.port}${OWN}socket?document=${document}`;
    return [
      `import { parse, stringify } from "${OWN}devalue/index.js";`,
      `const codec = (${createCloneCodec.toString()})({ parse, stringify });`,
      `(${socketWorker.toString()})(self, codec, ${JSON.stringify(address)});`,
    ].join("\n");
  }
}

function appHeaders(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !NOT_FOR_THE_APP.has(name)) headers.set(name, String(value));
  }
  return headers;
}

function writeHead(response: ServerResponse, status: number, headers: Headers): void {
  response.writeHead(status, [...headers].flat());
}

/** The preload goes before the first thing of the page that could run. */
export function withPreload(html: string, path: string): string {
  const tag = `<script src="${path}"></script>`;
  const opening = html.match(/<head(\s[^>]*)?>/i) ?? html.match(/<html(\s[^>]*)?>/i) ?? html.match(/<!doctype[^>]*>/i);
  if (opening?.index === undefined) return tag + html;
  const end = opening.index + opening[0].length;
  return html.slice(0, end) + tag + html.slice(end);
}

function script(response: ServerResponse, source: string): void {
  response
    .writeHead(200, { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-store" })
    .end(source);
}
