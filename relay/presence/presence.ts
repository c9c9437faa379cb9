import { callTiming } from "../../shared/calls/timing.ts";
import type { Presence as PresenceOf } from "../../shared/relay-protocol/stream.ts";
import type { Delivery, EventLog } from "../storage/event-log.ts";
import { PresenceBoard } from "./presence-board.ts";

interface PresenceMessage {
  complete: boolean;
  colleagues: PresenceOf[];
}

type Listener = (message: PresenceMessage) => void;

export interface PresenceOptions {
  log: EventLog;
  /** Unix milliseconds. */
  now(): number;
  /** Whether an account lets its employees see each other. */
  isEnabled(account: string): boolean;
  onProblem(problem: string): void;
}

/** What has changed is told together, this long after the first change. Milliseconds. */
const TOLD_AFTER_MS = 250;
/** How far back a conversation that is going on may have begun. Milliseconds. */
const LOOK_BACK_MS = callTiming.conversationExpiresAfter + callTiming.ringExpiresAfter;
const MOST_ENTRIES = 200;
/** A message holds at most this many, so that it fits into a frame. */
const MOST_IN_MESSAGE = 400;

/** One account that is watched. */
interface Watched {
  board: PresenceBoard;
  listeners: Set<Listener>;
  /** Entries that came while the board was built; undefined once it is. */
  meanwhile: Delivery[] | undefined;
  changed: Map<string, PresenceOf>;
  telling: NodeJS.Timeout | undefined;
  expiring: NodeJS.Timeout | undefined;
}

/** Colleagues' presence, for the accounts in which somebody looks at it; the others cost nothing. */
export class Presence {
  readonly #options: PresenceOptions;
  readonly #watched = new Map<string, Watched>();
  readonly #unsubscribe: () => void;

  constructor(options: PresenceOptions) {
    this.#options = options;
    this.#unsubscribe = options.log.subscribe((deliveries) => {
      if (this.#watched.size > 0) for (const delivery of deliveries) this.#take(delivery);
    });
  }

  /**
   * Tells a listener everybody who is not idle, and then who changes.
   *
   * @returns ends it; undefined where the account does not have it
   */
  watch(account: string, listener: Listener): (() => void) | undefined {
    if (!this.#options.isEnabled(account)) return undefined;
    const known = this.#watched.get(account);
    const watched = known ?? this.#open(account);
    watched.listeners.add(listener);
    if (watched.meanwhile === undefined) tell(listener, true, watched.board.busy);
    return () => {
      watched.listeners.delete(listener);
      if (watched.listeners.size === 0 && this.#watched.get(account) === watched) this.#close(account, watched);
    };
  }

  close(): void {
    this.#unsubscribe();
    for (const [account, watched] of [...this.#watched]) this.#close(account, watched);
  }

  #open(account: string): Watched {
    const watched: Watched = {
      board: new PresenceBoard(),
      listeners: new Set(),
      meanwhile: [],
      changed: new Map(),
      telling: undefined,
      expiring: undefined,
    };
    this.#watched.set(account, watched);
    this.#build(account, watched).catch((error: unknown) => {
      // Whoever watches again tries again.
      this.#close(account, watched);
      this.#options.onProblem(`presence could not be read: ${String(error)}`);
    });
    return watched;
  }

  async #build(account: string, watched: Watched): Promise<void> {
    const { log, now } = this.#options;
    for (const employee of await log.employees(account)) {
      for (const delivery of await log.recent(account, employee, now() - LOOK_BACK_MS, MOST_ENTRIES)) {
        watched.board.take(delivery, delivery.receivedAt);
      }
    }
    for (const delivery of watched.meanwhile ?? []) watched.board.take(delivery, now());
    watched.meanwhile = undefined;
    watched.board.advance(now());
    for (const listener of watched.listeners) tell(listener, true, watched.board.busy);
    this.#expire(watched);
  }

  #take(delivery: Delivery): void {
    const watched = this.#watched.get(delivery.account);
    if (watched === undefined) return;
    if (watched.meanwhile !== undefined) watched.meanwhile.push(delivery);
    else {
      const presence = watched.board.take(delivery, this.#options.now());
      if (presence !== undefined) this.#changed(watched, [presence]);
      this.#expire(watched);
    }
  }

  #changed(watched: Watched, changes: readonly PresenceOf[]): void {
    for (const presence of changes) watched.changed.set(presence.localNumber, presence);
    if (watched.changed.size === 0 || watched.telling !== undefined) return;
    watched.telling = setTimeout(() => {
      watched.telling = undefined;
      const colleagues = [...watched.changed.values()];
      watched.changed.clear();
      for (const listener of watched.listeners) tell(listener, false, colleagues);
    }, TOLD_AFTER_MS).unref();
  }

  #expire(watched: Watched): void {
    clearTimeout(watched.expiring);
    const at = watched.board.nextChange;
    if (at === undefined) return;
    watched.expiring = setTimeout(
      () => {
        this.#changed(watched, watched.board.advance(this.#options.now()));
        this.#expire(watched);
      },
      Math.max(TOLD_AFTER_MS, at - this.#options.now()),
    ).unref();
  }

  #close(account: string, watched: Watched): void {
    clearTimeout(watched.telling);
    clearTimeout(watched.expiring);
    if (this.#watched.get(account) === watched) this.#watched.delete(account);
  }
}

function tell(listener: Listener, complete: boolean, colleagues: readonly PresenceOf[]): void {
  listener({ complete, colleagues: colleagues.slice(0, MOST_IN_MESSAGE) });
  for (let at = MOST_IN_MESSAGE; at < colleagues.length; at += MOST_IN_MESSAGE) {
    listener({ complete: false, colleagues: colleagues.slice(at, at + MOST_IN_MESSAGE) });
  }
}
