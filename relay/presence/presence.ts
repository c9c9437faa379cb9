import { setImmediate as breathe } from "node:timers/promises";
import { callTiming } from "../../shared/calls/timing.ts";
import type { Presence as PresenceOf } from "../../shared/relay-protocol/stream.ts";
import type { Delivery, EventLog } from "../storage/event-log.ts";
import { PresenceBoard } from "./presence-board.ts";

interface PresenceMessage {
  /** Whether all who are not in it are idle. */
  complete: boolean;
  colleagues: PresenceOf[];
}

type Listener = (message: PresenceMessage) => void;

export interface PresenceOptions {
  log: Pick<EventLog, "subscribe" | "employees" | "recent">;
  /** Unix milliseconds. */
  now(): number;
  /** Whether an account lets its employees see each other. */
  isEnabled(account: string): boolean;
  onProblem(problem: string): void;
}

/** What has changed is worked out and told together, this long after the first change. Milliseconds. */
const TOLD_AFTER_MS = 250;
/** Where the log could not be read, it is tried again after this. Milliseconds. */
const READ_AGAIN_MS = 5_000;
/** How far back a conversation that is going on may have begun. Milliseconds. */
const LOOK_BACK_MS = callTiming.conversationExpiresAfter + callTiming.ringExpiresAfter;
/** Of one employee; enough for all that can be going on. */
const MOST_ENTRIES = 200;
/** A message holds at most this many, so that it fits into a frame. */
const MOST_IN_MESSAGE = 400;

/** One account that is watched. */
interface Watched {
  readonly account: string;
  readonly listeners: Set<Listener>;
  /** Undefined until the log has been read. */
  board: PresenceBoard | undefined;
  /** Entries that are not worked out yet. */
  waiting: Delivery[];
  telling: NodeJS.Timeout | undefined;
  expiring: NodeJS.Timeout | undefined;
  isOver: boolean;
}

/**
 * Colleagues' presence, for the accounts in which somebody looks at it. The others cost nothing, and those that are
 * watched cost a list entry while an event is passed on; what it means is worked out afterwards.
 */
export class Presence {
  readonly #options: PresenceOptions;
  readonly #watched = new Map<string, Watched>();
  readonly #unsubscribe: () => void;

  constructor(options: PresenceOptions) {
    this.#options = options;
    this.#unsubscribe = options.log.subscribe((deliveries) => {
      if (this.#watched.size > 0) for (const delivery of deliveries) this.#hear(delivery);
    });
  }

  /**
   * Tells a listener everybody who is not idle, and then who changes: at most four times a second.
   *
   * @returns ends it; undefined where the account does not have it
   */
  watch(account: string, listener: Listener): (() => void) | undefined {
    if (!this.#options.isEnabled(account)) return undefined;
    const watched = this.#watched.get(account) ?? this.#open(account);
    watched.listeners.add(listener);
    if (watched.board !== undefined) tell([listener], true, watched.board.busy);
    return () => {
      watched.listeners.delete(listener);
      if (watched.listeners.size === 0) this.#close(watched);
    };
  }

  close(): void {
    this.#unsubscribe();
    for (const watched of [...this.#watched.values()]) this.#close(watched);
  }

  #open(account: string): Watched {
    const watched: Watched = {
      account,
      listeners: new Set(),
      board: undefined,
      waiting: [],
      telling: undefined,
      expiring: undefined,
      isOver: false,
    };
    this.#watched.set(account, watched);
    this.#read(watched);
    return watched;
  }

  #read(watched: Watched): void {
    this.#build(watched).catch((error: unknown) => {
      if (watched.isOver) return;
      this.#options.onProblem(`presence could not be read: ${String(error)}`);
      watched.expiring = setTimeout(() => this.#read(watched), READ_AGAIN_MS).unref();
    });
  }

  async #build(watched: Watched): Promise<void> {
    const { log, now } = this.#options;
    const { account } = watched;
    const board = new PresenceBoard();
    for (const employee of await log.employees(account)) {
      if (watched.isOver) return;
      const recent = await log.recent(account, employee, now() - LOOK_BACK_MS, MOST_ENTRIES);
      this.#attempt(() => board.begin(employee, recent, now()));
      // A large company's board takes a while, and events of all companies are passed on meanwhile.
      await breathe();
    }
    if (watched.isOver) return;
    watched.board = board;
    this.#work(watched, board);
    tell(watched.listeners, true, board.busy);
  }

  #hear(delivery: Delivery): void {
    const watched = this.#watched.get(delivery.account);
    if (watched === undefined) return;
    watched.waiting.push(delivery);
    if (watched.board !== undefined) this.#tellSoon(watched, watched.board);
  }

  #tellSoon(watched: Watched, board: PresenceBoard): void {
    watched.telling ??= setTimeout(() => {
      watched.telling = undefined;
      const changed = this.#work(watched, board);
      if (changed.length > 0) tell(watched.listeners, false, changed);
    }, TOLD_AFTER_MS).unref();
  }

  /** @returns who does something else than when it was worked out last */
  #work(watched: Watched, board: PresenceBoard): PresenceOf[] {
    const now = this.#options.now();
    const { waiting } = watched;
    watched.waiting = [];
    const changed = new Map<string, PresenceOf>();
    for (const presence of [
      ...waiting.map((delivery) => this.#attempt(() => board.take(delivery, now))),
      ...board.advance(now),
    ]) {
      if (presence !== undefined) changed.set(presence.localNumber, presence);
    }
    this.#expire(watched, board);
    return [...changed.values()];
  }

  /** An entry that cannot be read must not keep the others from being told. */
  #attempt<Result>(work: () => Result): Result | undefined {
    try {
      return work();
    } catch (error) {
      this.#options.onProblem(`an entry could not be read: ${String(error)}`);
      return undefined;
    }
  }

  #expire(watched: Watched, board: PresenceBoard): void {
    clearTimeout(watched.expiring);
    const at = board.nextChange;
    if (at === undefined) return;
    const wait = Math.max(0, at - this.#options.now());
    watched.expiring = setTimeout(() => this.#tellSoon(watched, board), wait).unref();
  }

  #close(watched: Watched): void {
    watched.isOver = true;
    clearTimeout(watched.telling);
    clearTimeout(watched.expiring);
    if (this.#watched.get(watched.account) === watched) this.#watched.delete(watched.account);
  }
}

function tell(listeners: Iterable<Listener>, complete: boolean, colleagues: readonly PresenceOf[]): void {
  const first: PresenceMessage = { complete, colleagues: colleagues.slice(0, MOST_IN_MESSAGE) };
  const messages = [first];
  for (let at = MOST_IN_MESSAGE; at < colleagues.length; at += MOST_IN_MESSAGE) {
    messages.push({ complete: false, colleagues: colleagues.slice(at, at + MOST_IN_MESSAGE) });
  }
  for (const listener of [...listeners]) for (const message of messages) listener(message);
}
