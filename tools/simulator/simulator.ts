import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { ReceivedRequest } from "./api/api-request.ts";
import { ApiServer } from "./api/api-server.ts";
import { EmployeeApi, switchCallFlow } from "./api/employee-api.ts";
import type { Faults } from "./api/faults.ts";
import { MakeCallApi } from "./api/make-call-api.ts";
import type { Company } from "./company/company.ts";
import { nordlysEnergi } from "./company/nordlys-energi.ts";
import { ControlPage } from "./control-page/control-page.ts";
import { Exchange, type RingingPhone } from "./pbx/exchange.ts";
import { MadeCalls } from "./pbx/made-calls.ts";
import type { Autopilot } from "./pbx/make-call.ts";
import { HookPost, type HookUrls, type SentHook } from "./pbx/post-hooks.ts";
import { defaultVariant, type PbxVariant } from "./pbx/variant.ts";
import { type ScenarioName, scenarioNamed } from "./scenarios/all-scenarios.ts";
import type { CastOverrides } from "./scenarios/cast.ts";
import { type PlayedScenario, playScenario } from "./scenarios/play-scenario.ts";
import type { Scenario } from "./scenarios/scenario.ts";

export interface SimulatorOptions {
  /** The demo company by default. It is copied: the simulator changes its own. */
  readonly company?: Company;
  readonly variant?: Partial<PbxVariant>;
  /** The four URL fields of PBXAdmin; may be set later. */
  readonly hookUrls?: HookUrls;
  /** Unix milliseconds; the system's clock by default. */
  readonly now?: () => number;
  /** 127.0.0.1 by default. */
  readonly host?: string;
  /** A free port by default. */
  readonly port?: number;
  /** The time between steps, milliseconds; real time by default. A test's own should also move its `now`. */
  readonly wait?: (ms: number) => Promise<void>;
  /** By default only outside callees act by themselves: they answer after 2 s. */
  readonly autopilot?: Partial<Autopilot>;
}

interface PlayOverrides extends CastOverrides {
  readonly variant?: Partial<PbxVariant>;
}

interface IncomingCall {
  /** As the network presents it, such as "86515151"; undefined where hidden. */
  readonly from: string | undefined;
  /** Extensions of employees, ring groups or queues. */
  readonly to: readonly string[];
  readonly line?: string;
}

export interface Simulator {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Base of the Employee API, with a slash at its end. */
  readonly employeeApiUrl: string;
  readonly makeCallUrl: string;
  readonly controlUrl: string;
  /** The live company: call flows change. */
  readonly company: Company;
  readonly variant: PbxVariant;
  /** All four; a kind that is left out is not sent. */
  setHookUrls(urls: HookUrls): void;
  /** For calls that begin from now on. */
  setVariant(variant: Partial<PbxVariant>): void;
  setAutopilot(autopilot: Partial<Autopilot>): void;
  /** Resolves when all hooks were answered. @throws when there is no such scenario, or the simulator is closed */
  play(scenario: Scenario | ScenarioName, overrides?: PlayOverrides): Promise<PlayedScenario>;
  /** A call that rings until somebody lifts or hangs up. @returns its UniqueCallIds, when the hooks were answered */
  placeCall(call: IncomingCall): Promise<readonly string[]>;
  /** A colleague switches a call flow in PBXAdmin. @throws when there is no such flow */
  switchCallFlow(localNumber: string, active: boolean): void;
  /** Every hook sent, in the order of the answers. */
  readonly hooks: readonly SentHook[];
  /** API requests, refused ones too, without secrets. */
  readonly requests: readonly ReceivedRequest[];
  /** What is wrong with the API right now. */
  readonly fault: Partial<Faults>;
  /** Phones that ring right now. */
  readonly ringing: readonly RingingPhone[];
  /** Somebody in the call hangs up; resolves when the hooks were answered. @throws when no call has this id */
  hangUp(callId: string): Promise<void>;
  /**
   * Somebody lifts a phone: the call that rings longest at it, or the one that is named. Resolves when the hooks were
   * answered. @throws when it does not ring
   */
  answer(phone: string, callId?: string): Promise<void>;
  /** What is wrong with the API from now on; `{}` for nothing. */
  setFault(fault: Partial<Faults>): void;
  /** Resolves once everything has stopped. @throws AggregateError of what failed in the background */
  close(): Promise<void>;
}

/** @throws when the port cannot be had */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = new RunningSimulator(options);
  await simulator.listen(options.host ?? "127.0.0.1", options.port ?? 0);
  return simulator;
}

class RunningSimulator implements Simulator {
  readonly company: Company;
  readonly #closing = new AbortController();
  readonly #post: HookPost;
  readonly #exchange: Exchange;
  readonly #madeCalls: MadeCalls;
  readonly #api: ApiServer;
  readonly #control: ControlPage;
  readonly #wait: (ms: number) => Promise<void>;
  readonly #background = new Set<Promise<void>>();
  readonly #failures: unknown[] = [];
  readonly #server = createServer((request, response) => this.#inBackground(this.#handle(request, response)));
  #variant: PbxVariant;
  #autopilot: Autopilot;
  #url = "";

