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
  #cancelTidy: () => void = () => {};

  constructor(options: CallBoardOptions) {
    this.#options = options;
  }

  /** The calls, or whose numbers they are, changed. */
  refresh(): void {
    const { state, calls, store, lookup, people, notifications, card, trial, clock } = this.#options;
    const now = calls.relayNow();
    const past = { people, calls: store };
    const shown = calls.calls.map((call) =>
      withPast(presentCall(call, store.isUnseen(call.key), lookup), lookup, past),
    );
    const liveCalls = shown.filter((call) => isShownLive(call, now));
    state.update({ liveCalls, missedCount: store.missedCount() });
    const told = [...shown, ...trial.calls];
    notifications.update(told);
    card.update(told);

    this.#cancelTidy();
    if (liveCalls.some((call) => call.phase === "ended")) {
      this.#cancelTidy = clock.after(ENDED_STAYS_MS, () => this.refresh());
    }
  }

  /** Whose numbers they are may have changed: calls get other names, and none is rewritten. */
  namesChanged(): void {
    this.refresh();
    this.historyChanged();
  }

  historyChanged(): void {
    const { state, store } = this.#options;
    state.update({ historyRev: state.snapshot.historyRev + 1, missedCount: store.missedCount() });
  }

  history(query: { filter: "all" | "missed"; before?: number | undefined; limit: number }): {
    calls: ShownCall[];
    more: boolean;
  } {
    const { store, lookup } = this.#options;
    const { filter, before, limit } = query;
    const page = store.history({ filter, limit: limit + 1, ...(before === undefined ? {} : { before }) });
    return {
      calls: page.slice(0, limit).map(({ call, unseen }) => presentCall(call, unseen, lookup)),
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
