import type { CallEvent } from "../../shared/calls/event.ts";
import type { Hook } from "../../shared/flexfone/parse-hook.ts";

/** One event for one employee, at its place in the account's log. */
export interface Delivery {
  account: string;
  offset: number;
  employee: string;
  event: CallEvent;
}

/** The storage did not keep an event; the PBX must not be told that it did. */
export class StorageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StorageError";
  }
}

/**
 * The accounts' logs of call events, and whose events they are. Correlation is part of it, because it must survive a
 * restart in the middle of a call and be one transaction with the log.
 */
export interface EventLog {
  /** Changes when the log may have been rolled back. */
  readonly epoch: string;
  /**
   * Keeps a hook and works out who gets it. Resolves when it is on disk; a repeated hook resolves to no deliveries.
   *
   * @throws StorageError
   */
  append(account: string, hook: Hook): Promise<readonly Delivery[]>;
  /** The newest offset of an account; 0 where nothing ever came. */
  newestOffset(account: string): number;
  /** The oldest offset from which a replay is complete. */
  oldestReplayable(account: string): number;
  /** An employee's events after an offset, oldest first. */
  replay(account: string, employee: string, after: number, limit: number): Delivery[];
  /** How many there are after an offset. */
  countAfter(account: string, employee: string, after: number): number;
  /** Deletes events received before then, Unix milliseconds. */
  trim(receivedBefore: number): Promise<void>;
  close(): Promise<void>;
}
