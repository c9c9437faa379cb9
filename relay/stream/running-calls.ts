import type { Arrival, CallsState } from "../../shared/calls/calls-state.ts";
import { type CallEvent, callEventSchema } from "../../shared/calls/event.ts";
import { compareArrivals } from "../../shared/calls/group-legs.ts";
import { noCalls, reduceCalls } from "../../shared/calls/reduce-calls.ts";
import { callTiming } from "../../shared/calls/timing.ts";
import type { EventLog } from "../storage/event-log.ts";

/** A call that is going on began at most this long ago, or its conversation is taken to be over. Milliseconds. */
const LONGEST_MS = callTiming.conversationExpiresAfter + callTiming.ringExpiresAfter;
const MOST_EVENTS = 1_000;

/**
 * The events of an employee's calls that are going on, oldest first, as the app's own state machine sees them.
 *
 * @param now Unix milliseconds
 */
export async function eventsOfRunningCalls(
  log: EventLog,
  account: string,
  employee: string,
  now: number,
): Promise<CallEvent[]> {
  const entries = await log.recent(account, employee, now - LONGEST_MS, MOST_EVENTS);
  const arrivals = entries
    .filter(({ kind }) => kind === "event")
    .map(({ body }): Arrival => {
      const event = callEventSchema.parse(JSON.parse(body));
      return { event, live: false, arrivedAt: event.receivedAt };
    })
    .sort(compareArrivals);
  if (arrivals.length === 0) return [];
  const unknown: CallsState = { ...noCalls({ localNumber: employee, phones: [], numbers: [] }), arrivals };
  const { calls } = reduceCalls(unknown, { type: "clock", now });
  const running = new Set(calls.filter(({ phase }) => phase !== "ended").flatMap(({ callIds }) => callIds));
  return arrivals.map(({ event }) => event).filter(({ callId }) => running.has(callId));
}
