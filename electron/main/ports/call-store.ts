import type { Call } from "../../../shared/calls/call.ts";
import type { Gone } from "../../../shared/calls/calls-state.ts";
import type { CallEvent, CallEventKind } from "../../../shared/calls/event.ts";
import type { CallMark, Cursor, SharedDial } from "../../../shared/relay-protocol/stream.ts";

/** A call as it is kept, with whether the employee has seen that he missed it. */
export interface StoredCall {
  call: Call;
  unseen: boolean;
}

/** Somebody whom he spoke with or tried to reach. */
export interface RecentNumber {
  /** As the PBX wrote it, or as it was dialled. */
  number: string;
  /** Of the newest call, Unix milliseconds. */
  at: number;
}

/** A conversation of the past, the employee's own or a colleague's who answered for him. */
export interface Conversation {
  /** When it was answered or, where that is not known, began to ring. Unix milliseconds. */
  at: number;
  durationSeconds?: number;
  /** The colleague; absent where it was the employee himself. */
  answeredBy?: { localNumber: string; name?: string };
}

export interface CallChanges {
  /** Calls that are new or changed. */
  upsert: readonly Call[];
  /** Keys of calls that turned out to be part of another. */
  remove: readonly string[];
  /** Numbers (`numberKey` as in `shared/phone-numbers`) that he reached: what he missed from them is dealt with. */
  handled: readonly {
    numberKey: string;
    /** Where his other devices are to be told: when that was, Unix milliseconds by the relay's clock. */
    tellAt?: number;
  }[];
  /** What `gone` is from now on, where it is another than before. */
  gone?: readonly Gone[];
}

/** Which calls are erased: all, those that started before then (Unix milliseconds), or those with a number (`numberKey`). */
export type ErasedCalls = { all: true } | { before: number } | { numberKey: string };

/** The employee's calls on disk. */
export interface CallStore {
  cursor(): Cursor | undefined;
  /** Where the stream stands when no event came with it. */
  setCursor(cursor: Cursor): void;
  hasEvent(eventId: string): boolean;
  /**
   * Event, what it changed, and the cursor, in one transaction: the effect is exactly-once.
   *
   * @param cursor absent where the event is not from the stream's own order
   */
  applyEvent(event: CallEvent, changes: CallChanges, cursor: Cursor | undefined): void;
  /** A mark that came over the stream: the calls are seen, and it need not be sent any more; one transaction. */
  applyMark(mark: CallMark, at: number, cursor: Cursor): void;
  /**
   * A call that he asked the PBX for, here or on another device, and what it changed; one transaction. Of one that is told
   * again the earlier time counts, and that it failed.
   *
   * @param cursor absent where it was not the relay that told
   */
  applyDial(dial: SharedDial, changes: CallChanges, cursor: Cursor | undefined): void;
  /** Dials asked for since then (Unix milliseconds), oldest first. */
  dialsSince(at: number): SharedDial[];
  /** The numbers of his newest calls and dials, in either direction, newest first, each once. */
  recentNumbers(limit: number): RecentNumber[];
  /** The number that he dialled last, on whichever device or phone. */
  lastDialled(): string | undefined;
  /** Marks that the relay has not given back yet, oldest first. */
  unsentMarks(): CallMark[];
  /** Legs of calls whose end was missed: they must not be taken for running after a restart. */
  gone(): Gone[];
  /** Changes that no event made: time passed, the employee dialled. */
  applyChanges(changes: CallChanges): void;
  /** Events received since then (Unix milliseconds), oldest first: what the state machine is rebuilt from at start. */
  eventsSince(receivedAt: number): CallEvent[];
  /** How many hooks of each kind came since then (Unix milliseconds). */
  hookCounts(since: number): Partial<Record<CallEventKind, number>>;
  /** A page of the calls that are over, newest first; those that started before `before` (Unix milliseconds). */
  history(query: { filter: "all" | "missed"; before?: number; limit: number }): StoredCall[];
  /** The latest calls that are over with any of these numbers (`numberKey`), in either direction, newest first. */
  callsWith(numberKeys: readonly string[], limit: number): StoredCall[];
  /** The latest calls that are over with a number that has these digits in it, newest first. */
  callsLike(digits: string, limit: number): StoredCall[];
  /** The latest calls that a colleague answered for the employee, newest first. */
  callsAnsweredBy(localNumber: string, limit: number): StoredCall[];
  /** When the employee himself last spoke with each number (`numberKey`): Unix milliseconds of when it began to ring. */
  lastSpoken(): Map<string, number>;
  /** The same of one number. */
  lastSpokenWith(numberKey: string): number | undefined;
  /** The latest conversation with any of these numbers that began before then (Unix milliseconds). */
  lastConversation(numberKeys: readonly string[], before: number): Conversation | undefined;
  missedCount(): number;
  isUnseen(key: string): boolean;
  /**
   * Marks all missed calls as seen, and keeps that for the other devices (`unsentMarks`).
   *
   * @param at Unix milliseconds by the relay's clock
   */
  markMissedSeen(at: number): void;
  /** When the app last knew itself to be connected, Unix milliseconds. */
  lastConnectedAt(): number | undefined;
  setLastConnectedAt(at: number): void;
  /** Forgets everything: the device was unpaired, or belongs to another employee now. */
  clear(): void;
  /**
   * Deletes what he wants to be gone of the calls that are over, and what they were made of, so that it is not on the disk
   * any more either. What goes on stays, and so does the place in the stream.
   *
   * @returns how many calls it were
   */
  erase(which: ErasedCalls): number;
  /** Deletes calls that started before then, and events with them. */
  prune(before: number): void;
}
