import type { CallEventKind } from "../../shared/calls/event.ts";
import { ACCOUNT } from "../relay/relay-fixture.ts";
import { SECRETS } from "./relay-under-test.ts";

/** A hook that the relay has said that it has, and somebody whom it concerns; one for each whom it concerns. */
export interface SentHook {
  kind: string;
  callId: string;
  employee: string;
}

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
  #stamp = Date.now();
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
    const { callId, aNumber, employees } = this.#next();
    await this.#play(callId, aNumber, employees.slice(0, 1));
  }

  /** A call that rings two employees, is answered by one and concerns both. */
  async groupCall(): Promise<void> {
    const { callId, aNumber, employees } = this.#next();
    await this.#play(callId, aNumber, employees);
  }

  #next(): { callId: string; aNumber: string; employees: string[] } {
    this.#calls += 1;
    const employees = [0, 1].map((n) => this.#employees[(this.#calls + n) % this.#employees.length] ?? "");
    return { callId: `${process.pid}.${this.#calls}`, aNumber: String(20_000_000 + this.#calls), employees };
  }

  async #play(callId: string, aNumber: string, employees: readonly string[]): Promise<void> {
    const [first = ""] = employees;
    for (const employee of employees) {
      const phone = { Calledphone: `${employee}0` };
      const ring = { UniqueCallId: callId, EmployeeLocalNumber: employee, ANumber: aNumber, ...phone };
      await this.#until200("incoming", ring, [employee]);
    }
    await this.#until200("answered", { UniqueCallId: callId, EmployeeLocalNumber: first, ANumber: aNumber }, employees);
    await this.#until200("ended", { UniqueCallId: callId }, employees);
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
    while (!this.#stopped) {
      await this.call();
      await this.groupCall();
    }
  }

  async #until200(kind: CallEventKind, parameters: Record<string, string>, concerns: readonly string[]): Promise<void> {
    // Sent again, it says when it was sent first.
    this.#stamp += 1;
    const stamped = { ...parameters, TimeStamp: String(this.#stamp) };
    while ((await this.once(kind, stamped)) !== 200) {
      this.failures += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const { UniqueCallId: callId = "" } = parameters;
    this.acknowledged.push(...concerns.map((employee) => ({ kind, callId, employee })));
  }
}
