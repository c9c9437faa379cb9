import type { CallMark } from "../../../shared/relay-protocol/stream.ts";
import type { CallStore } from "../ports/call-store.ts";
import type { Clock } from "../ports/clock.ts";

/** Many that gathered while the relay was away are told one after the other: it bounds what a client says in a second. */
const APART_MS = 1_000;

export interface MarkOutboxOptions {
  store: Pick<CallStore, "unsentMarks">;
  clock: Clock;
  /** @returns false where nothing is connected */
  send(mark: CallMark): boolean;
}

/**
 * Tells the relay what the employee did about missed calls, once on each connection until the relay has given it back;
 * what it has given back, the store no longer names. The relay knows a mark by its id, so that twice is once.
 */
export class MarkOutbox {
  readonly #options: MarkOutboxOptions;
  readonly #told = new Set<string>();
  #cancelNext: (() => void) | undefined;

  constructor(options: MarkOutboxOptions) {
    this.#options = options;
  }

  /** A new connection knows nothing of what was said on the one before. */
  connected(): void {
    this.dispose();
    this.#told.clear();
    this.tell();
  }

  /** There may be something new to tell. */
  tell(): void {
    if (this.#cancelNext === undefined) this.#tellNext();
  }

  dispose(): void {
    this.#cancelNext?.();
    this.#cancelNext = undefined;
  }

  #tellNext(): void {
    this.#cancelNext = undefined;
    const { store, clock, send } = this.#options;
    const next = store.unsentMarks().find(({ id }) => !this.#told.has(id));
    if (next === undefined || !send(next)) return;
    this.#told.add(next.id);
    this.#cancelNext = clock.after(APART_MS, () => this.#tellNext());
  }
}
