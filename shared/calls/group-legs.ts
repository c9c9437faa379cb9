import { sameNumber } from "../phone-numbers/same-number.ts";
import type { Arrival, Dial, Me } from "./calls-state.ts";
import type { CallEvent } from "./event.ts";
import { callTiming } from "./timing.ts";

/** The events that belong to one call, and the ids of its legs. */
export interface LegGroup {
  readonly callIds: Set<string>;
  readonly arrivals: Arrival[];
  dial: Dial | undefined;
  /** Facts of the moment, by which the next event is recognised as belonging here. */
  direction: "incoming" | "outgoing" | undefined;
  rings: { phone: string | undefined; at: number }[];
  number: string | undefined;
  answered: boolean;
  endedAt: number | undefined;
}

/**
 * Puts the events of one employee together to calls.
 *
 * Legs belong together when they share a UniqueCallId, or an event links them (LinkedUniqueCallId, or the relay's
 * knowledge of a ring group). A PBX may also give each ringing phone an id of its own and link nothing until somebody
 * answers, so two rings are one call too when
 * - they came within 3 s on two of his phones with the same A-number (or both without one), or
 * - the same A-number rings the same phone again while nobody has answered: at least 10 s after the last ring, or up to
 *   15 s after the earlier try ended (a queue that tries again).
 * A MakeCall brings its legs together: see `claimedDial`. A leg of it is no ring of a caller's, so that none of these
 * rules adds a caller's ring to it, but the first: without a chosen phone, all of his may ring for it at once.
 *
 * @param arrivals in the order of receipt
 */
export function groupLegs(arrivals: readonly Arrival[], allDials: readonly Dial[], me: Me): LegGroup[] {
  const dials = allDials.filter(({ failed }) => failed !== true);
  const groups: LegGroup[] = [];
  const byId = new Map<string, LegGroup>();
  for (const arrival of arrivals) {
    const { event } = arrival;
    const known = knownOf(event, groups, byId);
    const target = known.length > 0 ? merge(groups, known) : (findByRules(event, groups, me) ?? open(groups));
    add(target, arrival, me);
    for (const id of known.length > 1 ? target.callIds : idsOf(event)) byId.set(id, target);
    target.dial ??= claimedDial(event, target, groups, dials, me);
  }
  // The transfer of another call into one of his: the event belongs to both.
  for (const arrival of arrivals) {
    const { event } = arrival;
    if (event.transferredCallId === undefined) continue;
    for (const group of groups) {
      const isOther = group.callIds.has(event.transferredCallId) && !group.callIds.has(event.callId);
      if (isOther) insertInOrder(group.arrivals, { ...arrival, live: false });
    }
  }
  return groups;
}

/** The groups that have a leg of the event's, the earliest first. */
function knownOf(event: CallEvent, groups: LegGroup[], byId: ReadonlyMap<string, LegGroup>): LegGroup[] {
  const found = new Set<LegGroup>();
  for (const id of idsOf(event)) {
    const group = byId.get(id);
    if (group !== undefined) found.add(group);
  }
  return found.size <= 1 ? [...found] : groups.filter((group) => found.has(group));
}

function idsOf(event: CallEvent): string[] {
  const linked = event.linkedCallId === undefined ? [] : [event.linkedCallId];
  return [event.callId, ...linked, ...event.relatedCallIds];
}

function open(groups: LegGroup[]): LegGroup {
  const group: LegGroup = {
    callIds: new Set(),
    arrivals: [],
    dial: undefined,
    direction: undefined,
    rings: [],
    number: undefined,
    answered: false,
    endedAt: undefined,
  };
  groups.push(group);
  return group;
}

/** Makes one group of all that an event links; the earliest keeps its identity. */
function merge(groups: LegGroup[], known: LegGroup[]): LegGroup {
  const [first, ...rest] = known;
  if (first === undefined) return open(groups);
  for (const other of rest) {
    for (const id of other.callIds) first.callIds.add(id);
    for (const arrival of other.arrivals) insertInOrder(first.arrivals, arrival);
    first.dial ??= other.dial;
    first.direction ??= other.direction;
    first.rings.push(...other.rings);
    first.rings.sort((a, b) => a.at - b.at);
    first.number ??= other.number;
    first.answered ||= other.answered;
    first.endedAt = later(first.endedAt, other.endedAt);
    groups.splice(groups.indexOf(other), 1);
  }
  return first;
}

function later(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.max(a, b);
}

function add(group: LegGroup, arrival: Arrival, me: Me): void {
  const { event } = arrival;
  for (const id of idsOf(event)) group.callIds.add(id);
  group.arrivals.push(arrival);
  const mine = event.employee === me.localNumber;
  switch (event.kind) {
    case "incoming":
      if (!mine) break;
      group.direction ??= "incoming";
      group.rings.push({ phone: event.phone, at: event.receivedAt });
      group.number ??= event.aNumber;
      group.endedAt = undefined;
      break;
    case "outgoing":
      if (mine) group.direction ??= "outgoing";
      break;
    case "answered":
      group.answered = true;
      break;
    case "ended":
      group.endedAt = event.receivedAt;
      break;
  }
}

