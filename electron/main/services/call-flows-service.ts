import type { CallFlow } from "../../../shared/flexfone/types.ts";
import type { ShownCallFlow } from "../../../shared/ipc/snapshot.ts";
import type { Clock } from "../ports/clock.ts";
import type { AppState } from "./app-state.ts";
import type { CallerLookup } from "./caller-lookup.ts";
import type { FlexfoneApi } from "./directory-service.ts";
import { failed, fromFlexfone, type Outcome, succeeded } from "./failure.ts";

/** Changes by others appear within this. Milliseconds. */
const POLL_MS = 60_000;

export interface CallFlowsServiceOptions {
  state: AppState;
  lookup: CallerLookup;
  clock: Clock;
}

/** The company's variable call flows (guide: "Se Variabel kaldsflowliste"): shows and switches what the PBX says. */
export class CallFlowsService {
  readonly #options: CallFlowsServiceOptions;
  #api: FlexfoneApi | undefined;
  #flows: readonly CallFlow[] = [];
  readonly #switching = new Set<string>();
  readonly #problems = new Map<string, { code: string; message: string }>();
  #cancelPoll: () => void = () => {};

  constructor(options: CallFlowsServiceOptions) {
    this.#options = options;
  }

  start(api: FlexfoneApi): void {
    this.#api = api;
  }

  stop(): void {
    this.#api = undefined;
    this.#cancelPoll();
    this.#flows = [];
    this.#problems.clear();
    this.#options.state.update({ callFlows: { flows: [] } });
  }

  /** Asks the PBX now, and then every minute. The last known list stays when it does not answer, with the reason. */
  async refresh(): Promise<Outcome<undefined>> {
    const api = this.#api;
    if (api === undefined) return failed("not-paired", "not paired");
    this.#cancelPoll();
    const answer = await api.callFlows();
    if (this.#api !== api) return succeeded();
    this.#cancelPoll = this.#options.clock.after(POLL_MS, () => void this.refresh());
    const { state, clock } = this.#options;
    if (!answer.ok) {
      const failure = fromFlexfone(answer.error);
      state.update({
        callFlows: { ...state.snapshot.callFlows, problem: { code: failure.code, message: failure.message } },
      });
      return failure;
    }
    this.#flows = answer.value;
    state.update({ callFlows: { flows: this.#shown(), asOf: clock.now() } });
    return succeeded();
  }

  /** Switches a flow, and shows what the PBX says afterwards rather than what was asked for. */
  async set(localNumber: string, active: boolean): Promise<Outcome<undefined>> {
    const api = this.#api;
    if (api === undefined) return failed("not-paired", "not paired");
    if (this.#switching.has(localNumber)) return succeeded();
    this.#switching.add(localNumber);
    this.#problems.delete(localNumber);
    this.#publish();
    const answer = await api.setCallFlowState(localNumber, active);
    const failure = answer.ok ? undefined : fromFlexfone(answer.error);
    if (failure !== undefined) this.#problems.set(localNumber, { code: failure.code, message: failure.message });
    this.#switching.delete(localNumber);
    const readBack = await this.refresh();
    this.#publish();
    return failure ?? readBack;
  }

  /** Names of employees may have become known. */
  publishNames(): void {
    this.#publish();
  }

  dispose(): void {
    this.#cancelPoll();
  }

  #publish(): void {
    const { state } = this.#options;
    state.update({ callFlows: { ...state.snapshot.callFlows, flows: this.#shown() } });
  }

  #shown(): ShownCallFlow[] {
    return this.#flows.map((flow) => {
      const problem = this.#problems.get(flow.localNumber);
      return {
        localNumber: flow.localNumber,
        name: flow.name,
        active: flow.active,
        activeGoto: this.#destination(flow.activeGoto),
        inactiveGoto: this.#destination(flow.inactiveGoto),
        switching: this.#switching.has(flow.localNumber),
        ...(problem === undefined ? {} : { problem }),
      };
    });
  }

  /** "6050 Vagt" where the number is an employee's or a flow's, else the bare number. */
  #destination(localNumber: string | undefined): string {
    if (localNumber === undefined) return "";
    const name =
      this.#options.lookup.nameOfLocalNumber(localNumber) ??
      this.#flows.find((flow) => flow.localNumber === localNumber)?.name;
    return name === undefined ? localNumber : `${localNumber} ${name}`;
  }
}
