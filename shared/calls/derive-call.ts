import { defined } from "../defined.ts";
import { sameNumber } from "../phone-numbers/same-number.ts";
import type { Call } from "./call.ts";
import type { Arrival, Me } from "./calls-state.ts";
import type { CallEvent } from "./event.ts";
import type { LegGroup } from "./group-legs.ts";
import { callTiming } from "./timing.ts";

/** What is known of a call while its events are walked through in the order of receipt. */
interface Walk {
  readonly me: Me;
  readonly group: LegGroup;
  direction: "incoming" | "outgoing" | undefined;
  number: string | undefined;
  transferredFrom: string | undefined;
  lineName: string | undefined;
  phones: string[];
  startedAt: number | undefined;
  rings: CallEvent[];
  lastRingAt: number | undefined;
  live: boolean;
  outgoing: CallEvent | undefined;
  answers: CallEvent[];
  talkingSince: number | undefined;
  settledFrom: number | undefined;
  answeredBy: CallEvent | undefined;
  ended: { at: number; event: CallEvent } | undefined;
  transferred: boolean;
  endedLegs: Set<string>;
  rungPhones: number;
  ids: Set<string>;
}

/**
 * What a call means to the employee at a moment, from the set of its events. The same events give the same call in
 * whatever order they arrived, since the walk follows the relay's time of receipt.
 *
 * @param ownTalks ids of all calls in which the employee himself talks or dials: who passed a call on is known by this
 * @param now Unix milliseconds by the relay's clock
 * @param goneAt when the relay said that it is over, where nobody said how it ended; same clock
 * @returns undefined where the employee had no part in it (a colleague's call, an `ended` that waits for its call)
 */
export function deriveCall(
  group: LegGroup,
  me: Me,
  ownTalks: ReadonlySet<string>,
  now: number,
  goneAt?: number,
): Call | undefined {
  const walk = start(group, me);
  for (const arrival of group.arrivals) step(walk, arrival, ownTalks);
  return conclude(walk, now, goneAt);
}

/** Whether the employee talks or dials in this group of legs. */
export function hasOwnTalk(group: LegGroup, me: Me): boolean {
  return group.arrivals.some(
    ({ event }) => event.employee === me.localNumber && (event.kind === "answered" || event.kind === "outgoing"),
  );
}

function start(group: LegGroup, me: Me): Walk {
  return {
    me,
    group,
    direction: group.dial === undefined ? undefined : "outgoing",
    number: group.dial?.callee,
    transferredFrom: undefined,
    lineName: undefined,
    phones: [],
    startedAt: group.dial?.at,
    rings: [],
    lastRingAt: undefined,
    live: false,
    outgoing: undefined,
    answers: [],
    talkingSince: undefined,
    settledFrom: undefined,
    answeredBy: undefined,
    ended: undefined,
    transferred: false,
    endedLegs: new Set(),
    rungPhones: 0,
    ids: new Set(),
  };
}

function step(walk: Walk, arrival: Arrival, ownTalks: ReadonlySet<string>): void {
  const { event } = arrival;
  const mine = event.employee === walk.me.localNumber;
  walk.rungPhones = Math.max(walk.rungPhones, event.rungPhones);
  walk.lineName ??= event.lineName;
  if (event.kind === "incoming" && mine) stepIncoming(walk, arrival);
  else if (event.kind === "outgoing" && mine) stepOutgoing(walk, event);
  else if (event.kind === "answered") stepAnswered(walk, event, mine);
  else if (event.kind === "ended") stepEnded(walk, event, ownTalks);
}

function addPhone(walk: Walk, phone: string | undefined): void {
  if (phone !== undefined && !walk.phones.includes(phone)) walk.phones.push(phone);
}

function stepIncoming(walk: Walk, { event, live }: Arrival): void {
  walk.direction ??= "incoming";
  walk.startedAt ??= event.receivedAt;
  if (walk.group.dial === undefined) walk.number ??= event.aNumber;
  addPhone(walk, event.phone);
  walk.ids.add(event.callId);

  const overtaken = isOvertaken(walk, event);
  walk.rings.push(event);
  if (overtaken) return;
  walk.lastRingAt = event.receivedAt;
  walk.live = live;
  walk.endedLegs.delete(event.callId);
  if (walk.talkingSince === undefined) {
    // A queue that tries again, or a call that a colleague passed on: it rings anew.
    walk.ended = undefined;
    walk.answeredBy = undefined;
  }
}