function insertInOrder(arrivals: Arrival[], arrival: Arrival): void {
  const index = arrivals.findIndex((other) => compareArrivals(arrival, other) < 0);
  if (index === -1) arrivals.push(arrival);
  else arrivals.splice(index, 0, arrival);
}

/** The order of receipt at the relay. */
export function compareArrivals(a: Arrival, b: Arrival): number {
  if (a.event.receivedAt !== b.event.receivedAt) return a.event.receivedAt - b.event.receivedAt;
  if (a.event.id === b.event.id) return 0;
  return a.event.id < b.event.id ? -1 : 1;
}

function findByRules(event: CallEvent, groups: LegGroup[], me: Me): LegGroup | undefined {
  if (event.employee !== me.localNumber) return undefined;
  if (event.kind === "incoming") return groups.find((group) => isSameRing(event, group));
  if (event.kind === "outgoing") return groups.find((group) => isSecondLegOfDial(event, group, me));
  return undefined;
}

function isSameRing(event: CallEvent, group: LegGroup): boolean {
  if (group.direction !== "incoming" || group.answered) return false;
  const bothHidden = group.number === undefined && event.aNumber === undefined;
  const sameCaller =
    group.number !== undefined && event.aNumber !== undefined && sameNumber(group.number, event.aNumber);
  if (!sameCaller && !bothHidden) return false;

  const lastRing = group.rings.at(-1);
  if (lastRing === undefined) return false;
  const sinceLastRing = event.receivedAt - lastRing.at;
  const rangAlready = group.rings.some((ring) => ring.phone === event.phone);
  if (!rangAlready && group.endedAt === undefined) {
    return sinceLastRing <= callTiming.sameMoment && (group.dial === undefined || group.dial.device === "");
  }
  // The one who is being called may be calling himself.
  if (group.dial !== undefined) return false;
  if (!sameCaller) return false;
  if (group.endedAt !== undefined) return event.receivedAt - group.endedAt <= callTiming.reRingUntilAfterEnded;
  return sinceLastRing >= callTiming.reRingFrom && sinceLastRing <= callTiming.ringExpiresAfter;
}

/** The `outgoing` leg of a MakeCall whose own leg has an id of its own. */
function isSecondLegOfDial(event: CallEvent, group: LegGroup, me: Me): boolean {
  const { dial, endedAt } = group;
  if (dial === undefined || !isOnDialledPhone(event, dial, me) || !mayBeNumberOf(event, dial, me)) return false;
  if (group.arrivals.some((arrival) => arrival.event.kind === "outgoing")) return false;
  // After the own leg has ended, he dials on his phone himself.
  if (endedAt !== undefined && event.receivedAt - endedAt > callTiming.sameMoment) return false;
  return event.receivedAt - dial.at <= 2 * callTiming.dialClaimsWithin;
}

/**
 * The MakeCall that a leg came from. Which hooks a PBX sends for the employee's own leg is not documented, so: a leg
 * within 60 s after it was asked for, on the chosen phone (or any of his where none was chosen), with the callee, one of
 * his own numbers or nothing as its A-number. Each dial claims one call; anything else stays a real caller: where a caller
 * and the own leg look the same, one of them is shown as a call.
 */
function claimedDial(
  event: CallEvent,
  target: LegGroup,
  groups: readonly LegGroup[],
  dials: readonly Dial[],
  me: Me,
): Dial | undefined {
  if (event.employee !== me.localNumber || (event.kind !== "incoming" && event.kind !== "outgoing")) return undefined;
  if (target.arrivals.length > 1 && target.direction === "incoming" && target.rings.length > 1) return undefined;
  return dials.find((dial) => {
    if (groups.some((group) => group.dial === dial)) return false;
    const after = event.receivedAt - dial.at;
    if (after < 0 || after > callTiming.dialClaimsWithin) return false;
    return isOnDialledPhone(event, dial, me) && mayBeNumberOf(event, dial, me);
  });
}

/** Whether a dial's leg may carry the event's A-number. */
function mayBeNumberOf({ aNumber }: CallEvent, dial: Dial, me: Me): boolean {
  if (aNumber === undefined || sameNumber(aNumber, dial.callee)) return true;
  return [me.localNumber, ...me.phones, ...me.numbers].some((own) => sameNumber(own, aNumber));
}

function isOnDialledPhone(event: CallEvent, dial: Dial, me: Me): boolean {
  if (event.phone === undefined) return true;
  if (dial.device !== "") return event.phone === dial.device;
  return me.phones.length === 0 || me.phones.includes(event.phone);
}
