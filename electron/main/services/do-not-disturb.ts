import { atOnDay } from "../../../shared/call-flows/switch-until.ts";
import type { QuietChoice } from "../../../shared/notifications/quiet-choice.ts";
import type { Clock } from "../ports/clock.ts";
import type { SettingsStore } from "../ports/settings-store.ts";
import type { AppState } from "./app-state.ts";

const MINUTE_MS = 60_000;

export interface DoNotDisturbOptions {
  state: AppState;
  settings: SettingsStore;
  clock: Clock;
  /** It began or ended: what is on the screen may have to go, or may come. */
  onChange(): void;
}

/**
 * The time in which calls raise nothing. They are counted all the same, and whom he marked VIP comes through. Kept over
 * restarts; ends by itself.
 */
export class DoNotDisturb {
  readonly #options: DoNotDisturbOptions;
  #cancelEnd: () => void = () => {};

  constructor(options: DoNotDisturbOptions) {
    this.#options = options;
  }

  /** Goes on with what was chosen before the app was started. */
  start(): void {
    this.refresh();
  }

  /** The machine slept, and timers with it: has it ended meanwhile? */
  refresh(): void {
    const { settings, clock } = this.#options;
    const { doNotDisturb } = settings.get();
    if (doNotDisturb?.until !== undefined && doNotDisturb.until <= clock.now()) {
      this.end();
      return;
    }
    this.#publish();
  }

  begin(choice: QuietChoice): void {
    const until = endOf(choice, this.#options.clock.now());
    this.#options.settings.update({ doNotDisturb: until === undefined ? {} : { until } });
    this.#publish();
    this.#options.onChange();
  }

  end(): void {
    this.#options.settings.update({ doNotDisturb: null });
    this.#publish();
    this.#options.onChange();
  }

  /** Off where it is on, and on until it is switched off where it is off. */
  toggle(): void {
    if (this.isOn()) this.end();
    else this.begin("until-off");
  }

  isOn(): boolean {
    const { settings, clock } = this.#options;
    const { doNotDisturb } = settings.get();
    return doNotDisturb !== null && (doNotDisturb.until === undefined || doNotDisturb.until > clock.now());
  }

  dispose(): void {
    this.#cancelEnd();
  }

  #publish(): void {
    const { state, settings, clock } = this.#options;
    const { doNotDisturb } = settings.get();
    this.#cancelEnd();
    this.#cancelEnd = () => {};
    if (doNotDisturb === null) {
      if (state.snapshot.doNotDisturb !== undefined) state.remove("doNotDisturb");
      return;
    }
    state.update({ doNotDisturb });
    if (doNotDisturb.until !== undefined) {
      this.#cancelEnd = clock.after(doNotDisturb.until - clock.now(), () => this.refresh());
    }
  }
}

/** @param now Unix milliseconds @returns undefined for "until I switch it off" */
function endOf(choice: QuietChoice, now: number): number | undefined {
  switch (choice) {
    case "half-hour":
      return now + 30 * MINUTE_MS;
    case "hour":
      return now + 60 * MINUTE_MS;
    case "morning":
      return atOnDay(now, 1, 8, 0);
    case "until-off":
      return undefined;
  }
}
