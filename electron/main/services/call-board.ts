import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import type { CallStore } from "../ports/call-store.ts";
import type { Clock } from "../ports/clock.ts";
import type { AppState } from "./app-state.ts";
import type { CallCard } from "./call-card.ts";
import type { CallNotifications } from "./call-notifications.ts";
import { ENDED_STAYS_MS, isShownLive, presentCall, withPast } from "./call-presenter.ts";
import type { CallerLookup } from "./caller-lookup.ts";
import type { CallsService } from "./calls-service.ts";
import type { People } from "./people.ts";
import { RememberedCallers } from "./remembered-callers.ts";
import type { TrialCall } from "./trial-call.ts";

export interface CallBoardOptions {
  state: AppState;
  calls: CallsService;
  store: CallStore;
  lookup: CallerLookup;
  people: Pick<People, "numberKeys">;
  notifications: CallNotifications;
  card: Pick<CallCard, "update" | "closeMissed">;
  trial: Pick<TrialCall, "calls">;
  clock: Clock;
  /** The relay is to be told, for the employee's other devices. */
  onSeen(): void;
}

/** Puts the calls where the employee sees them: the live list, the history, the missed count and notifications. */
export class CallBoard {
  readonly #options: CallBoardOptions;
  readonly #callers: RememberedCallers;
  #cancelTidy: () => void = () => {};

  constructor(options: CallBoardOptions) {
    this.#options = options;
    this.#callers = new RememberedCallers(options.lookup);
  }

  /** The calls changed, or how they are to be shown. */
  refresh(): void {
    const { state, calls, store, people, notifications, card, trial, clock } = this.#options;
    const now = calls.relayNow();
    const past = { people, calls: store };
    const shown = calls.calls.map((call) => {
      const unseen = call.outcome === "missed" && store.isUnseen(call.key);
      return withPast(presentCall(call, unseen, this.#callers), this.#callers, past);
    });
    const liveCalls = shown.filter((call) => isShownLive(call, now));
    // First what he is waiting for.
    const told = [...shown, ...trial.calls];
    notifications.update(told);
    card.update(told);
    state.update({ liveCalls, missedCount: store.missedCount() });

    this.#cancelTidy();
    if (liveCalls.some((call) => call.phase === "ended")) {
      this.#cancelTidy = clock.after(ENDED_STAYS_MS, () => this.refresh());
    }
  }

  /** Whose numbers they are may have changed, or the language: calls get other names, and none is rewritten. */
  namesChanged(): void {
    this.#callers.forget();
    this.refresh();
    this.historyChanged();
  }

  /** With whom he spoke last has changed. It is shown with what is shown next. */
  spokenChanged(): void {
    this.#callers.forgetShared();
  }

  historyChanged(): void {
    const { state, store } = this.#options;
    state.update({ historyRev: state.snapshot.historyRev + 1, missedCount: store.missedCount() });
  }

  history(query: { filter: "all" | "missed"; before?: number | undefined; limit: number }): {
    calls: ShownCall[];
    more: boolean;
  } {
    const { store } = this.#options;
    const { filter, before, limit } = query;
    const page = store.history({ filter, limit: limit + 1, ...(before === undefined ? {} : { before }) });
    return {
      calls: page.slice(0, limit).map(({ call, unseen }) => presentCall(call, unseen, this.#callers)),
      more: page.length > limit,
    };
  }

  markMissedSeen(): void {
    const { store, calls, onSeen } = this.#options;
    if (store.missedCount() === 0) return;
    store.markMissedSeen(calls.relayNow());
    this.seenElsewhere();
    onSeen();
  }

  /** Missed calls have been seen, here or on another device. */
  seenElsewhere(): void {
    const { store, notifications, card } = this.#options;
    if (store.missedCount() === 0) {
      notifications.closeMissed();
      card.closeMissed();
    }
    this.historyChanged();
    this.refresh();
  }

  dispose(): void {
    this.#cancelTidy();
  }
}
