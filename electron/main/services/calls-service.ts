import type { Call } from "../../../shared/calls/call.ts";
import type { CallsInput, CallsState, Gone, Me } from "../../../shared/calls/calls-state.ts";
import type { CallEvent } from "../../../shared/calls/event.ts";
import { nextDeadline, noCalls, reduceCalls } from "../../../shared/calls/reduce-calls.ts";
import { callTiming } from "../../../shared/calls/timing.ts";
import { defined } from "../../../shared/defined.ts";
import { numberKey } from "../../../shared/phone-numbers/number-key.ts";
import { redactNumber } from "../../../shared/phone-numbers/redact.ts";
import type { Cursor, RelayMessage, SharedDial } from "../../../shared/relay-protocol/stream.ts";
import type { CallChanges, CallStore, ErasedCalls } from "../ports/call-store.ts";
import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";

/** How far back events are read at start: a conversation that is still going on may have begun that long ago. */
const REBUILD_MS = callTiming.conversationExpiresAfter + callTiming.rememberedAfterEnd;

/** A full disk may have room again after this. Milliseconds. */
const STORE_AGAIN_MS = 5_000;

/** Events that came while the app was away, told once the replay is over. */
export interface Gap {
  /** Unix milliseconds. */
  from: number;
  to: number;
  /** Calls that came in meanwhile. */
  calls: number;
  /** False where the relay no longer had everything: there may have been more. */
  complete: boolean;
}

/** What came or was done, and where the stream stands after it. */
type Kept = ({ event: CallEvent } | { dial: SharedDial }) & { cursor: Cursor | undefined };

export interface CallsServiceOptions {
  store: CallStore;
  clock: Clock;
  logger: Logger;
  me: Me;
  /** @param changed those that are new or other than before */
  onChange(calls: readonly Call[], changed: readonly Call[]): void;
  /** The history on disk changed. */
  onHistory(): void;
  /** Missed calls were seen on another device. */
  onMarked(): void;
  /** He talks with somebody whom he may have missed: the other devices are to be told (`CallStore.unsentMarks`). */
  onHandled(): void;
  onGap(gap: Gap): void;
}

/**
 * The employee's calls: gives the relay's events and the clock to the state machine, and keeps what comes of it on disk.
 */
export class CallsService {
  readonly #options: CallsServiceOptions;
  #state: CallsState;
  /** The relay's clock minus ours, milliseconds. */
  #clockDifference = 0;
  #cancelDeadline: () => void = () => {};
  /** He has signed out: whoever comes next begins with what is on disk. */
  #left = false;
  /** Legs of calls that a snapshot names, until it is complete. */
  readonly #running = new Set<string>();
  #replay: { remaining: number; from: number | undefined; keys: Set<string>; complete: boolean } | undefined;

  constructor(options: CallsServiceOptions) {
    this.#options = options;
    this.#state = this.#stored(options.me);
    // Nobody is told: what listens may not be there yet, and looks at the calls when it is.
    this.#apply({ type: "me", me: options.me, now: options.clock.now() });
  }

  get calls(): readonly Call[] {
    return this.#state.calls;
  }

  /** Unix milliseconds by the relay's clock. */
  relayNow(): number {
    return this.#options.clock.now() + this.#clockDifference;
  }