  constructor(options: SimulatorOptions) {
    const now = options.now ?? Date.now;
    const wait = options.wait ?? ((ms: number) => sleep(ms, undefined, { signal: this.#closing.signal }));
    this.#wait = async (ms) => {
      this.#closing.signal.throwIfAborted();
      await wait(ms);
      this.#closing.signal.throwIfAborted();
    };
    const onChange = () => this.#control.changed();
    this.company = structuredClone(options.company ?? nordlysEnergi());
    this.#variant = { ...defaultVariant, ...options.variant };
    this.#autopilot = {
      liftAfter: undefined,
      calleeAnswersAfter: 2_000,
      ringsFor: undefined,
      ...options.autopilot,
    };
    this.#post = new HookPost({
      urls: options.hookUrls ?? {},
      now,
      closing: this.#closing.signal,
      onChange,
    });
    this.#exchange = new Exchange({ company: this.company, post: this.#post, now, onChange });
    this.#madeCalls = new MadeCalls({
      exchange: this.#exchange,
      wait: this.#wait,
      autopilot: () => this.#autopilot,
      inBackground: (work) => this.#inBackground(work),
    });
    this.#api = new ApiServer({
      employeeApi: new EmployeeApi(this.company, {
        xmlLists: () => this.#variant.xmlLists,
        onSwitched: onChange,
        begin: (request) => this.#madeCalls.begin(request, this.#variant),
      }),
      makeCallApi: new MakeCallApi(this.company, (request) => this.#madeCalls.begin(request, this.#variant)),
      now,
      wait: this.#wait,
      onChange,
    });
    this.#control = new ControlPage({
      simulator: this,
      exchange: this.#exchange,
      hookUrls: () => this.#post.urls,
      inBackground: (work) => this.#inBackground(work),
    });
  }

  get url(): string {
    return this.#url;
  }

  get employeeApiUrl(): string {
    return `${this.#url}/api/`;
  }

  get makeCallUrl(): string {
    return `${this.#url}/api/MakeCall`;
  }

  get controlUrl(): string {
    return `${this.#url}/control`;
  }

  get variant(): PbxVariant {
    return this.#variant;
  }

  get hooks(): readonly SentHook[] {
    return this.#post.sent;
  }

  get requests(): readonly ReceivedRequest[] {
    return this.#api.requests;
  }

  get fault(): Partial<Faults> {
    return this.#api.fault;
  }

  get ringing(): readonly RingingPhone[] {
    return this.#exchange.ringing;
  }

  async listen(host: string, port: number): Promise<void> {
    this.#server.listen(port, host);
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The simulator got no TCP port.");
    const hostInUrl = address.family === "IPv6" ? `[${address.address}]` : address.address;
    this.#url = `http://${hostInUrl}:${address.port}`;
  }

  setHookUrls(urls: HookUrls): void {
    this.#post.setUrls(urls);
  }

  setVariant(variant: Partial<PbxVariant>): void {
    this.#variant = { ...this.#variant, ...variant };
    this.#control.changed();
  }

  setAutopilot(autopilot: Partial<Autopilot>): void {
    this.#autopilot = { ...this.#autopilot, ...autopilot };
  }

  setFault(fault: Partial<Faults>): void {
    this.#api.fault = fault;
    this.#control.changed();
  }

  play(scenario: Scenario | ScenarioName, overrides: PlayOverrides = {}): Promise<PlayedScenario> {
    const { variant, ...cast } = overrides;
    return playScenario(
      typeof scenario === "string" ? scenarioNamed(scenario) : scenario,
      {
        company: this.company,
        exchange: this.#exchange,
        variant: { ...this.#variant, ...variant },
        wait: this.#wait,
      },
      cast,
    );
  }

  async placeCall({ from, to, line }: IncomingCall): Promise<readonly string[]> {
    const variant = this.#variant;
    const phones = this.#exchange.phonesOf([...new Set(to.flatMap((localNumber) => this.#membersOf(localNumber)))]);
    const call = this.#exchange.open({
      variant,
      queue: this.#exchange.queue(variant),
      outside: from,
      ...(line === undefined ? {} : { line }),
    });
    const { ringsFor } = this.#autopilot;
    if (ringsFor !== undefined) {
      this.#inBackground(this.#wait(ringsFor).then(() => (call.isAnswered ? undefined : call.end())));
    }
    await call.ring(phones, { aNumber: from ?? variant.hiddenNumber });
    return call.callIds;
  }

  #membersOf(localNumber: string): readonly string[] {
    const groups = [...this.company.ringGroups, ...this.company.queues];
    return groups.find((group) => group.localNumber === localNumber)?.members ?? [localNumber];
  }

  switchCallFlow(localNumber: string, active: boolean): void {
    const flow = this.company.callFlows.find((candidate) => candidate.localNumber === localNumber);
    if (flow === undefined) throw new Error(`No call flow has the local number ${localNumber}.`);
    switchCallFlow(flow, active);
    this.#control.changed();
  }

  async hangUp(callId: string): Promise<void> {
    const found = this.#exchange.findLeg(callId);
    if (found === undefined) throw new Error(`No call has the id ${callId} now.`);
    await found.call.end();
  }

  async answer(phone: string, callId?: string): Promise<void> {
    const call = this.#exchange.ringingAt(phone, callId);
    if (call === undefined) throw new Error(`Phone ${phone} does not ring.`);
    await this.#madeCalls.answer(call, phone);
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error("The simulator was closed."));
    this.#control.close();
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
    await Promise.allSettled(this.#background);
    if (this.#failures.length > 0) {
      throw new AggregateError(this.#failures, "Something failed in the simulator's background.");
    }
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", "http://pbx.invalid").pathname;
    if (path.startsWith("/api/")) return this.#api.handle(request, response);
    if (path === "/control" || path.startsWith("/control/")) return this.#control.handle(request, response);
    response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" }).end("There is /api/ and /control here.");
  }

  /** Work that nobody waits for. What goes wrong in it comes out in `close`, unless closing was the reason. */
  #inBackground(work: Promise<void>): void {
    const watched = work
      .catch((error: unknown) => {
        if (!this.#closing.signal.aborted) this.#failures.push(error);
      })
      .finally(() => this.#background.delete(watched));
    this.#background.add(watched);
  }
}
