import { numberKey } from "../../../shared/phone-numbers/number-key.ts";
import type { CallStore, ErasedCalls } from "../ports/call-store.ts";
import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";
import type { SettingsStore } from "../ports/settings-store.ts";
import type { CallsService } from "./calls-service.ts";
import { failed, type Outcome } from "./failure.ts";

const DAY_MS = 24 * 3_600_000;

/** What he wants to be gone from this computer. `number`: as he writes it. */
export type Erasure = { what: "all" } | { what: "older"; days: number } | { what: "number"; number: string };

export interface HistoryKeepingOptions {
  store: Pick<CallStore, "prune">;
  calls: Pick<CallsService, "erase">;
  settings: SettingsStore;
  clock: Clock;
  logger: Logger;
  /** Calls are gone from the disk. */
  onErased(): void;
}

/** How long his calls are kept on this computer, and what goes before that. What the PBX and the relay keep is theirs. */
export class HistoryKeeping {
  readonly #options: HistoryKeepingOptions;
  #cancel: () => void = () => {};

  constructor(options: HistoryKeepingOptions) {
    this.#options = options;
  }

  /** Once a day what is too old goes: a shorter time that was chosen by mistake can be taken back until then. */
  start(): void {
    this.#cancel = this.#options.clock.after(DAY_MS, () => {
      this.#prune();
      this.start();
    });
  }

  /** @returns how many calls are gone */
  erase(erasure: Erasure): Outcome<{ calls: number }> {
    const which = this.#which(erasure);
    if (which === undefined) return failed("no-number", "there is no number in what he wrote");
    const calls = this.#options.calls.erase(which);
    this.#options.logger.info("calls were erased", { what: erasure.what, calls });
    this.#options.onErased();
    return { ok: true, value: { calls } };
  }

  dispose(): void {
    this.#cancel();
  }

  #which(erasure: Erasure): ErasedCalls | undefined {
    if (erasure.what === "all") return { all: true };
    if (erasure.what === "older") return { before: this.#options.clock.now() - erasure.days * DAY_MS };
    const key = numberKey(erasure.number);
    return key === undefined ? undefined : { numberKey: key };
  }

  #prune(): void {
    const { store, settings, clock, logger, onErased } = this.#options;
    try {
      store.prune(clock.now() - settings.get().historyDays * DAY_MS);
      onErased();
    } catch (error) {
      logger.error("old calls were not deleted", { error: String(error) });
    }
  }
}
