import type { Arrival, CallsState } from "../../shared/calls/calls-state.ts";
import { type CallEvent, callEventSchema } from "../../shared/calls/event.ts";
import { compareArrivals } from "../../shared/calls/group-legs.ts";
import { noCalls, reduceCalls } from "../../shared/calls/reduce-calls.ts";
import { callTiming } from "../../shared/calls/timing.ts";
import { type SharedDial, sharedDialSchema } from "../../shared/relay-protocol/stream.ts";
import type { Delivery, EventLog } from "../storage/event-log.ts";

/** A call that is going on began at most this long ago, or its conversation is taken to be over. Milliseconds. */
const LONGEST_MS = callTiming.conversationExpiresAfter + callTiming.ringExpiresAfter;
const MOST_EVENTS = 1_000;
/** Newest first; enough for all that can have come of them, and together less than half a frame. */
const MOST_DIALS = 50;

/** What an employee's calls that are going on are made of, oldest first. */
export interface RunningCalls {
  events: CallEvent[];
  /** Calls that he asked for: these events, or those that are about to come, may be theirs. */
  dials: SharedDial[];
}

/**
 * An employee's calls that are going on, as the app's own state machine sees them.
 *
 * @param now Unix milliseconds
 */
export async function runningCalls(
  log: EventLog,
  account: string,
  employee: string,
  now: number,
): Promise<RunningCalls> {
  const entries = await log.recent(account, employee, now - LONGEST_MS, MOST_EVENTS);
  const arrivals = entries
    .filter(({ kind }) => kind === "event")
    .map(({ body }): Arrival => {
      const event = callEventSchema.parse(JSON.parse(body));
      return { event, live: false, arrivedAt: event.receivedAt };
    })
    .sort(compareArrivals);
  const unknown: CallsState = { ...noCalls({ localNumber: employee, phones: [], numbers: [] }), arrivals };
  const { calls } = reduceCalls(unknown, { type: "clock", now });
  const running = new Set(calls.filter(({ phase }) => phase !== "ended").flatMap(({ callIds }) => callIds));
  const events = arrivals.map(({ event }) => event).filter(({ callId }) => running.has(callId));
  const began = Math.min(now, ...events.map(({ receivedAt }) => receivedAt));
  return { events, dials: dialsSince(entries, began - 2 * callTiming.dialClaimsWithin) };
}

/** The dials of these entries that were asked for since then (Unix milliseconds) and not refused. */
function dialsSince(entries: readonly Delivery[], since: number): SharedDial[] {
  const said = entries
    .filter(({ kind }) => kind === "dial")
    .map(({ body }) => sharedDialSchema.parse(JSON.parse(body)))
    .filter(({ at }) => at >= since);
  const failed = new Set(said.filter((dial) => dial.failed === true).map(({ id }) => id));
  return said.filter(({ id }) => !failed.has(id)).slice(-MOST_DIALS);
}
