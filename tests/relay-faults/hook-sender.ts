import { ACCOUNT } from "../relay/relay-fixture.ts";
import { SECRETS } from "./relay-under-test.ts";

/** A hook as it was asked for, and whether the relay said that it has it. */
export interface SentHook {
  kind: string;
  callId: string;
  employee: string;
}

const KINDS = ["incoming", "answered", "ended"] as const;

/** Plays calls as a PBX does, and sends each hook again until the relay says that it has it. */
export class HookSender {
  readonly #url: string;
  readonly #account: string;
  readonly #employees: readonly string[];
  /** Hooks that were answered 200, in the order of their answers. */
  readonly acknowledged: SentHook[] = [];
  /** How often something else came, or nothing. */
  failures = 0;
  #calls = 0;
  #stopped = false;
  #working: Promise<void>[] = [];

  constructor(url: string, employees: readonly string[], account = ACCOUNT) {
    this.#url = url;
    this.#employees = employees;
    this.#account = account;
  }

  /** Plays calls on several lines until it is stopped. */
  start(lines: number): void {
    this.#stopped = false;
    this.#working = Array.from({ length: lines }, () => this.#line());
  }

  /** Resolves when the calls that were begun are over. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#working);
  }

  /** One call from ring to end. */
  async call(): Promise<void> {
    this.#calls += 1;
    const callId = `${process.pid}.${this.#calls}`;
    const employee = this.#employees[this.#calls % this.#employees.length] ?? "";
    const aNumber = String(20_000_000 + this.#calls);
    for (const kind of KINDS) {
      const parameters: Record<string, string> = { UniqueCallId: callId };
      if (kind !== "ended") Object.assign(parameters, { EmployeeLocalNumber: employee, ANumber: aNumber });
      if (kind === "incoming") Object.assign(parameters, { Calledphone: `${employee}0` });
      await this.#until200(kind, parameters);
      this.acknowledged.push({ kind, callId, employee });
    }
  }

  /** Sends a hook once. @returns the status; 0 where nothing came */
  async once(kind: string, parameters: Record<string, string>): Promise<number> {
    try {
      const query = new URLSearchParams(parameters);
      const response = await fetch(`${this.#url}/hooks/${this.#account}/${SECRETS[this.#account]}/${kind}?${query}`, {
        signal: AbortSignal.timeout(5_000),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      // Whether the relay has it is not known, as a PBX does not know it.
      return 0;
    }
  }

  async #line(): Promise<void> {
    while (!this.#stopped) await this.call();
  }

  async #until200(kind: string, parameters: Record<string, string>): Promise<void> {
    while ((await this.once(kind, parameters)) !== 200) {
      this.failures += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
