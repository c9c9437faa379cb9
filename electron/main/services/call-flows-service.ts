import { FURTHEST_UNTIL_MS } from "../../../shared/call-flows/switch-until.ts";
import { defined } from "../../../shared/defined.ts";
import type { Result } from "../../../shared/ipc/contract.ts";
import type { CallFlowsState, ShownCallFlow } from "../../../shared/ipc/snapshot.ts";
import type { CallFlowsView } from "../../../shared/relay-protocol/call-flows.ts";
import type { CallFlowsApi } from "../ports/call-flows-api.ts";
import type { Clock } from "../ports/clock.ts";
import type { Random } from "../ports/random.ts";
import type { AppState } from "./app-state.ts";
import { CallFlowPolling } from "./call-flow-polling.ts";
import { presentCallFlows } from "./call-flow-presenter.ts";
import type { CallerLookup } from "./caller-lookup.ts";
import { failed, type Outcome, succeeded } from "./failure.ts";

export interface CallFlowsServiceOptions {
  state: AppState;
  lookup: Pick<CallerLookup, "nameOfLocalNumber">;
  clock: Clock;
  random: Random;
  /** The employee's own extension. */
  own(): string | undefined;
}

/** What a call flow is to be, and until when. Unix milliseconds. */
interface Wish {
  active: boolean;
  until?: number;
}

/** A switch that was asked for and is not known to have happened. */
interface Missing extends Wish {
  problem: NonNullable<ShownCallFlow["problem"]>;
}

/** From somewhere that may have lost the answer, so that the switch may have happened. */
const unsureCodes: ReadonlySet<string> = new Set([
  "relay-unreachable",
  "relay-refused",
  "pbx-unreachable",
  "pbx-timeout",
  "pbx-not-understood",
]);

/** Not what the PBX did, but what there was to do: told to the one who asked, and not of the call flow. */
const overtakenCodes: ReadonlySet<string> = new Set(["changed-since", "no-such-switch"]);

/**
 * The company's variable call flows (guide: "Se Variabel kaldsflowliste"): shows what the PBX says, never what is hoped for.
 * Changes are made one after the other, and questions that were asked before one are not listened to after it.
 */
export class CallFlowsService {
  readonly #options: CallFlowsServiceOptions;
  readonly #polling: CallFlowPolling;
  #api: CallFlowsApi | undefined;
  #online = false;
  #view: CallFlowsView | undefined;
  /** Grows with each change that is begun or ended: what was asked for before is late. */
  #turn = 0;
  #changing = 0;
  /** Something was to be asked while a change was under way. */
  #toAsk = false;
  /** Why the last question was not answered. */
  #failure: Outcome<undefined> | undefined;
  #lastChange: Promise<unknown> = Promise.resolve();
  readonly #switching = new Set<string>();
  readonly #missing = new Map<string, Missing>();

