import { type CallEvent, callEventSchema } from "../../shared/calls/event.ts";
import { defined } from "../../shared/defined.ts";
import type { Hook } from "../../shared/flexfone/parse-hook.ts";
import {
  type CallRecord,
  employeesOf,
  mergeCalls,
  newCallRecord,
  outsideNumber,
  rungPhones,
  withLegs,
  withPart,
  withTold,
} from "./call-record.ts";
import { isSameRing, RING_TOGETHER_MS } from "./same-ring.ts";

/** A call's other legs are named on an event up to this many. */
const MOST_RELATED = 64;

/** What the storage knows that may have to do with a hook. */
export interface Known {
  /** Calls by the ids that the hook names, as far as there are any. */
  readonly legs: ReadonlyMap<string, CallRecord>;
  /** Calls in which a phone was rung with the hook's A-number within `RING_TOGETHER_MS`. */
  readonly ringing: readonly CallRecord[];
}

/** What the storage is to keep, and who is to be told what. */
export interface Correlated {
  readonly event: CallEvent;
  /** Calls that are new or changed; the leg ids in them are known to be theirs from now on. */
  readonly write: readonly CallRecord[];
  /** Ids of calls that turned out to be part of one that is written. */
  readonly absorbed: readonly string[];
  /** In the order in which they are to be logged. */
  readonly deliveries: readonly { readonly employee: string; readonly event: CallEvent }[];
}

export interface CorrelateOptions {
  account: string;
  hook: Hook;
  known: Known;
  /** The relay's id for the event. */
  eventId: string;
  /** The name of the hook's employee, only for showing. */
  employeeName: string | undefined;
  newCall(): string;
}

/** The ids that a hook names: what `Known.legs` is to be looked up by. */
export function idsOf(hook: Hook): string[] {
  return [hook.callId, hook.linkedCallId, hook.transferredCallId].filter((id) => id !== undefined);
}

/**
 * Turns a hook into deliveries: finds the call that its leg belongs to, and the employees whom it concerns. A pure
 * function; all that is known is in the storage, so that a restart in the middle of a call changes nothing.
 *
 * - Legs are one call when they share a UniqueCallId or a LinkedUniqueCallId links them, and when phones ring together
 *   (`same-ring.ts`).
 * - `incoming` and `outgoing` go to their employee; `answered` and `ended` to everybody in the call.
 * - `ended` with a transfer goes to everybody in the call that it was passed into, too.
 * - What came before an employee was known to be in the call is given to him when he is.
 */
export function correlate(options: CorrelateOptions): Correlated {
  const { account, known, eventId, employeeName, newCall } = options;
  const found = callsOf(options.hook, known);
  // A clock that was set back between two nodes, or over a restart, does not turn the order within a call round.
  const receivedAt = Math.max(options.hook.receivedAt, ...found.map(({ updatedAt }) => updatedAt));
  const hook = { ...options.hook, receivedAt };
  const [first = newCallRecord(newCall(), account), ...others] = found;
  const before = others.reduce(mergeCalls, first);
  let record = withHook(before, hook);
  const event = eventOf(hook, record, eventId, employeeName);

  const target = others.concat(first).some((call) => call.legs.includes(hook.transferredCallId ?? ""))
    ? undefined
    : transferTarget({ ...options, hook });
  const recipients = recipientsOf(hook, record, target);
  const deliveries = recipients.map((employee) => ({ employee, event }));
  const concernsAll = hook.kind === "answered" || hook.kind === "ended";
  if (concernsAll) record = withTold(record, event, recipients);

  const wasIn = new Set(employeesOf(others.length === 0 ? before : newCallRecord("", account)));
  for (const employee of employeesOf(record).filter((one) => !wasIn.has(one))) {
    const caughtUp = catchUp(record, employee);
    record = caughtUp.record;
    deliveries.push(...caughtUp.events.map((missed) => ({ employee, event: missed })));
  }
  const write = target === undefined ? [record] : [record, withTold(target, event, recipients)];
  return { event, write, absorbed: others.map((other) => other.call), deliveries };
}

