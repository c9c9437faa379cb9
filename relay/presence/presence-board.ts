import type { CallsState } from "../../shared/calls/calls-state.ts";
import { callEventSchema } from "../../shared/calls/event.ts";
import { nextDeadline, noCalls, reduceCalls } from "../../shared/calls/reduce-calls.ts";
import type { Presence } from "../../shared/relay-protocol/stream.ts";
import type { Delivery } from "../storage/event-log.ts";
import { presenceOf } from "./presence-of.ts";

/** What all employees of one account do, as the app's own state machine sees their calls. */
export class PresenceBoard {
  readonly #employees = new Map<string, { state: CallsState; presence: Presence }>();

  /**
   * An employee's entry.
   *
   * @param now Unix milliseconds
   * @returns his presence where it is another than before
   */
  take({ employee, kind, body }: Delivery, now: number): Presence | undefined {
    if (kind !== "event") return undefined;
    const event = callEventSchema.parse(JSON.parse(body));
    const state = this.#employees.get(employee)?.state ?? noCalls({ localNumber: employee, phones: [], numbers: [] });
    return this.#set(employee, reduceCalls(state, { type: "event", event, replayed: true, now }));
  }

  /** Rings that nobody ended expire. @returns whose presence is another now */
  advance(now: number): Presence[] {
    return [...this.#employees]
      .map(([employee, { state }]) => this.#set(employee, reduceCalls(state, { type: "clock", now })))
      .filter((presence) => presence !== undefined);
  }

  /** When the board changes by time alone, Unix milliseconds; undefined when it will not. */
  get nextChange(): number | undefined {
    const deadlines = [...this.#employees.values()]
      .map(({ state }) => nextDeadline(state))
      .filter((at) => at !== undefined);
    return deadlines.length === 0 ? undefined : Math.min(...deadlines);
  }

  /** Everybody who is not idle. */
  get busy(): Presence[] {
    return [...this.#employees.values()].map(({ presence }) => presence).filter(({ state }) => state !== "idle");
  }

  #set(employee: string, state: CallsState): Presence | undefined {
    const before = this.#employees.get(employee)?.presence ?? { localNumber: employee, state: "idle" };
    const presence = presenceOf(employee, state.calls);
    this.#employees.set(employee, { state, presence });
    return presence.state === before.state && presence.since === before.since ? undefined : presence;
  }
}