/**
 * Whether this `incoming` was sent before something that is already known (an answer, an end), so that it fills in
 * what is known and rings nothing.
 */
function isOvertaken(walk: Walk, event: CallEvent): boolean {
  if (walk.talkingSince !== undefined) return true;
  const overtaking = walk.answeredBy ?? walk.ended?.event;
  if (overtaking === undefined) return false;
  const overtakenAt = walk.ended?.at ?? overtaking.receivedAt;
  if (event.receivedAt - overtakenAt <= callTiming.sameMoment) return true;
  const sameRing = walk.rings.find((ring) => ring.phone === event.phone && ring.callId === event.callId);
  // The PBX may stamp each try of a queue with the time at which the call began, so an old stamp that was seen before
  // says nothing; one that was not seen before is a hook that was held up.
  if (sameRing?.at === event.at) return false;
  return sentAt(walk, event) < overtakenAt - callTiming.settlingTime;
}

/** The PBX's time of an event, moved to the relay's clock by the difference that the call's first ring showed. */
function sentAt(walk: Walk, event: CallEvent): number {
  const first = walk.rings[0];
  return event.at + (first === undefined ? 0 : first.receivedAt - first.at);
}

function stepOutgoing(walk: Walk, event: CallEvent): void {
  walk.direction ??= "outgoing";
  walk.startedAt ??= event.receivedAt;
  addPhone(walk, event.phone);
  walk.ids.add(event.callId);
  walk.outgoing ??= event;
  const own = [walk.me.localNumber, ...walk.me.phones, ...walk.me.numbers];
  const { aNumber } = event;
  // The guide leaves open whose number an outgoing event carries; one's own tells nothing about the other party.
  if (aNumber !== undefined && !own.some((number) => sameNumber(number, aNumber))) walk.number ??= aNumber;
}

function stepAnswered(walk: Walk, event: CallEvent, mine: boolean): void {
  walk.answers.push(event);
  if (walk.direction === "outgoing" || (walk.outgoing !== undefined && walk.direction === undefined)) {
    if (walk.ended !== undefined && !endedWasReal(walk, walk.ended, event)) walk.ended = undefined;
    walk.settledFrom = event.receivedAt;
    if (isConnected(walk)) walk.talkingSince ??= event.receivedAt;
    return;
  }
  if (mine) {
    walk.direction ??= "incoming";
    walk.startedAt ??= event.receivedAt;
    walk.number ??= event.aNumber;
    walk.ids.add(event.callId);
    if (walk.ended !== undefined && endedWasReal(walk, walk.ended, event)) {
      walk.talkingSince ??= Math.min(event.receivedAt, walk.ended.at);
      return;
    }
    walk.ended = undefined;
    walk.answeredBy = undefined;
    walk.talkingSince ??= event.receivedAt;
    walk.settledFrom = event.receivedAt;
    return;
  }
  if (walk.talkingSince !== undefined) {
    // A colleague has it now: he passed it on, unless both lifted at once and the PBX told both.
    if (event.receivedAt - walk.talkingSince > callTiming.settlingTime && walk.ended === undefined) {
      walk.transferred = true;
      walk.ended = { at: event.receivedAt, event };
    }
    return;
  }
  walk.answeredBy = event;
  walk.ended = { at: event.receivedAt, event };
}

/**
 * An outgoing call is connected by its first `answered`; one that MakeCall made, and whose own leg was heard of, by the
 * one after the employee lifted his own phone.
 */
function isConnected(walk: Walk): boolean {
  const ownLeg = walk.rings[0];
  if (ownLeg === undefined || walk.answers.length >= 2) return true;
  const answer = walk.answers.at(-1);
  if (answer === undefined || walk.outgoing === undefined) return false;
  return ownLeg.receivedAt < walk.outgoing.receivedAt && walk.outgoing.receivedAt < answer.receivedAt;
}

