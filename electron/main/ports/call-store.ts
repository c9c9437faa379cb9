import type { Call } from "../../../shared/calls/call.ts";
import type { CallEvent } from "../../../shared/calls/event.ts";
import type { CallMark, Cursor } from "../../../shared/relay-protocol/stream.ts";

/** A call as it is kept, with whether the employee has seen that he missed it. */
export interface StoredCall {
  call: Call;
  unseen: boolean;
}

export interface CallChanges {
  /** Calls that are new or changed. */
  upsert: readonly Call[];
  /** Keys of calls that turned out to be part of another. */
  remove: readonly string[];
}

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
  /** Marks that the relay has not given back yet, oldest first. */
  unsentMarks(): CallMark[];
  /** Changes that no event made: time passed, the employee dialled. */
  applyChanges(changes: CallChanges): void;
  /** Events received since then (Unix milliseconds), oldest first: what the state machine is rebuilt from at start. */
  eventsSince(receivedAt: number): CallEvent[];
  /** A page of the calls that are over, newest first; those that started before `before` (Unix milliseconds). */
  history(query: { filter: "all" | "missed"; before?: number; limit: number }): StoredCall[];
  missedCount(): number;
  isUnseen(key: string): boolean;
  /**
   * Marks all missed calls as seen, and keeps that for the other devices.
   *
   * @param newId makes ids for the marks
   * @param at Unix milliseconds
   * @returns what is to be told to the relay
   */
  markMissedSeen(newId: () => string, at: number): CallMark[];
  /** He reached that number: what he missed from it is dealt with. `numberKey` as in `shared/phone-numbers`. */
  markHandled(numberKey: string): void;
  /** When the app last knew itself to be connected, Unix milliseconds. */
  lastConnectedAt(): number | undefined;
  setLastConnectedAt(at: number): void;
  /** Forgets everything: the device was unpaired, or belongs to another employee now. */
  clear(): void;
  /** Deletes calls that started before then, and events with them. */
  prune(before: number): void;
}
