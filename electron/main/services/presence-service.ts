import type { Presence, RelayMessage } from "../../../shared/relay-protocol/stream.ts";
import type { AppState } from "./app-state.ts";
import type { CallerLookup } from "./caller-lookup.ts";

/** More are not shown. */
const MOST_SHOWN = 50;

export interface PresenceServiceOptions {
  state: AppState;
  lookup: CallerLookup;
  /** Asks the relay for it, or asks it to stop. */
  watch(on: boolean): void;
  /** The employee's own extension, of which he knows better. */
  own(): string | undefined;
}

/** Colleagues who are rung or talk, while somebody looks at the window and the relay is connected. */
export class PresenceService {
  readonly #options: PresenceServiceOptions;
  readonly #known = new Map<string, Presence>();
  #isOffered = false;
  #isLookedAt = false;

  constructor(options: PresenceServiceOptions) {
    this.#options = options;
  }

  receive(message: RelayMessage): void {
    if (message.type === "welcome") {
      this.#isOffered = message.presence === true;
      this.#forget();
      if (this.#isOffered && this.#isLookedAt) this.#options.watch(true);
    } else if (message.type === "presence") {
      if (message.complete) this.#known.clear();
      for (const presence of message.colleagues) this.#known.set(presence.localNumber, presence);
      this.publish();
    }
  }

  /** The connection is gone: what was known may not be so any more. */
  offline(): void {
    this.#isOffered = false;
    this.#forget();
  }

  /** Whether the window is shown. */
  lookedAt(on: boolean): void {
    if (on === this.#isLookedAt) return;
    this.#isLookedAt = on;
    if (!this.#isOffered) return;
    this.#options.watch(on);
    if (!on) this.#forget();
  }

  /** Names may have changed too. */
  publish(): void {
    const { state, lookup, own } = this.#options;
    const colleagues = [...this.#known.values()]
      .filter(({ state: what, localNumber }) => what !== "idle" && localNumber !== own())
      .map((presence) => ({ ...presence, name: lookup.find(presence.localNumber)?.name ?? presence.localNumber }))
      .sort((a, b) => a.name.localeCompare(b.name, "da"))
      .slice(0, MOST_SHOWN);
    if (JSON.stringify(colleagues) !== JSON.stringify(state.snapshot.colleagues)) state.update({ colleagues });
  }

  #forget(): void {
    this.#known.clear();
    this.publish();
  }
}
