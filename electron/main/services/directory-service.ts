import type { Me } from "../../../shared/calls/calls-state.ts";
import type { Employee, FlexfoneResult } from "../../../shared/flexfone/types.ts";
import type { Clock } from "../ports/clock.ts";
import type { EmployeeCache } from "../ports/employee-cache.ts";
import type { Logger } from "../ports/logger.ts";
import type { Random } from "../ports/random.ts";
import type { Pairing, SettingsStore } from "../ports/settings-store.ts";
import type { AppState } from "./app-state.ts";
import type { ColleagueList } from "./colleague-list.ts";
import { fromFlexfone } from "./failure.ts";
import type { Notices } from "./notices.ts";
import { throughOf } from "./pairing-service.ts";

/** The employee list is asked for again this often, give or take a quarter. Milliseconds. */
const REFRESH_MS = 15 * 60_000;
/** After the first failure; twice as long after each further one, up to `REFRESH_MS`. */
const RETRY_MS = 30_000;

/** The part of the Employee API that this service uses; the real one is `shared/flexfone/client.ts`. */
export interface FlexfoneApi {
  employees(): Promise<FlexfoneResult<Employee[]>>;
}

export interface DirectoryServiceOptions {
  state: AppState;
  colleagues: Pick<ColleagueList, "set">;
  cache: EmployeeCache;
  settings: SettingsStore;
  notices: Notices;
  clock: Clock;
  random: Random;
  logger: Logger;
  onMe(me: Me): void;
  /** Names may have changed: what is shown is to be looked up again. */
  onDirectory(): void;
  /** The phone that calls were started from is his no more, and has been given up in the settings. */
  onPhoneGone(): void;
}

/**
 * Who the employee is and who his colleagues are, from the employee API (guide: "Medarbejder kaldsmetode"). The list is
 * kept on disk, so that names are there before the PBX answers, and while it cannot be reached.
 */
export class DirectoryService {
  readonly #options: DirectoryServiceOptions;
  #session: { pairing: Pairing; api: FlexfoneApi } | undefined;
  #failures = 0;
  #cancelRefresh: () => void = () => {};

  constructor(options: DirectoryServiceOptions) {
    this.#options = options;
  }

  /** Shows what is known from before; `refresh` asks the PBX. */
  async start(pairing: Pairing, api: FlexfoneApi): Promise<void> {
    const session = { pairing, api };
    this.#session = session;
    this.#failures = 0;
    const { state, cache } = this.#options;
    state.update({
      identity: { ...pairing.employee, through: throughOf(pairing), phones: [], confirmed: false },
      directory: { employees: 0 },
    });
    const known = cache.load(ownerOf(pairing));
    if (known !== undefined) await this.#learn(session, known.employees, known.asOf);
  }

  /** The pairing has ended: nothing of the company is kept. */
  stop(): void {
    this.#session = undefined;
    this.#cancelRefresh();
    this.#options.cache.clear();
    void this.#options.colleagues.set([]);
    this.#options.state.remove("identity");
    this.#options.state.update({ directory: { employees: 0 } });
  }

  /** Asks the PBX now, and then every quarter of an hour. What is known stays when it does not answer. */
  async refresh(): Promise<void> {
    const session = this.#session;
    if (session === undefined) return;
    this.#cancelRefresh();
    const answer = await session.api.employees();
    if (this.#session !== session) return;
    const { cache, logger, random, clock, state } = this.#options;
    if (answer.ok) {
      this.#failures = 0;
      const asOf = clock.now() - (answer.ageSeconds ?? 0) * 1000;
      cache.save(ownerOf(session.pairing), { employees: answer.value, asOf });
      this.#checkPhone(session, answer.value);
      await this.#learn(session, answer.value, asOf);
    } else {
      this.#failures += 1;
      logger.warn("employee list not received", { kind: answer.error.kind, message: answer.error.message });
      const { code, message } = fromFlexfone(answer.error);
      state.update({ directory: { ...state.snapshot.directory, problem: { code, message } } });
    }
    if (this.#session !== session) return;
    const wait = answer.ok ? REFRESH_MS : Math.min(REFRESH_MS, RETRY_MS * 2 ** (this.#failures - 1));
    this.#cancelRefresh();
    this.#cancelRefresh = clock.after(wait * (0.75 + random.fraction() / 2), () => void this.refresh());
  }

  dispose(): void {
    this.#session = undefined;
    this.#cancelRefresh();
  }

  async #learn(session: { pairing: Pairing }, employees: Employee[], asOf: number): Promise<void> {
    const { state, colleagues, onMe, onDirectory, logger } = this.#options;
    await colleagues.set(employees);
    if (this.#session !== session) return;
    state.update({ directory: { employees: employees.length, asOf } });
    const own = ownOf(session.pairing, employees);
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

  /** A phone that is his no more would ring nobody, or somebody else. */
  #checkPhone({ pairing }: { pairing: Pairing }, employees: Employee[]): void {
    const { settings, state, notices, onPhoneGone } = this.#options;
    const { device } = settings.get();
    const own = ownOf(pairing, employees);
    if (device === "" || own === undefined || own.phones.some(({ localNumber }) => localNumber === device)) return;
    const known = state.snapshot.identity?.phones.find(({ localNumber }) => localNumber === device);
    settings.update({ device: "" });
    notices.add({ kind: "phone-gone", values: { phone: known === undefined ? device : `${known.name} (${device})` } });
    onPhoneGone();
  }
}

function ownOf({ employee }: Pairing, employees: readonly Employee[]): Employee | undefined {
  return employees.find(({ localNumber }) => localNumber === employee.localNumber);
}

/** Whose list it is: another server or account has another. */
function ownerOf(pairing: Pairing): string {
  return JSON.stringify([
    pairing.kind,
    pairing.kind === "managed" ? pairing.relay : pairing.baseUrl,
    pairing.account.id,
  ]);
}