  setMe(me: Me): void {
    if (this.#left) this.#state = this.#stored(me);
    this.#left = false;
    this.#advance({ type: "me", me, now: this.relayNow() });
  }

  /** He asks the PBX for a call from here, or the PBX refused it. */
  dial(dial: SharedDial, cursor?: Cursor): void {
    this.#advance({ type: "dial", dial, now: this.relayNow() }, { dial, cursor });
  }

  /**
   * The employee has signed out, or the device belongs to somebody else now: nothing goes on any more.
   *
   * @param deleteHistory whether what is on disk is forgotten too
   */
  reset(me: Me, deleteHistory: boolean): void {
    if (deleteHistory) this.#options.store.clear();
    this.#state = noCalls(me);
    this.#left = true;
    this.#cancelDeadline();
    this.#options.onChange([], []);
    this.#options.onHistory();
  }

  /** Calls that are over are to be gone. @returns how many it were */
  erase(which: ErasedCalls): number {
    const { store, onChange, onHistory } = this.#options;
    const before = this.#state.calls;
    const erased = store.erase(which);
    // While something goes on, those that ended a moment ago are forgotten in a while; on disk they are not.
    if (before.every(({ phase }) => phase === "ended")) this.#state = this.#stored(this.#state.me);
    onChange(this.#state.calls, []);
    onHistory();
    return erased;
  }

  receive(message: RelayMessage): void {
    switch (message.type) {
      case "welcome":
        this.#welcome(message);
        return;
      case "event":
        this.#event(message);
        return;
      case "snapshot":
        this.#snapshot(message);
        return;
      case "mark":
        this.#mark(message);
        return;
      case "dial":
        this.dial(message.dial, message.cursor);
        if (message.replayed) this.#replayedOne();
        return;
      case "heartbeat":
        // Comes after a replay: whatever of it this app does not count has come, too.
        if (this.#replay !== undefined) this.#finishReplay();
        this.#options.store.setCursor(message.cursor);
        this.#options.store.setLastConnectedAt(this.#options.clock.now());
        return;
    }
  }

  /** The calls as their events on disk make them. */
  #stored(me: Me): CallsState {
    const { store, clock } = this.#options;
    let state = noCalls(me);
    for (const input of keptSince(store, clock.now() - REBUILD_MS)) state = reduceCalls(state, input);
    return { ...state, gone: store.gone() };
  }

  dispose(): void {
    this.#cancelDeadline();
  }

  #welcome(message: Extract<RelayMessage, { type: "welcome" }>): void {
    const { store, clock, logger } = this.#options;
    this.#clockDifference = message.now - clock.now();
    this.#running.clear();
    logger.info("relay connected", {
      recovered: message.recovered,
      reason: message.reason,
      replaying: message.replaying,
    });
    const first = store.cursor() === undefined;
    this.#replay = {
      remaining: message.replaying,
      from: first ? undefined : store.lastConnectedAt(),
      keys: new Set(),
      complete: message.recovered || first,
    };
    if (message.replaying === 0) {
      store.setCursor(message.cursor);
      this.#finishReplay();
    }
    store.setLastConnectedAt(clock.now());
  }