/**
 * Whether an `ended` that came before the `answered` was the end of that conversation (the hooks changed places) and
 * not a losing leg's.
 */
function endedWasReal(walk: Walk, ended: { at: number; event: CallEvent }, answered: CallEvent): boolean {
  if (ended.event.kind !== "ended") return false;
  const duration = ended.event.durationSeconds ?? 0;
  if (!hasSeveralLegs(walk)) return duration > 0 || answered.receivedAt - ended.at <= callTiming.sameMoment;
  if (duration === 0) return false;
  const wouldHaveEnded = sentAt(walk, answered) + duration * 1000;
  return Math.abs(wouldHaveEnded - ended.at) <= callTiming.sameMoment;
}

function hasSeveralLegs(walk: Walk): boolean {
  return walk.rungPhones > 1 || walk.phones.length > 1 || walk.ids.size > 1;
}

function stepEnded(walk: Walk, event: CallEvent, ownTalks: ReadonlySet<string>): void {
  const fromOtherCall =
    event.transferredCallId !== undefined &&
    walk.group.callIds.has(event.transferredCallId) &&
    !walk.group.callIds.has(event.callId);
  if (fromOtherCall) {
    if (ownTalks.has(event.callId)) end(walk, event, true);
    else receiveTransfer(walk, event);
    return;
  }
  walk.endedLegs.add(event.callId);
  if (walk.ended !== undefined) {
    // The PBX's duration is worth having, also where a transfer or another leg had ended the call already.
    if (walk.talkingSince !== undefined && walk.ended.event.durationSeconds === undefined) {
      walk.ended = { at: walk.ended.at, event };
    }
    return;
  }
  if (walk.talkingSince === undefined) {
    // His own phone was lifted just now: this is about another of his phones, which rang with it.
    if (walk.direction === "outgoing" && hasSeveralLegs(walk) && isSettling(walk, event)) return;
    const open = [...walk.ids].some((id) => !walk.endedLegs.has(id));
    const known = walk.ids.has(event.callId);
    // Other legs of his still ring.
    if (open && known) return;
    if (open && walk.ids.size > 1) return;
    end(walk, event, event.transfer === true && walk.direction === "outgoing");
    return;
  }
  if (isOtherLegsEnd(walk, event)) return;
  end(walk, event, event.transfer === true && event.transferredCallId !== undefined);
}

/** In a conversation: whether the `ended` is about a leg that lost, or about the one who passed the call on. */
function isOtherLegsEnd(walk: Walk, event: CallEvent): boolean {
  const answer = walk.answers.findLast((answered) => answered.employee === walk.me.localNumber) ?? walk.answers.at(-1);
  const ownIds = walk.ids.size > 1;
  if (ownIds && answer !== undefined && walk.direction === "incoming") {
    if (event.callId === answer.callId) return false;
    if (event.callId !== answer.linkedCallId) return true;
  }
  if (!hasSeveralLegs(walk) && walk.transferredFrom === undefined) return false;
  return isSettling(walk, event) && !hasLastedAsLong(walk, event);
}

function isSettling(walk: Walk, event: CallEvent): boolean {
  return walk.settledFrom !== undefined && event.receivedAt - walk.settledFrom < callTiming.settlingTime;
}

/** A very short conversation: the end that comes so soon speaks of just the time that has passed. */
function hasLastedAsLong(walk: Walk, event: CallEvent): boolean {
  const lasted = (event.receivedAt - (walk.talkingSince ?? event.receivedAt)) / 1000;
  const { durationSeconds = 0 } = event;
  return lasted >= 0.5 && durationSeconds >= 1 && Math.abs(durationSeconds - lasted) < 1;
}

function receiveTransfer(walk: Walk, event: CallEvent): void {
  walk.transferredFrom ??= walk.number;
  if (event.transferredNumber !== undefined) walk.number = event.transferredNumber;
  else walk.number = undefined;
  walk.settledFrom = event.receivedAt;
}

function end(walk: Walk, event: CallEvent, transferred: boolean): void {
  walk.transferred = transferred;
  walk.ended = { at: event.receivedAt, event };
}