  constructor(options: CallFlowsServiceOptions) {
    this.#options = options;
    this.#polling = new CallFlowPolling({
      clock: options.clock,
      random: options.random,
      ask: async () => {
        await this.#read();
      },
    });
  }

  /** Somebody is paired; `online` says when it can be asked. */
  start(api: CallFlowsApi): void {
    this.#forget();
    this.#api = api;
    this.#options.state.update({
      callFlows: { flows: [], timed: api.timed !== undefined, coming: [], history: [] },
    });
  }

  stop(): void {
    this.offline();
    this.#forget();
    this.#api = undefined;
    this.#options.state.update({ callFlows: { flows: [], timed: false, coming: [], history: [] } });
  }

  dispose(): void {
    this.#polling.offline();
  }

  /** The relay is connected, maybe anew, or there is none in between. */
  online(): void {
    if (this.#api === undefined) return;
    this.#online = true;
    this.#polling.online();
  }

  /** What is known stays, with its age. */
  offline(): void {
    this.#online = false;
    // What was asked before the connection was lost is late once it is back.
    this.#turn += 1;
    this.#polling.offline();
  }

  /** The relay says that something is not as it was. */
  changed(): void {
    this.#polling.changed();
  }

  /** Whether the window is shown. */
  windowShown(shown: boolean): void {
    this.#polling.windowShown(shown);
  }

  /** Whether the call flows are what the window shows. */
  watch(on: boolean): Outcome<undefined> {
    this.#polling.viewShown(on);
    return succeeded();
  }

  /** Asks now. The last known list stays where there is no answer, with the reason. */
  async refresh(): Promise<Outcome<undefined>> {
    if (this.#api === undefined) return failed("not-paired", "not paired");
    if (!this.#online) return failed("offline", "the relay is not connected");
    await this.#polling.ask();
    return this.#failure ?? succeeded();
  }

  /**
   * Switches a call flow, and shows what the PBX says afterwards rather than what was asked for.
   *
   * @param until when it goes back by itself, Unix milliseconds, ahead by 30 days at most; takes a relay
   */
  async set(localNumber: string, active: boolean, until?: number): Promise<Outcome<undefined>> {
    const api = this.#api;
    if (api === undefined) return failed("not-paired", "not paired");
    if (!this.#online) return failed("offline", "the relay is not connected");
    // The first of two clicks counts.
    if (this.#switching.has(localNumber)) return succeeded();
    const now = this.#options.clock.now();
    if (until !== undefined && (until <= now || until > now + FURTHEST_UNTIL_MS)) {
      return failed("time-not-possible", "a switch goes back at a time ahead, by 30 days at most");
    }
    const { timed } = api;
    if (until !== undefined && timed === undefined) return failed("relay-needed", "a timed switch takes a relay");
    return await this.#switch(localNumber, { active, ...defined({ until }) }, () =>
      until === undefined || timed === undefined
        ? api.switch(localNumber, active)
        : timed.switchUntil(localNumber, active, until),
    );
  }

  /** A coming switch is not to come. */
  async cancel(id: string): Promise<Outcome<undefined>> {
    const timed = this.#api?.timed;
    if (timed === undefined) return failed("relay-needed", "there are no coming switches without a relay");
    if (!this.#online) return failed("offline", "the relay is not connected");
    const outcome = await this.#change(() => timed.cancel(id));
    if (!outcome.ok) await this.#polling.askAnew();
    return outcome;
  }

  /** Back to what it was before a past switch, where nobody has switched it since. */
  async undo(id: string): Promise<Outcome<undefined>> {
    const timed = this.#api?.timed;
    const past = this.#view?.history.find((one) => one.id === id);
    if (timed === undefined) return failed("relay-needed", "nothing is kept to be undone without a relay");
    if (!this.#online) return failed("offline", "the relay is not connected");
    if (past === undefined) return failed("no-such-switch", "there is no such switch any more");
    if (this.#switching.has(past.localNumber)) return succeeded();
    return await this.#switch(past.localNumber, { active: !past.active }, () => timed.undo(id));
  }

  /** He has read why a call flow was not switched. */
  dismissProblem(localNumber: string): Outcome<undefined> {
    this.#missing.delete(localNumber);
    this.publish();
    return succeeded();
  }

  /** Shows it anew: names may have become known. */
  publish(): void {
    this.#show(this.#options.state.snapshot.callFlows);
  }

  async #switch(
    localNumber: string,
    wish: Wish,
    ask: () => Promise<Result<CallFlowsView>>,
  ): Promise<Outcome<undefined>> {
    this.#switching.add(localNumber);
    this.#missing.delete(localNumber);
    this.publish();
    const outcome = await this.#change(ask);
    let happened = outcome.ok;
    if (!outcome.ok) {
      const { code, message } = outcome;
      const missing = { ...wish, problem: { code, message, unsure: unsureCodes.has(code) } };
      const isKept = !overtakenCodes.has(code);
      if (isKept) this.#missing.set(localNumber, missing);
      // What it says now shows whether it happened nevertheless.
      await this.#polling.askAnew();
      happened = isKept && !this.#missing.has(localNumber);
    }
    this.#switching.delete(localNumber);
    this.publish();
    return happened ? succeeded() : outcome;
  }

  /** One after the other, so that each is answered with what came of all before it. */
  async #change(ask: () => Promise<Result<CallFlowsView>>): Promise<Outcome<undefined>> {
    const api = this.#api;
    this.#changing += 1;
    const before = this.#lastChange;
    const change = (async () => {
      await before;
      if (this.#api !== api) return failed("not-paired", "not paired any more");
      this.#turn += 1;
      const answer = await ask();
      if (this.#api !== api) return failed("not-paired", "not paired any more");
      this.#turn += 1;
      if (answer.ok) this.#learn(answer.value);
      return answer.ok ? succeeded() : answer;
    })();
    this.#lastChange = change;
    try {
      return await change;
    } finally {
      this.#changing -= 1;
      if (this.#changing === 0 && this.#toAsk) {
        this.#toAsk = false;
        this.#polling.changed();
      }
    }
  }

  /** While something is being changed there is nothing to ask: the change is answered with all. */
  async #read(): Promise<void> {
    const api = this.#api;
    if (api === undefined) return;
    if (this.#changing > 0) {
      this.#toAsk = true;
      return;
    }
    const turn = this.#turn;
    const answer = await api.read();
    if (this.#api !== api || this.#turn !== turn) return;
    this.#failure = answer.ok ? undefined : answer;
    if (answer.ok) this.#learn(answer.value);
    else this.#show({ ...this.#options.state.snapshot.callFlows, problem: problemOf(answer) });
  }

  #learn(view: CallFlowsView): void {
    const { state, clock } = this.#options;
    this.#view = view;
    const { problem } = view;
    if (problem === undefined) this.#reconsider(view);
    const { problem: _, ...known } = state.snapshot.callFlows;
    // Where the PBX answered it was just now; the relay's clock may not be this computer's.
    const asOf = problem === undefined ? clock.now() : Math.min(view.asOf, clock.now());
    this.#show({ ...known, asOf, ...(problem === undefined ? {} : { problem }) });
  }

  #show(callFlows: CallFlowsState): void {
    const { state, lookup, own } = this.#options;
    const problems = new Map([...this.#missing].map(([localNumber, { problem }]) => [localNumber, problem]));
    const known = { names: lookup, own: own(), switching: this.#switching, problems };
    const shown = this.#view === undefined ? {} : presentCallFlows(this.#view, known);
    state.update({ callFlows: { ...callFlows, ...shown } });
  }

  /** What was not known to have happened has, or has not. */
  #reconsider({ flows, coming }: CallFlowsView): void {
    const now = this.#options.clock.now();
    for (const [localNumber, missing] of this.#missing) {
      const { active, until, problem } = missing;
      const flow = flows.find((candidate) => candidate.localNumber === localNumber);
      // One that was on already, and does not go off as he wanted, is not as he wanted.
      const endsAsWanted =
        until === undefined || coming.some((one) => one.localNumber === localNumber && one.at === until);
      const isOver = until !== undefined && until <= now && !this.#switching.has(localNumber);
      if (flow === undefined || isOver || (flow.active === active && endsAsWanted)) this.#missing.delete(localNumber);
      else if (problem.unsure) this.#missing.set(localNumber, { ...missing, problem: { ...problem, unsure: false } });
    }
  }

  #forget(): void {
    this.#view = undefined;
    this.#turn += 1;
    this.#switching.clear();
    this.#missing.clear();
    this.#toAsk = false;
    this.#failure = undefined;
  }
}

function problemOf({ code, message }: { code: string; message: string }): { code: string; message: string } {
  return { code, message };
}
