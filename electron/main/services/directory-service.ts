import type { Me } from "../../../shared/calls/calls-state.ts";
import type { CallFlow, Employee, FlexfoneResult } from "../../../shared/flexfone/types.ts";
import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";
import type { Random } from "../ports/random.ts";
import type { Pairing } from "../ports/settings-store.ts";
import type { AppState } from "./app-state.ts";
import type { CallerLookup } from "./caller-lookup.ts";

/** The employee list is asked for again this often, give or take a quarter. Milliseconds. */
const REFRESH_MS = 15 * 60_000;
const RETRY_MS = 30_000;

/** The part of the Employee API that the services use; the real one is `shared/flexfone/client.ts`. */
export interface FlexfoneApi {
  employees(): Promise<FlexfoneResult<Employee[]>>;
  callFlows(): Promise<FlexfoneResult<CallFlow[]>>;
  setCallFlowState(localNumber: string, active: boolean): Promise<FlexfoneResult<unknown>>;
}

export interface DirectoryServiceOptions {
  state: AppState;
  lookup: CallerLookup;
  clock: Clock;
  random: Random;
  logger: Logger;
  onMe(me: Me): void;
  /** Names may have changed: what is shown is to be looked up again. */
  onDirectory(): void;
}

/** Who the employee is and who his colleagues are, from the employee API (guide: "Medarbejder kaldsmetode"). */
export class DirectoryService {
  readonly #options: DirectoryServiceOptions;
  #session: { pairing: Pairing; api: FlexfoneApi } | undefined;
  #cancelRefresh: () => void = () => {};

  constructor(options: DirectoryServiceOptions) {
    this.#options = options;
  }

  start(pairing: Pairing, api: FlexfoneApi): void {
    this.#session = { pairing, api };
    this.#options.state.update({
      identity: {
        localNumber: pairing.employee.localNumber,
        name: pairing.employee.name,
        company: pairing.account.name,
        relayHost: new URL(pairing.relay).host,
        phones: [],
        confirmed: false,
      },
    });
  }

  stop(): void {
    this.#session = undefined;
    this.#cancelRefresh();
    this.#options.lookup.setColleagues([]);
    this.#options.state.remove("identity");
  }

  /** Asks the PBX now, and then every quarter of an hour. What is known stays when it does not answer. */
  async refresh(): Promise<void> {
    const session = this.#session;
    if (session === undefined) return;
    this.#cancelRefresh();
    const answer = await session.api.employees();
    if (this.#session !== session) return;
    const { logger, random, clock } = this.#options;
    if (answer.ok) this.#learn(session.pairing, answer.value);
    else logger.warn("employee list not received", { kind: answer.error.kind, message: answer.error.message });
    const wait = (answer.ok ? REFRESH_MS : RETRY_MS) * (0.75 + random.fraction() / 2);
    this.#cancelRefresh = clock.after(wait, () => void this.refresh());
  }

  dispose(): void {
    this.#cancelRefresh();
  }

  #learn(pairing: Pairing, employees: Employee[]): void {
    const { state, lookup, onMe, onDirectory, logger } = this.#options;
    lookup.setColleagues(employees);
    const own = employees.find((employee) => employee.localNumber === pairing.employee.localNumber);
    const { identity } = state.snapshot;
    if (own === undefined) logger.warn("the employee list does not hold the paired extension");
    else if (identity !== undefined) {
      state.update({
        identity: {
          ...identity,
          name: own.name,
          phones: own.phones.map(({ localNumber, name }) => ({ localNumber, name })),
          confirmed: true,
        },
      });
      onMe({
        localNumber: own.localNumber,
        phones: own.phones.map((phone) => phone.localNumber),
        numbers: own.phoneNumbers.map((phoneNumber) => phoneNumber.number),
      });
    }
    onDirectory();
  }
}
