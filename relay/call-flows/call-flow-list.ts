import type { FlexfoneClient } from "../../shared/flexfone/client.ts";
import type { CallFlow, FlexfoneError } from "../../shared/flexfone/types.ts";

/** What many ask for within this time is asked of the PBX once. Milliseconds. */
const FRESH_MS = 5_000;

export interface CallFlowListOptions {
  client: FlexfoneClient;
  /** Unix milliseconds. */
  now(): number;
  /** A call flow is not as it was, and the relay has not switched it. */
  onElsewhere(flow: CallFlow): void;
}

export interface KnownList {
  flows: readonly CallFlow[];
  /** When the PBX said so, Unix milliseconds. */
  at: number;
  /** Why that is not now. */
  error?: FlexfoneError;
}

/** One account's call flows, as the PBX last told them. */
export class CallFlowList {
  readonly #options: CallFlowListOptions;
  /** Call flows that are being switched by the relay: how they change is no news. */
  readonly #switching = new Map<string, number>();
  #known: { flows: readonly CallFlow[]; at: number } | undefined;
  #polling: Promise<FlexfoneError | undefined> | undefined;
  #asked = 0;
  /** Which question the known list is the answer to: an answer to an earlier one that comes later is old. */
  #answered = 0;

  constructor(options: CallFlowListOptions) {
    this.#options = options;
  }

  /** The list, a few seconds old at most, or with the reason; the reason alone where nothing is known. */
  async get(): Promise<KnownList | FlexfoneError> {
    if (this.#known !== undefined && Math.abs(this.#options.now() - this.#known.at) < FRESH_MS) return this.#known;
    this.#polling ??= this.#ask().finally(() => {
      this.#polling = undefined;
    });
    return this.#with(await this.#polling);
  }

  /** Asks the PBX now, whoever else has asked just before. */
  async read(): Promise<KnownList | FlexfoneError> {
    return this.#with(await this.#ask());
  }

  /** What is changed in the meantime by the relay itself. The list is to be read within the work. */
  async whileSwitching<Result>(localNumber: string, work: () => Promise<Result>): Promise<Result> {
    this.#switching.set(localNumber, (this.#switching.get(localNumber) ?? 0) + 1);
    try {
      return await work();
    } finally {
      const left = (this.#switching.get(localNumber) ?? 1) - 1;
      if (left > 0) this.#switching.set(localNumber, left);
      else this.#switching.delete(localNumber);
    }
  }

  /** Another node has switched, or it is not known what became of a switch: the next list is compared with nothing. */
  forget(): void {
    this.#known = undefined;
    this.#answered = this.#asked;
  }

  #with(error: FlexfoneError | undefined): KnownList | FlexfoneError {
    if (this.#known !== undefined) return error === undefined ? this.#known : { ...this.#known, error };
    return error ?? { kind: "not-understood", message: "the call flows changed while they were read; ask again" };
  }

  async #ask(): Promise<FlexfoneError | undefined> {
    const { client, now } = this.#options;
    this.#asked += 1;
    const question = this.#asked;
    const answer = await client.callFlows();
    if (!answer.ok) return answer.error;
    if (question > this.#answered) {
      this.#answered = question;
      this.#learn(answer.value, now());
    }
    return undefined;
  }

  #learn(flows: readonly CallFlow[], at: number): void {
    const before = this.#known?.flows ?? [];
    this.#known = { flows, at };
    for (const flow of flows) {
      const former = before.find(({ localNumber }) => localNumber === flow.localNumber);
      const isNews = former !== undefined && former.active !== flow.active && !this.#switching.has(flow.localNumber);
      if (isNews) this.#options.onElsewhere(flow);
    }
  }
}
