import type { Exchange } from "./exchange.ts";
import { type Autopilot, MadeCall, type MakeCallRequest } from "./make-call.ts";
import type { PbxCall } from "./pbx-call.ts";
import type { PbxVariant } from "./variant.ts";

/** The calls that MakeCall began, and those who act in them by themselves. */
export class MadeCalls {
  readonly #exchange: Exchange;
  readonly #wait: (ms: number) => Promise<void>;
  readonly #autopilot: () => Autopilot;
  readonly #inBackground: (work: Promise<void>) => void;
  readonly #made = new Map<PbxCall, MadeCall>();

  constructor(options: {
    exchange: Exchange;
    wait: (ms: number) => Promise<void>;
    autopilot: () => Autopilot;
    inBackground: (work: Promise<void>) => void;
  }) {
    this.#exchange = options.exchange;
    this.#wait = options.wait;
    this.#autopilot = options.autopilot;
    this.#inBackground = options.inBackground;
  }

  /** The phone rings when this returns; the hooks are on their way. */
  begin(request: MakeCallRequest, variant: PbxVariant): PbxCall {
    const made = new MadeCall(request, this.#exchange, variant);
    this.#made.set(made.call, made);
    this.#inBackground(made.ringOwnPhone());
    const { liftAfter, ringsFor } = this.#autopilot();
    const [first] = request.phones;
    if (liftAfter !== undefined && first !== undefined) {
      this.#inBackground(this.#wait(liftAfter).then(() => this.answer(made.call, first.phone)));
    }
    if (ringsFor !== undefined) {
      this.#inBackground(this.#wait(ringsFor).then(() => (made.call.isAnswered ? undefined : made.call.end())));
    }
    return made.call;
  }

  /** A phone is lifted; where it was the employee's own in a MakeCall, the callee is rung. */
  async answer(call: PbxCall, phone: string): Promise<void> {
    await call.answer(phone);
    const made = this.#made.get(call);
    if (made === undefined || !call.isAnswered) return;
    this.#made.delete(call);
    await made.ringCallee();
    const { calleeAnswersAfter } = this.#autopilot();
    if (calleeAnswersAfter === undefined || call.outside === undefined) return;
    this.#inBackground(this.#wait(calleeAnswersAfter).then(() => call.outsideAnswers()));
  }
}
