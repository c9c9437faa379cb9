import type { Clock } from "../ports/clock.ts";
import type { Random } from "../ports/random.ts";

/** Who looks: at the call flows, at the window, nobody. */
type Attention = "call-flows" | "window" | "nobody";

/** How long until the next question. Milliseconds; in the background give or take a quarter. */
const EVERY_MS: Record<Attention, number> = { "call-flows": 10_000, window: 30_000, nobody: 5 * 60_000 };
/** What is younger than this is not asked for again because somebody looks. Milliseconds. */
const FRESH_MS = 5_000;
/** When something has changed, apps at which nobody looks come one after the other. Milliseconds. */
const CHANGED_WITHIN_MS = 2_000;

export interface CallFlowPollingOptions {
  clock: Clock;
  random: Random;
  /** Asks, and resolves when that was answered, one way or the other. Never rejects. */
  ask(): Promise<void>;
}

/** When the call flows are asked for: often while somebody looks, seldom in the background, not at all while offline. */
export class CallFlowPolling {
  readonly #options: CallFlowPollingOptions;
  #online = false;
  #windowShown = false;
  #viewShown = false;
  #asking: Promise<void> | undefined;
  /** When it was asked last, Unix milliseconds. */
  #askedAt: number | undefined;
  /** Something changed while a question was on its way, whose answer may be older. */
  #again = false;
  #cancel: () => void = () => {};

  constructor(options: CallFlowPollingOptions) {
    this.#options = options;
  }

  /** The connection is there, maybe anew: what happened meanwhile is asked for at once. */
  online(): void {
    this.#online = true;
    void this.askAnew();
  }

  offline(): void {
    this.#online = false;
    this.#again = false;
    // It may hang until its time is out, and the next connection is not to wait for it.
    this.#asking = undefined;
    this.#askedAt = undefined;
    this.#cancel();
  }

  /** Whether the window is shown. */
  windowShown(shown: boolean): void {
    this.#look(() => {
      this.#windowShown = shown;
    });
  }

  /** Whether the window's view is that of the call flows, be the window shown or not. */
  viewShown(shown: boolean): void {
    this.#look(() => {
      this.#viewShown = shown;
    });
  }

  /** Something is not as it was. */
  changed(): void {
    if (!this.#online) return;
    if (this.#attention() !== "nobody" || this.#asking !== undefined) void this.askAnew();
    else this.#arm(this.#options.random.fraction() * CHANGED_WITHIN_MS);
  }

  /** Asks now, unless offline; a question on its way is good enough. */
  async ask(): Promise<void> {
    if (!this.#online) return;
    if (this.#asking === undefined) {
      const asking = this.#ask().finally(() => {
        if (this.#asking === asking) this.#answered();
      });
      this.#asking = asking;
    }
    await this.#asking;
  }

  /** Asks now, and where a question was on its way, again after it. */
  async askAnew(): Promise<void> {
    if (this.#asking === undefined) {
      await this.ask();
      return;
    }
    this.#again = true;
    await this.#asking;
  }

  async #ask(): Promise<void> {
    this.#cancel();
    this.#askedAt = this.#options.clock.now();
    await this.#options.ask();
  }

  #answered(): void {
    this.#asking = undefined;
    if (!this.#online) return;
    const isLate = this.#again;
    this.#again = false;
    if (isLate) void this.ask();
    else this.#armNext();
  }

  #look(change: () => void): void {
    const before = EVERY_MS[this.#attention()];
    change();
    const every = EVERY_MS[this.#attention()];
    if (!this.#online || this.#asking !== undefined || every === before) return;
    const { clock } = this.#options;
    const isOld = this.#askedAt === undefined || clock.now() - this.#askedAt >= FRESH_MS;
    if (every < before && isOld) void this.ask();
    else this.#armNext();
  }

  #attention(): Attention {
    if (!this.#windowShown) return "nobody";
    return this.#viewShown ? "call-flows" : "window";
  }

  #armNext(): void {
    const attention = this.#attention();
    const spread = attention === "nobody" ? 0.75 + this.#options.random.fraction() / 2 : 1;
    this.#arm(EVERY_MS[attention] * spread);
  }

  #arm(wait: number): void {
    this.#cancel();
    this.#cancel = this.#options.clock.after(wait, () => void this.ask());
  }
}
