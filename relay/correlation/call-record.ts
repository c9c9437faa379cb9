import type { CallEvent, CallEventKind } from "../../shared/calls/event.ts";

/**
 * What the storage keeps of one call, as one document, so that any storage that can replace a document by its version
 * (SQLite in a transaction, a key-value store by compare-and-set) can hold it.
 */
export interface CallRecord {
  /** The relay's own id of the call, opaque; never given out again. */
  readonly call: string;
  readonly account: string;
  /** UniqueCallIds of its legs, the first known first. */
  readonly legs: readonly string[];
  /** Who rang, talked or dialled, in the order in which they came. */
  readonly parts: readonly CallPart[];
  /** What concerned everybody in it, for those who turn out to be in it later; in the order of receipt. */
  readonly told: readonly ToldEvent[];
  /** When the last of its hooks came, Unix milliseconds. */
  readonly updatedAt: number;
}

export interface CallPart {
  readonly employee: string;
  readonly kind: CallEventKind;
  readonly phone?: string;
  readonly aNumber?: string;
  /** The newest hook of this kind, Unix milliseconds. */
  readonly receivedAt: number;
  /** The PBX's time stamp of that hook, Unix milliseconds. */
  readonly sentAt?: number;
}

interface ToldEvent {
  readonly event: CallEvent;
  /** Employees who have been given it. */
  readonly to: readonly string[];
}

/** More than these are not kept of one call; the oldest go. A queue that rings for an hour stays far below. */
const MOST_PARTS = 500;
const MOST_TOLD = 100;
const MOST_LEGS = 200;

/** A call of which nothing is known yet. */
export function newCallRecord(call: string, account: string): CallRecord {
  return { call, account, legs: [], parts: [], told: [], updatedAt: 0 };
}

export function withLegs(record: CallRecord, ids: readonly string[]): CallRecord {
  const news = ids.filter((id) => !record.legs.includes(id));
  return news.length === 0 ? record : { ...record, legs: [...record.legs, ...new Set(news)].slice(-MOST_LEGS) };
}

/** A phone that rings again is the same part, at a later time. */
export function withPart(record: CallRecord, part: CallPart): CallRecord {
  const at = record.parts.findIndex((known) => isSamePart(known, part));
  const parts = at < 0 ? [...record.parts, part].slice(-MOST_PARTS) : record.parts.with(at, part);
  return { ...record, parts };
}

export function withTold(record: CallRecord, event: CallEvent, to: readonly string[]): CallRecord {
  return { ...record, told: [...record.told, { event, to }].slice(-MOST_TOLD) };
}

/** Two calls that turned out to be one; the older's id stays. */
export function mergeCalls(older: CallRecord, younger: CallRecord): CallRecord {
  const known = new Map(older.told.map((told) => [told.event.id, told]));
  for (const told of younger.told) {
    const same = known.get(told.event.id);
    known.set(told.event.id, same === undefined ? told : { ...same, to: [...new Set([...same.to, ...told.to])] });
  }
  const merged = withLegs({ ...older, updatedAt: Math.max(older.updatedAt, younger.updatedAt) }, younger.legs);
  const withParts = younger.parts.reduce(withPart, merged);
  return { ...withParts, told: [...known.values()].sort(byReceipt).slice(-MOST_TOLD) };
}

/** The first A-number that somebody in the call was told, of those who were called from outside or called out. */
export function outsideNumber({ parts }: CallRecord): string | undefined {
  return parts.find((part) => part.kind !== "answered" && part.aNumber !== undefined)?.aNumber;
}

/** How many different phones have rung. */
export function rungPhones({ parts }: CallRecord): number {
  return new Set(parts.filter(({ kind }) => kind === "incoming").map(({ phone, employee }) => phone ?? employee)).size;
}

export function employeesOf({ parts }: CallRecord): string[] {
  return [...new Set(parts.map((part) => part.employee))];
}

function isSamePart(a: CallPart, b: CallPart): boolean {
  return a.employee === b.employee && a.kind === b.kind && a.phone === b.phone && a.aNumber === b.aNumber;
}

function byReceipt(a: ToldEvent, b: ToldEvent): number {
  return a.event.receivedAt - b.event.receivedAt;
}
