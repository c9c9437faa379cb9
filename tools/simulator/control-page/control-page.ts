import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { z } from "zod";
import { mediaType, readBody } from "../api/api-request.ts";
import { Refusal } from "../api/refusal.ts";
import type { Exchange } from "../pbx/exchange.ts";
import type { HookUrls } from "../pbx/post-hooks.ts";
import { scenarioNamed } from "../scenarios/all-scenarios.ts";
import { castScenario } from "../scenarios/cast.ts";
import type { Simulator } from "../simulator.ts";
import {
  callFlowSchema,
  callSchema,
  faultSchema,
  hangUpSchema,
  phoneSchema,
  playSchema,
  variantSchema,
} from "./control-requests.ts";
import { controlState } from "./control-state.ts";
import { whyTurnedAway } from "./origin-guard.ts";

/** Changes that come this close together are shown at once, milliseconds. */
const COALESCE = 40;

const files: Readonly<Record<string, readonly [file: string, type: string]>> = {
  "/control": ["page.html", "text/html; charset=utf-8"],
  "/control/page.css": ["page.css", "text/css; charset=utf-8"],
  "/control/page.js": ["page.js", "text/javascript; charset=utf-8"],
};

const headers = {
  "Cache-Control": "no-store",
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:",
  "X-Content-Type-Options": "nosniff",
};

/** The page at which a person plays caller and colleagues, and the small JSON interface behind it. */
export class ControlPage {
  readonly #simulator: Simulator;
  readonly #exchange: Exchange;
  readonly #hookUrls: () => HookUrls;
  readonly #inBackground: (work: Promise<void>) => void;
  readonly #watchers = new Set<ServerResponse>();
  #playing: readonly string[] = [];
  #announcing: NodeJS.Timeout | undefined;

  constructor(options: {
    simulator: Simulator;
    exchange: Exchange;
    hookUrls: () => HookUrls;
    inBackground: (work: Promise<void>) => void;
  }) {
    this.#simulator = options.simulator;
    this.#exchange = options.exchange;
    this.#hookUrls = options.hookUrls;
    this.#inBackground = options.inBackground;
  }

  /** Something that the page shows has changed. */
  changed(): void {
    if (this.#watchers.size === 0 || this.#announcing !== undefined) return;
    this.#announcing = setTimeout(() => {
      this.#announcing = undefined;
      const message = this.#stateMessage();
      for (const watcher of this.#watchers) watcher.write(message);
    }, COALESCE);
  }

  close(): void {
    clearTimeout(this.#announcing);
    for (const watcher of this.#watchers) watcher.end();
    this.#watchers.clear();
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const turnedAway = whyTurnedAway(request.headers);
      if (turnedAway !== undefined) throw new Refusal(403, turnedAway);
      const path = new URL(request.url ?? "/", "http://pbx.invalid").pathname;
      if (request.method === "GET") await this.#get(path, response);
      else if (request.method === "POST") await this.#post(path, request, response);
      else throw new Refusal(405, "The control page knows GET and POST.", { Allow: "GET, POST" });
    } catch (error) {
      if (!(error instanceof Refusal)) {
        response.destroy();
        throw error;
      }
      response
        .writeHead(error.status, { ...headers, ...error.headers, "Content-Type": "text/plain; charset=utf-8" })
        .end(error.message);
    }
  }

  async #get(path: string, response: ServerResponse): Promise<void> {
    const file = files[path];
    if (file !== undefined) {
      const content = await readFile(join(import.meta.dirname, file[0]));
      response.writeHead(200, { ...headers, "Content-Type": file[1] }).end(content);
    } else if (path === "/control/state") {
      this.#answer(response, 200, this.#state());
    } else if (path === "/control/events") {
      response.writeHead(200, { ...headers, "Content-Type": "text/event-stream" });
      response.write(this.#stateMessage());
      this.#watchers.add(response);
      response.on("close", () => this.#watchers.delete(response));
    } else {
      throw new Refusal(404, "There is no such page.");
    }
  }

  /** Every action is answered at once; what it leads to is seen in the state. */
  async #post(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (mediaType(request.headers["content-type"]) !== "application/json") {
      throw new Refusal(415, "The control page takes application/json.");
    }
    const body = parseJson(await readBody(request));
    switch (path) {
      case "/control/play":
        this.#play(read(playSchema, body));
        break;
      case "/control/call":
        this.#call(read(callSchema, body));
        break;
      case "/control/answer": {
        const { phone, callId } = read(phoneSchema, body);
        if (this.#exchange.ringingAt(phone, callId) === undefined)
          throw new Refusal(409, `Phone ${phone} does not ring.`);
        this.#inBackground(this.#simulator.answer(phone, callId));
        break;
      }
      case "/control/hang-up": {
        const { callId } = read(hangUpSchema, body);
        if (this.#exchange.findLeg(callId) === undefined) throw new Refusal(409, `No call has the id ${callId} now.`);
        this.#inBackground(this.#simulator.hangUp(callId));
        break;
      }
      case "/control/call-flow": {
        const { localNumber, active } = read(callFlowSchema, body);
        refuseErrors(404, () => this.#simulator.switchCallFlow(localNumber, active));
        break;
      }
      case "/control/variant":
        this.#simulator.setVariant(read(variantSchema, body));
        break;
      case "/control/fault":
        this.#simulator.setFault(read(faultSchema, body));
        break;
      default:
        throw new Refusal(404, "There is no such action.");
    }
    this.#answer(response, 202, { accepted: true });
  }

  #play({ scenario, overrides }: z.output<typeof playSchema>): void {
    refuseErrors(400, () => castScenario(scenarioNamed(scenario), this.#simulator.company, overrides));
    this.#playing = [...this.#playing, scenario];
    this.changed();
    const played = this.#simulator.play(scenarioNamed(scenario), overrides).finally(() => {
      const index = this.#playing.indexOf(scenario);
      this.#playing = this.#playing.filter((_, other) => other !== index);
      this.changed();
    });
    this.#inBackground(played.then(() => undefined));
  }

  #call({ from, to, line }: z.output<typeof callSchema>): void {
    const { company } = this.#simulator;
    const known = [...company.employees, ...company.ringGroups, ...company.queues];
    const stranger = to.find((localNumber) => !known.some((party) => party.localNumber === localNumber));
    if (stranger !== undefined) throw new Refusal(404, `Nobody has the local number ${stranger}.`);
    const call = { from: from ?? undefined, to, ...(line === undefined ? {} : { line }) };
    this.#inBackground(this.#simulator.placeCall(call).then(() => undefined));
  }

  #state() {
    return controlState(this.#simulator, this.#exchange, this.#hookUrls(), this.#playing);
  }

  #stateMessage(): string {
    return `data: ${JSON.stringify(this.#state())}\n\n`;
  }

  #answer(response: ServerResponse, status: number, value: unknown): void {
    response.writeHead(status, { ...headers, "Content-Type": "application/json; charset=utf-8" });
    response.end(JSON.stringify(value));
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Refusal(400, "The body is not JSON.");
  }
}

function read<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new Refusal(400, z.prettifyError(parsed.error));
  return parsed.data;
}

/** What the simulator throws at a wrong call is the answer's text. */
function refuseErrors(status: number, act: () => void): void {
  try {
    act();
  } catch (error) {
    throw new Refusal(status, error instanceof Error ? error.message : String(error));
  }
}
