import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { z } from "zod";
import { CommandRefused, type Desktop } from "./desktop.ts";
import { commands, isCommandName } from "./desktop-contract.ts";
import { DESKTOP_CSS, DESKTOP_HTML, desktopScript } from "./desktop-page.ts";
import { LoopbackAccess } from "./loopback-access.ts";

/** Bytes; commands are small. */
const LARGEST_BODY = 1024 * 1024;

/** What a second process of the app hands over; see `single-instance.ts`. */
const handoverSchema = z.object({
  argv: z.array(z.string()),
  workingDirectory: z.string(),
  additionalData: z.unknown(),
});
export type Handover = z.output<typeof handoverSchema>;

/** Serves the desktop's page and its control API on 127.0.0.1. */
export class DesktopServer {
  readonly #desktop: Desktop;
  readonly #access: LoopbackAccess;
  readonly #server: Server;
  readonly #changes = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  #takeHandover: ((handover: Handover) => void) | undefined;

  constructor(desktop: Desktop, access: LoopbackAccess) {
    this.#desktop = desktop;
    this.#access = access;
    this.#server = createServer((request, response) => {
      this.#answer(request)
        .catch((error: unknown) => {
          console.error("electron-double: the desktop could not answer", error);
          return text(500, "the desktop could not answer; the program's output says why");
        })
        .then(({ status, headers, body }) => response.writeHead(status, headers).end(body));
    });
    this.#server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
    desktop.onChange((state) => {
      const text = JSON.stringify(state);
      for (const client of this.#changes.clients) client.send(text);
    });
  }

  /** @throws Error when the port is taken. */
  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, "127.0.0.1", resolve);
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The page for a person, with the token that lets his browser in. */
  get url(): string {
    return this.#access.link(this.port, "/");
  }

  /** Whether this server alone keeps the process alive, as a running app does. */
  keepAlive(alive: boolean): void {
    if (alive) this.#server.ref();
    else this.#server.unref();
  }

  /** Who takes what a second process hands over. */
  onHandover(take: (handover: Handover) => void): void {
    this.#takeHandover = take;
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    if (!this.#access.isAddressedTo(request, this.port)) return text(421, "not for this host");
    const admitted = this.#access.admit(request, this.port);
    if (admitted !== undefined) return { status: 302, headers: admitted, body: "" };
    if (!this.#access.knows(request)) {
      return text(403, "Open the desktop by the link that the program printed when it started.");
    }
    const { pathname } = new URL(request.url ?? "/", LoopbackAccess.origin(this.port));
    if (request.method === "GET") return this.#get(pathname);
    if (request.method !== "POST" || !this.#isOwnOrigin(request)) return text(403, "not allowed");
    const body: unknown = JSON.parse((await readBody(request)) || "{}");
    if (pathname === "/api/handover") return this.#handOver(body);
    return this.#command(pathname.slice("/api/commands/".length), body);
  }

  #get(pathname: string): Answer {
    switch (pathname) {
      case "/":
        return page("text/html; charset=utf-8", DESKTOP_HTML);
      case "/desktop.css":
        return page("text/css; charset=utf-8", DESKTOP_CSS);
      case "/desktop.js":
        return page("text/javascript; charset=utf-8", `(${desktopScript.toString()})();`);
      case "/api/state":
        return json(200, this.#desktop.state());
      default:
        return text(404, "there is no such page");
    }
  }

  #command(name: string, body: unknown): Answer {
    if (!isCommandName(name)) return json(404, { message: `there is no command "${name}"` });
    const input = commands[name].safeParse(body);
    if (!input.success) return json(400, { message: z.prettifyError(input.error) });
    try {
      this.#desktop.run(name, input.data);
      return json(200, {});
    } catch (error) {
      if (error instanceof CommandRefused) return json(409, { message: error.message });
      throw error;
    }
  }

  #handOver(body: unknown): Answer {
    const handover = handoverSchema.safeParse(body);
    if (!handover.success) return json(400, { message: z.prettifyError(handover.error) });
    this.#takeHandover?.(handover.data);
    return json(200, {});
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const allowed =
      this.#access.isAddressedTo(request, this.port) && this.#access.knows(request) && this.#isOwnOrigin(request);
    if (!allowed || request.url !== "/api/changes") {
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    this.#changes.handleUpgrade(request, socket, head, (client) => client.send(JSON.stringify(this.#desktop.state())));
  }

  /** Other pages on 127.0.0.1 have the cookie too, but another origin; programs have none. */
  #isOwnOrigin(request: IncomingMessage): boolean {
    const { origin } = request.headers;
    return origin === undefined || origin === LoopbackAccess.origin(this.port);
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Error("the request's body is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

function answerOf(status: number, type: string, body: string): Answer {
  const headers = {
    "Content-Type": type,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'self'; img-src data:; frame-ancestors 'none'",
  };
  return { status, headers, body };
}

function page(type: string, body: string): Answer {
  return answerOf(200, type, body);
}

function json(status: number, body: unknown): Answer {
  return answerOf(status, "application/json", JSON.stringify(body));
}

function text(status: number, body: string): Answer {
  return answerOf(status, "text/plain; charset=utf-8", body);
}
