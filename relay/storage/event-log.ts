import type { Hook } from "../../shared/flexfone/parse-hook.ts";
import type { CallMark, SharedDial } from "../../shared/relay-protocol/stream.ts";

/** One entry of one employee's stream, at its place in the account's log. */
export interface Delivery {
  account: string;
  employee: string;
  /** Counts up in each account, across its employees. */
  offset: number;
  kind: "event" | "mark" | "dial";
  /** JSON of a `CallEvent`, of a `mark` message's `mark` or a `dial` message's `dial`: written once, and passed on as it is. */
  body: string;
  /** Unix milliseconds. */
  receivedAt: number;
}

/** What became of a hook. */
export interface Appended {
  /** It had come before, so nothing was written. */
  repeated: boolean;
  /** Empty also where it is not known yet whom it concerns: he is given it when he is. */
  deliveries: readonly Delivery[];
}

/** The storage did not keep something; the PBX must not be told that it did. */
export class StorageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StorageError";
  }
}

/**
 * The accounts' logs, and whose events they are. Correlation is part of it, because what is known of a call must survive
 * a restart in the middle of it and change together with the log. Everything is asynchronous, and nothing needs more
 * of a storage than appending in order, replaying by sequence, and replacing a document by its version.
 *
 * Every method throws `StorageError` where the storage cannot do it.
 */
export interface EventLog {
  /** Changes when the log may have been rolled back. */
  readonly epoch: string;
  /** Hooks that wait to be written. */
  readonly waiting: number;
  /**
   * Keeps a hook and works out who gets it. Resolves when it would survive a power cut.
   *
   * @param employeeName whose extension the hook names, where that is known; only for showing
   */
  append(account: string, hook: Hook, employeeName?: string): Promise<Appended>;
  /**
   * Keeps what an employee did about missed calls.
   *
   * @param at Unix milliseconds
   */
  mark(account: string, employee: string, mark: CallMark, at: number): Promise<Appended>;
  /**
   * Keeps a call that an employee asks the PBX for, or that the PBX refused it. What is kept says that he asked no later
   * than `at`, since legs of the call come after it.
   *
   * @param at Unix milliseconds
   */
  dial(account: string, employee: string, dial: SharedDial, at: number): Promise<Appended>;
  /**
   * Tells of every entry that was stored from now on, by whatever node, once it is safe; in each account in order of
   * offset. Several may come together.
   *
   * @returns ends it
   */
  subscribe(listener: (deliveries: readonly Delivery[]) => void): () => void;
  /** The newest offset of an account, also after its entries are deleted; 0 where nothing ever came. */
  newestOffset(account: string): Promise<number>;
  /** The oldest offset from which an employee's replay is complete. */
  oldestReplayable(account: string, employee: string): Promise<number>;
  /** An employee's entries after an offset, oldest first. */
  replay(account: string, employee: string, after: number, limit: number): Promise<Delivery[]>;
  /** How many there are after an offset. */
  countAfter(account: string, employee: string, after: number): Promise<number>;
  /** An employee's newest entries that were received since then (Unix milliseconds), oldest first. */
  recent(account: string, employee: string, receivedSince: number, limit: number): Promise<Delivery[]>;
  /** Who ever was given an entry. */
  employees(account: string): Promise<string[]>;
  /**
   * Deletes an account's entries received before then, and what is known of calls that were last heard of a day before now;
   * both Unix milliseconds. Other work goes on meanwhile.
   */
  trim(account: string, receivedBefore: number, now: number): Promise<void>;
  /** Deletes an employee's entries, and his name in others'. @returns how many entries were deleted or changed */
  eraseEmployee(account: string, employee: string): Promise<number>;
  /** Deletes every entry of the calls in which a number took part, in whatever form it is given. @returns how many */
  eraseNumber(account: string, number: string): Promise<number>;
  /** Writes something and waits until it is safe, to find out whether that works. */
  check(): Promise<void>;
  /** Finishes what waits. May be called again. */
  close(): Promise<void>;
}
