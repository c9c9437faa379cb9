import type { Arrival, CallsState } from "../../shared/calls/calls-state.ts";
import { type CallEvent, callEventSchema } from "../../shared/calls/event.ts";
import { compareArrivals } from "../../shared/calls/group-legs.ts";
import { nextDeadline, noCalls, reduceCalls } from "../../shared/calls/reduce-calls.ts";
import type { Presence } from "../../shared/relay-protocol/stream.ts";
import type { Delivery } from "../storage/event-log.ts";
import { presenceOf } from "./presence-of.ts";

interface Known {
  state: CallsState;
  presence: Presence;
  /** When it changes by time alone, Unix milliseconds. */
  deadline: number | undefined;
}

/** What all employees of one account do, as the app's own state machine sees their calls. */
export class PresenceBoard {
  readonly #employees = new Map<string, Known>();

  /**
   * What an employee was given before anybody looked, worked out at once.
   *
   * @param now Unix milliseconds
   * @throws where an entry's body is no event
   */
  begin(employee: string, deliveries: readonly Delivery[], now: number): void {
    const arrivals = deliveries
      .flatMap((delivery) => eventOf(delivery) ?? [])
      .map((event): Arrival => ({ event, live: false, arrivedAt: event.receivedAt }))
      .sort(compareArrivals);
    if (arrivals.length > 0) {
      this.#set(employee, reduceCalls({ ...unknown(employee), arrivals }, { type: "clock", now }));
    }
  }

  /**
   * An employee's entry; one that is known already changes nothing.
   *
   * @param now Unix milliseconds
   * @returns his presence where it is another than before
   * @throws where the entry's body is no event
   */
  take(delivery: Delivery, now: number): Presence | undefined {
    const { employee } = delivery;
    const event = eventOf(delivery);
    if (event === undefined) return undefined;
    const state = this.#employees.get(employee)?.state ?? unknown(employee);
    return this.#set(employee, reduceCalls(state, { type: "event", event, replayed: true, now }));
  }

  /** Rings that nobody ended expire. @returns whose presence is another now */
  advance(now: number): Presence[] {
    return [...this.#employees]
      .filter(([, { deadline }]) => deadline !== undefined && deadline <= now)
      .map(([employee, { state }]) => this.#set(employee, reduceCalls(state, { type: "clock", now })))
      .filter((presence) => presence !== undefined);
  }

  /** When the board changes by time alone, Unix milliseconds; undefined when it will not. */
  get nextChange(): number | undefined {
    let next: number | undefined;
    for (const { deadline } of this.#employees.values()) {
      if (deadline !== undefined && (next === undefined || deadline < next)) next = deadline;
    }
    return next;
  }

  /** Everybody who is not idle. */
  get busy(): Presence[] {
    return [...this.#employees.values()].map(({ presence }) => presence).filter(({ state }) => state !== "idle");
  }

  #set(employee: string, state: CallsState): Presence | undefined {
    const before = this.#employees.get(employee)?.presence ?? { localNumber: employee, state: "idle" };
    const presence = presenceOf(employee, state.calls);
    this.#employees.set(employee, { state, presence, deadline: nextDeadline(state) });
    return presence.state === before.state && presence.since === before.since ? undefined : presence;
  }
}

function unknown(localNumber: string): CallsState {
  return noCalls({ localNumber, phones: [], numbers: [] });
}

function eventOf({ kind, body }: Delivery): CallEvent | undefined {
  return kind === "event" ? callEventSchema.parse(JSON.parse(body)) : undefined;
}