function conclude(walk: Walk, now: number, goneAt = Number.POSITIVE_INFINITY): Call | undefined {
  if (walk.direction === undefined || walk.startedAt === undefined) return undefined;
  const key = walk.group.arrivals[0]?.event.callId;
  if (key === undefined) return undefined;
  const call: Call = {
    key,
    callIds: [...walk.group.callIds],
    direction: walk.direction,
    phase: "ended",
    phones: walk.phones,
    startedAt: walk.startedAt,
    missedAnnounced: false,
    live: walk.live,
    ...defined({
      number: walk.number,
      lineName: walk.lineName,
      transferredFrom: walk.transferredFrom,
      lastRingAt: walk.lastRingAt,
      answeredAt: walk.talkingSince,
      dialId: walk.group.dial?.id,
    }),
  };
  if (walk.ended !== undefined) return concludeEnded(call, walk, walk.ended, now);
  return concludeOpen(call, walk, now, goneAt);
}

function concludeEnded(call: Call, walk: Walk, ended: { at: number; event: CallEvent }, now: number): Call {
  const { event } = ended;
  const duration = event.kind === "ended" ? event.durationSeconds : undefined;
  const base: Call = { ...call, endedAt: ended.at, ...defined({ durationSeconds: duration }) };
  if (walk.talkingSince !== undefined) return { ...base, outcome: walk.transferred ? "transferred" : "answered" };
  if (walk.direction === "outgoing") {
    if (walk.transferred) return { ...base, outcome: "transferred" };
    if ((duration ?? 0) > 0 && walk.rings.length === 0) return { ...base, outcome: "answered" };
    return { ...base, outcome: "no-answer", ...defined({ notLifted: notLifted(walk) }) };
  }
  if (walk.answeredBy?.employee !== undefined) {
    const { employee, employeeName } = walk.answeredBy;
    const { durationSeconds: _, ...rest } = base;
    return {
      ...rest,
      outcome: "answered-elsewhere",
      answeredBy: { localNumber: employee, ...defined({ name: employeeName }) },
    };
  }
  const { durationSeconds: _, ...missed } = base;
  return { ...missed, outcome: "missed", missedAnnounced: now >= ended.at + callTiming.missedAnnouncedAfter };
}

/** Whether the employee has lifted his own phone, in an outgoing call. */
function hasLifted(walk: Walk): boolean {
  return walk.outgoing !== undefined || walk.answers.length > 0;
}

function notLifted(walk: Walk): Call["notLifted"] {
  if (walk.group.dial === undefined) return undefined;
  return hasLifted(walk) ? "callee" : "own-phone";
}

function concludeOpen(call: Call, walk: Walk, now: number, goneAt: number): Call {
  if (walk.talkingSince !== undefined) {
    const expiresAt = Math.min(walk.talkingSince + callTiming.conversationExpiresAfter, goneAt);
    if (now < expiresAt) return { ...call, phase: "talking" };
    return { ...call, outcome: "answered", endedAt: expiresAt, expired: "conversation" };
  }
  if (walk.direction === "outgoing") {
    if (!hasLifted(walk) && walk.lastRingAt !== undefined) {
      const expiresAt = Math.min(walk.lastRingAt + callTiming.ringExpiresAfter, goneAt);
      if (now < expiresAt) return { ...call, phase: "lift-phone" };
      const whose = defined({ notLifted: notLifted(walk) });
      return { ...call, outcome: "no-answer", endedAt: expiresAt, expired: "ring", ...whose };
    }
    const expiresAt = Math.min(call.startedAt + callTiming.conversationExpiresAfter, goneAt);
    if (now < expiresAt) return { ...call, phase: "calling" };
    return { ...call, outcome: "no-answer", endedAt: expiresAt, expired: "conversation" };
  }
  const rangOutAt = (walk.lastRingAt ?? call.startedAt) + callTiming.ringExpiresAfter;
  const expiresAt = Math.min(rangOutAt, goneAt);
  if (now < expiresAt) return { ...call, phase: "ringing" };
  // Who answered may be among what is about to be replayed.
  const missedAnnounced = now >= Math.min(rangOutAt, goneAt + callTiming.missedAnnouncedAfter);
  return { ...call, outcome: "missed", endedAt: expiresAt, expired: "ring", missedAnnounced };
}