  #event(message: Extract<RelayMessage, { type: "event" }>): void {
    const { store, logger } = this.#options;
    const { event, cursor, replayed } = message;
    if (store.hasEvent(event.id)) {
      store.setCursor(cursor);
    } else {
      this.#advance({ type: "event", event, replayed, now: this.relayNow() }, { event, cursor });
      // Last, since a log is written to the disk: nobody waits for it.
      logger.info("call event", {
        kind: event.kind,
        callId: event.callId,
        number: redactNumber(event.aNumber),
        replayed,
      });
      if (replayed && event.kind === "incoming") this.#countReplayed(event.callId);
    }
    if (replayed) this.#replayedOne();
  }

  /** The calls that are going on, where the relay cannot give all that was missed. */
  #snapshot({ events, dials = [], last }: Extract<RelayMessage, { type: "snapshot" }>): void {
    for (const dial of dials) this.dial(dial);
    for (const event of events) {
      for (const id of [event.callId, ...event.relatedCallIds]) this.#running.add(id);
      if (!this.#options.store.hasEvent(event.id)) {
        this.#advance({ type: "event", event, replayed: true, now: this.relayNow() }, { event, cursor: undefined });
      }
    }
    if (!last) return;
    const callIds = [...this.#running];
    this.#running.clear();
    this.#advance({ type: "running", callIds, now: this.relayNow() });
  }

  #mark({ mark, cursor, replayed }: Extract<RelayMessage, { type: "mark" }>): void {
    const { store, onHistory, onMarked } = this.#options;
    store.applyMark(mark, mark.at, cursor);
    onHistory();
    onMarked();
    if (replayed) this.#replayedOne();
  }

  #replayedOne(): void {
    if (this.#replay === undefined) return;
    this.#replay.remaining -= 1;
    if (this.#replay.remaining <= 0) this.#finishReplay();
  }

  #countReplayed(callId: string): void {
    const call = this.#state.calls.find((candidate) => candidate.callIds.includes(callId));
    if (call !== undefined && call.direction === "incoming") this.#replay?.keys.add(call.key);
  }

  #finishReplay(): void {
    const replay = this.#replay;
    this.#replay = undefined;
    if (replay?.from === undefined || (replay.keys.size === 0 && replay.complete)) return;
    const { clock, onGap } = this.#options;
    onGap({ from: replay.from, to: clock.now(), calls: replay.keys.size, complete: replay.complete });
  }

  #advance(input: CallsInput, kept?: Kept): void {
    const { onChange, onHistory, onHandled } = this.#options;
    const { upsert, remove, handled } = this.#apply(input, kept);
    if (upsert.length === 0 && remove.length === 0) return;
    onChange(this.#state.calls, upsert);
    onHistory();
    if (handled.some(({ tellAt }) => tellAt !== undefined)) onHandled();
  }

  #apply(input: CallsInput, kept?: Kept): CallChanges {
    const { store } = this.#options;
    const before = this.#state.calls;
    const next = reduceCalls(this.#state, input);
    // A conversation of the past is in what the other devices get replayed, too.
    const isNews = input.type === "event" && !input.replayed;
    const changes = {
      ...changesBetween(before, next.calls, isNews ? this.relayNow() : undefined),
      ...(sameGone(this.#state.gone, next.gone) ? {} : { gone: next.gone }),
    };
    const changed = changes.upsert.length > 0 || changes.remove.length > 0;
    if (kept !== undefined && "event" in kept) store.applyEvent(kept.event, changes, kept.cursor);
    else if (kept !== undefined) store.applyDial(kept.dial, changes, kept.cursor);
    else if (changed || changes.gone !== undefined) store.applyChanges(changes);
    // Only what is on disk counts: where writing fails, the event comes again and finds the state as it was.
    this.#state = next;
    this.#armDeadline();
    return changes;
  }

  #armDeadline(): void {
    this.#cancelDeadline();
    const deadline = nextDeadline(this.#state);
    if (deadline === undefined) return;
    const wait = Math.max(0, deadline - this.relayNow());
    this.#cancelDeadline = this.#options.clock.after(wait, () => this.#tick());
  }

  #tick(): void {
    const { clock, logger } = this.#options;
    try {
      this.#advance({ type: "clock", now: this.relayNow() });
    } catch (error) {
      logger.error("calls could not be stored", { error: String(error) });
      this.#cancelDeadline = clock.after(STORE_AGAIN_MS, () => this.#tick());
    }
  }
}

/** What happened since then (Unix milliseconds), in the order in which it did. */
function keptSince(store: CallStore, since: number): CallsInput[] {
  const dials = store.dialsSince(since).map((dial): CallsInput => ({ type: "dial", dial, now: dial.at }));
  const events = store
    .eventsSince(since)
    .map((event): CallsInput => ({ type: "event", event, replayed: true, now: event.receivedAt }));
  return [...dials, ...events].sort((a, b) => a.now - b.now);
}

function sameGone(a: readonly Gone[], b: readonly Gone[]): boolean {
  return a.length === b.length && a.every(({ callId, at }, place) => callId === b[place]?.callId && at === b[place].at);
}

/**
 * What has to be written. Calls that time has let the state machine forget stay on disk. A missed call is dealt with
 * when he talks with that number.
 *
 * @param tellAt when that is to be told to his other devices; undefined where it is not
 */
function changesBetween(before: readonly Call[], after: readonly Call[], tellAt: number | undefined): CallChanges {
  const known = new Map(before.map((call) => [call.key, call]));
  const upsert = after.filter((call) => {
    const old = known.get(call.key);
    return old === undefined || textOf(old) !== textOf(call);
  });
  const keys = new Set(after.map((call) => call.key));
  const absorbed = new Set(after.flatMap((call) => call.callIds));
  const remove = before.filter((call) => !keys.has(call.key) && absorbed.has(call.key)).map((call) => call.key);
  const handled = upsert
    .map(({ phase, number }) => (phase === "talking" && number !== undefined ? numberKey(number) : undefined))
    .filter((key) => key !== undefined)
    .map((key) => ({ numberKey: key, ...defined({ tellAt }) }));
  return { upsert, remove, handled };
}

/** Each state is compared with the one before and the one after it. */
const texts = new WeakMap<Call, string>();

function textOf(call: Call): string {
  const known = texts.get(call);
  if (known !== undefined) return known;
  const text = JSON.stringify(call);
  texts.set(call, text);
  return text;
}
