import type { Call } from "./call.ts";
import type { Arrival, CallsInput, CallsState, Dial, Gone, KnownDial, Me } from "./calls-state.ts";
import { deriveCall, hasOwnTalk } from "./derive-call.ts";
import type { CallEvent } from "./event.ts";
import { compareArrivals, groupLegs, type LegGroup } from "./group-legs.ts";
import { callTiming } from "./timing.ts";

/** More events than this are not kept in memory, the oldest go first; a company's busiest extension stays far below. */
const MAX_ARRIVALS = 1_000;
/** More dials than this are not kept either, the oldest go first. */
const MAX_DIALS = 100;

/** An employee of whom nothing is known yet. */
export function noCalls(me: Me): CallsState {
  return { me, arrivals: [], dials: [], gone: [], now: 0, calls: [] };
}

/**
 * The call state machine of one employee: a pure function of the events, the dials he asked for and the clock.
 *
 * It keeps the set of events and works out anew what they mean, so that order, repetition and loss need no cases of
 * their own: the same events lead to the same calls. How legs become calls is in `group-legs.ts`, what a call means in
 * `derive-call.ts`, the times in `timing.ts`.
 */
export function reduceCalls(state: CallsState, input: CallsInput): CallsState {
  const now = Math.max(state.now, input.now);
  switch (input.type) {
    case "event": {
      const arrivals = withArrival(state.arrivals, arrivalOf(input.event, input.replayed, now));
      return arrivals === state.arrivals && now === state.now ? state : work({ ...state, arrivals, now });
    }
    case "clock":
      return now === state.now ? state : work({ ...state, now });
    case "dial":
      return work({ ...state, dials: withDial(state.dials, input.dial, now), now });
    case "running":
      return withOnlyRunning(work({ ...state, now }), input.callIds);
    case "me":
      return work({ ...state, me: input.me, now });
  }
}

function withOnlyRunning(state: CallsState, callIds: readonly string[]): CallsState {
  const running = new Set(callIds);
  const over = state.calls
    .filter(({ phase, callIds: legs }) => phase !== "ended" && !legs.some((id) => running.has(id)))
    .flatMap((call) => call.callIds);
  if (over.length === 0) return state;
  const others = state.gone.filter(({ callId }) => !over.includes(callId));
  return work({ ...state, gone: [...others, ...over.map((callId) => ({ callId, at: state.now }))] });
}

/** When a call was last said to be over, unless it has been heard of since: a queue may ring again. */
function goneAt(group: LegGroup, gone: readonly Gone[]): number | undefined {
  const said = gone.filter(({ callId }) => group.callIds.has(callId)).map(({ at }) => at);
  if (said.length === 0) return undefined;
  const at = Math.max(...said);
  return group.arrivals.some(({ event }) => event.kind !== "ended" && event.receivedAt > at) ? undefined : at;
}

/**
 * When the state will change by time alone (a ring expires, a missed call is to be announced), Unix milliseconds by the
 * relay's clock; undefined when it will not.
 */
export function nextDeadline(state: CallsState): number | undefined {
  const deadlines = state.calls.map(deadlineOf).filter((at) => at !== undefined);
  return deadlines.length === 0 ? undefined : Math.min(...deadlines);
}

function deadlineOf(call: Call): number | undefined {
  switch (call.phase) {
    case "ringing":
    case "lift-phone":
      return (call.lastRingAt ?? call.startedAt) + callTiming.ringExpiresAfter;
    case "calling":
      return call.startedAt + callTiming.conversationExpiresAfter;
    case "talking":
      return (call.answeredAt ?? call.startedAt) + callTiming.conversationExpiresAfter;
    case "ended":
      return call.outcome === "missed" && !call.missedAnnounced && call.endedAt !== undefined
        ? call.endedAt + callTiming.missedAnnouncedAfter
        : undefined;
  }
}

function arrivalOf(event: CallEvent, replayed: boolean, now: number): Arrival {
  return { event, live: !replayed && now - event.receivedAt <= callTiming.liveWithin, arrivedAt: now };
}

/** Of a dial that is told again, the earlier time counts, and that it failed. */
function withDial(dials: readonly KnownDial[], told: Dial, now: number): readonly KnownDial[] {
  const known = dials.find(({ id }) => id === told.id);
  if (known === undefined) return [...dials, { ...told, arrivedAt: now }].slice(-MAX_DIALS);
  const failed = known.failed === true || told.failed === true;
  const both = { ...known, at: Math.min(known.at, told.at), failed };
  return dials.map((dial) => (dial === known ? both : dial));
}

function withArrival(arrivals: readonly Arrival[], arrival: Arrival): readonly Arrival[] {
  if (arrivals.some((known) => known.event.id === arrival.event.id)) return arrivals;
  return [...arrivals, arrival].sort(compareArrivals).slice(-MAX_ARRIVALS);
}

function work(state: CallsState): CallsState {
  const { me, now } = state;
  const groups = groupLegs(state.arrivals, state.dials, me);
  const ownTalks = new Set(groups.filter((group) => hasOwnTalk(group, me)).flatMap((group) => [...group.callIds]));

  const derived = groups.map((group) => ({
    group,
    call: deriveCall(group, me, ownTalks, now, goneAt(group, state.gone)),
  }));
  const remembered = withTransfers(
    derived.filter(({ group, call }) => !isForgotten(call, group, now)),
    derived,
  );

  const calls: Call[] = [];
  const kept = new Set<string>();
  const claimed = new Set<string>();
  for (const { group, call } of remembered) {
    for (const arrival of group.arrivals) kept.add(arrival.event.id);
    if (group.dial !== undefined) claimed.add(group.dial.id);
    if (call !== undefined) calls.push(call);
  }
  calls.sort((a, b) => b.startedAt - a.startedAt || (a.key < b.key ? 1 : -1));
  return {
    ...state,
    arrivals: state.arrivals.filter((arrival) => kept.has(arrival.event.id)),
    gone: state.gone.filter(({ callId }) => remembered.some(({ group }) => group.callIds.has(callId))),
    dials: state.dials.filter(
      ({ id, arrivedAt }) => claimed.has(id) || now - arrivedAt <= callTiming.rememberedAfterEnd,
    ),
    calls,
  };
}

interface Derived {
  group: LegGroup;
  call: Call | undefined;
}

/** A call that was passed into one that is remembered explains it, so that it is remembered too. */
function withTransfers(remembered: readonly Derived[], all: readonly Derived[]): readonly Derived[] {
  const ids = new Set(remembered.flatMap(({ group }) => group.arrivals.map((arrival) => arrival.event.id)));
  const more = all.filter(
    (one) => remembered.includes(one) || one.group.arrivals.some((arrival) => ids.has(arrival.event.id)),
  );
  return more.length === remembered.length ? remembered : withTransfers(more, all);
}

/** Long over, and no late event has come of late; or a colleague's call, of which only the end was heard. */
function isForgotten(call: Call | undefined, group: LegGroup, now: number): boolean {
  if (call !== undefined && call.phase !== "ended") return false;
  const last = Math.max(call?.endedAt ?? 0, ...group.arrivals.map((arrival) => arrival.arrivedAt));
  return now - last > callTiming.rememberedAfterEnd;
}
