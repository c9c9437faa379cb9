import type { FlexfoneClient } from "../shared/flexfone/client.ts";
import type { Employee, FlexfoneError } from "../shared/flexfone/types.ts";

/** A list older than this is asked for again when it is wanted. Milliseconds. */
const FRESH_MS = 60_000;
/** Where the PBX does not answer, an older list is better than none, up to this. Milliseconds. */
const STALE_MS = 24 * 3_600_000;
/** Each account's list is asked for this often even where nobody wants it, a random half more. Milliseconds. */
const REFRESH_MS = 8 * 60_000;

export interface DirectoryOptions {
  clients: ReadonlyMap<string, FlexfoneClient>;
  /** Unix milliseconds. */
  now(): number;
  /** From 0 up to 1. */
  random(): number;
  /** A list came from the PBX. */
  onList(account: string, employees: readonly Employee[]): void;
}

export type Listed =
  | { ok: true; employees: readonly Employee[] /** Milliseconds. */; ageMs: number }
  | { ok: false; error: FlexfoneError };

interface KnownList {
  employees: readonly Employee[];
  names: ReadonlyMap<string, string>;
  at: number;
}

/**
 * The accounts' employees, as the Employee API last told them: one request serves everybody who wants the list at about
 * the same time.
 */
export class Directory {
  readonly #options: DirectoryOptions;
  readonly #lists = new Map<string, KnownList>();
  readonly #asking = new Map<string, Promise<Listed>>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(options: DirectoryOptions) {
    this.#options = options;
  }

  /** Asks for every account's list now, and again from time to time. */
  start(): void {
    for (const account of this.#options.clients.keys()) {
      void this.#ask(account);
      this.#askLater(account);
    }
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  /** The list, from the PBX where it is not known or not fresh. */
  async employees(account: string): Promise<Listed> {
    const { now } = this.#options;
    const known = this.#lists.get(account);
    if (known !== undefined && now() - known.at < FRESH_MS) return listed(known, now());
    const asked = await this.#ask(account);
    if (asked.ok || known === undefined || now() - known.at > STALE_MS) return asked;
    return listed(known, now());
  }

  /** What is known without asking. */
  knownName(account: string, employee: string): string | undefined {
    return this.#lists.get(account)?.names.get(employee);
  }

  /** Asks the PBX where it is not known; undefined where it does not say. */
  async find(account: string, employee: string): Promise<Employee | undefined> {
    const list = await this.employees(account);
    return list.ok ? list.employees.find(({ localNumber }) => localNumber === employee) : undefined;
  }

  #askLater(account: string): void {
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        void this.#ask(account);
        this.#askLater(account);
      },
      REFRESH_MS * (1 + this.#options.random() / 2),
    ).unref();
    this.#timers.add(timer);
  }

  #ask(account: string): Promise<Listed> {
    const asking = this.#asking.get(account) ?? this.#fetch(account).finally(() => this.#asking.delete(account));
    this.#asking.set(account, asking);
    return asking;
  }

  async #fetch(account: string): Promise<Listed> {
    const { clients, now, onList } = this.#options;
    const client = clients.get(account);
    if (client === undefined) return { ok: false, error: { kind: "refused", message: "There is no such account." } };
    const answer = await client.employees();
    if (!answer.ok) return answer;
    const employees = answer.value;
    const names = new Map(employees.map((employee) => [employee.localNumber, employee.name]));
    this.#lists.set(account, { employees, names, at: now() });
    onList(account, employees);
    return { ok: true, employees, ageMs: 0 };
  }
}

function listed({ employees, at }: KnownList, now: number): Listed {
  return { ok: true, employees, ageMs: Math.max(0, now - at) };
}
