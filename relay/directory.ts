import type { FlexfoneClient } from "../shared/flexfone/client.ts";
import type { Employee } from "../shared/flexfone/types.ts";

/** A list older than this is asked for again when a name is wanted. Milliseconds. */
const FRESH_MS = 15 * 60_000;

/** Names of employees, as the Employee API last told them; only for showing. */
export class Directory {
  readonly #clients: ReadonlyMap<string, FlexfoneClient>;
  readonly #now: () => number;
  readonly #lists = new Map<string, { names: ReadonlyMap<string, string>; at: number }>();

  constructor(clients: ReadonlyMap<string, FlexfoneClient>, now: () => number) {
    this.#clients = clients;
    this.#now = now;
  }

  /** Takes note of a list that was fetched for another reason. */
  learn(account: string, employees: readonly Employee[]): void {
    const names = new Map(employees.map((employee) => [employee.localNumber, employee.name]));
    this.#lists.set(account, { names, at: this.#now() });
  }

  /** What is known without asking. */
  knownName(account: string, employee: string): string | undefined {
    return this.#lists.get(account)?.names.get(employee);
  }

  /** Asks the PBX where the name is not known; undefined where it does not say. */
  async nameOf(account: string, employee: string): Promise<string | undefined> {
    const list = this.#lists.get(account);
    if (list === undefined || this.#now() - list.at > FRESH_MS || !list.names.has(employee))
      await this.refresh(account);
    return this.knownName(account, employee);
  }

  async refresh(account: string): Promise<void> {
    const answer = await this.#clients.get(account)?.employees();
    if (answer?.ok === true) this.learn(account, answer.value);
  }
}
