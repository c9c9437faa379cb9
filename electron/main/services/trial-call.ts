import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import type { Clock } from "../ports/clock.ts";
import type { Translator } from "../ports/translate.ts";
import type { CallAttention } from "./call-attention.ts";

/** Milliseconds. */
const RINGS_MS = 10_000;

export interface TrialCallOptions {
  translator: Translator;
  clock: Clock;
  attention: CallAttention;
  /** It rings, or stopped. */
  onChange(): void;
}

/** A call that nobody makes, to see how calls come up. It is told of as any other, and neither counted nor listed. */
export class TrialCall {
  readonly #options: TrialCallOptions;
  #call: ShownCall | undefined;
  #tries = 0;
  #cancel: () => void = () => {};

  constructor(options: TrialCallOptions) {
    this.#options = options;
  }

  /** The call while it rings. */
  get calls(): readonly ShownCall[] {
    return this.#call === undefined ? [] : [this.#call];
  }

  /** @returns whether anything comes up, by what he chose */
  start(): { comesUp: boolean } {
    const { clock, attention, onChange } = this.#options;
    this.#cancel();
    this.#tries += 1;
    this.#call = this.#made();
    onChange();
    this.#cancel = clock.after(RINGS_MS, () => {
      this.#call = undefined;
      onChange();
    });
    const isTold = attention.byNotification() || attention.byCard();
    return { comesUp: isTold && attention.mayComeUp(this.#call) };
  }

  dispose(): void {
    this.#cancel();
  }

  #made(): ShownCall {
    const { translator, clock } = this.#options;
    // Another one each time: one that he closed does not come back.
    const key = `trial-${this.#tries}`;
    return {
      key,
      callIds: [key],
      direction: "incoming",
      phase: "ringing",
      phones: [],
      startedAt: clock.now(),
      missedAnnounced: false,
      live: true,
      unseen: false,
      caller: { name: "Sidetone", company: translator.translate("notifications.trial"), kind: "contact" },
    };
  }
}