/** The oldest first, which keeps its id when they are merged. */
function callsOf(hook: Hook, { legs, ringing }: Known): CallRecord[] {
  const calls = new Map<string, CallRecord>();
  for (const id of [hook.callId, hook.linkedCallId]) {
    const call = id === undefined ? undefined : legs.get(id);
    if (call !== undefined) calls.set(call.call, call);
  }
  // A leg may be known by its end or its answer alone, if those came first.
  const hasRung = [...calls.values()].some(({ parts }) => parts.some((part) => part.kind === "incoming"));
  const together = hasRung ? undefined : ringsTogether(hook, ringing);
  if (together !== undefined) calls.set(together.call, together);
  return [...calls.values()].sort((a, b) => firstReceipt(a) - firstReceipt(b) || (a.call < b.call ? -1 : 1));
}

function ringsTogether(hook: Hook, ringing: readonly CallRecord[]): CallRecord | undefined {
  if (hook.kind !== "incoming" || hook.aNumber === undefined) return undefined;
  const ring = { phone: hook.phone, aNumber: hook.aNumber, receivedAt: hook.receivedAt };
  return ringing.find((call) => {
    const rings = call.parts.filter(
      (part) =>
        part.kind === "incoming" &&
        part.aNumber === hook.aNumber &&
        Math.abs(part.receivedAt - hook.receivedAt) <= RING_TOGETHER_MS,
    );
    // Another call from the same switchboard may already ring this very phone: then this is a call of its own.
    return (
      rings.some(({ phone, aNumber, receivedAt }) => isSameRing(ring, { phone, aNumber, receivedAt })) &&
      !rings.some((part) => part.phone === hook.phone)
    );
  });
}

function firstReceipt({ parts, told, updatedAt }: CallRecord): number {
  return Math.min(parts[0]?.receivedAt ?? updatedAt, told[0]?.event.receivedAt ?? updatedAt);
}

function withHook(record: CallRecord, hook: Hook): CallRecord {
  const { callId, linkedCallId, employee, kind, phone, aNumber, receivedAt, sentAt } = hook;
  const named = withLegs(record, linkedCallId === undefined ? [callId] : [callId, linkedCallId]);
  const updated = { ...named, updatedAt: receivedAt };
  if (employee === undefined) return updated;
  return withPart(updated, { employee, kind, ...defined({ phone, aNumber, sentAt }), receivedAt });
}

function eventOf(hook: Hook, record: CallRecord, id: string, employeeName: string | undefined): CallEvent {
  const { accountId: _, sentAt, ...said } = hook;
  return callEventSchema.parse({
    ...said,
    at: sentAt ?? hook.receivedAt,
    id,
    relatedCallIds: relatedCallIds(record, hook.callId),
    rungPhones: rungPhones(record),
    ...defined({
      employeeName,
      transferredNumber: hook.transferredCallId === undefined ? undefined : outsideNumber(record),
    }),
  });
}

function relatedCallIds({ legs }: CallRecord, own: string): string[] {
  return legs.filter((id) => id !== own).slice(0, MOST_RELATED);
}

/** The call that this one was passed into; it may not have been heard of yet. */
function transferTarget({ hook, known, account, newCall }: CorrelateOptions): CallRecord | undefined {
  const id = hook.transferredCallId;
  if (hook.kind !== "ended" || id === undefined || id === hook.callId) return undefined;
  const target = known.legs.get(id) ?? newCallRecord(newCall(), account);
  return withLegs({ ...target, updatedAt: Math.max(target.updatedAt, hook.receivedAt) }, [id]);
}

function recipientsOf(hook: Hook, record: CallRecord, target: CallRecord | undefined): string[] {
  if (hook.kind === "incoming" || hook.kind === "outgoing") return hook.employee === undefined ? [] : [hook.employee];
  return [...new Set([...employeesOf(record), ...(target === undefined ? [] : employeesOf(target))])];
}

/** What everybody else in the call was told already: an `ended` or `answered` that was parked, or came too early. */
function catchUp(record: CallRecord, employee: string): { record: CallRecord; events: CallEvent[] } {
  const missed = record.told.filter(({ to }) => !to.includes(employee));
  if (missed.length === 0) return { record, events: [] };
  const told = record.told.map((one) => (missed.includes(one) ? { ...one, to: [...one.to, employee] } : one));
  // More legs may be known to be this call than when it happened.
  const events = missed.map(({ event }) =>
    record.legs.includes(event.callId) ? { ...event, relatedCallIds: relatedCallIds(record, event.callId) } : event,
  );
  return { record: { ...record, told }, events };
}
