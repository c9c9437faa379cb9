import type { Snapshot } from "../../../shared/ipc/snapshot.ts";
import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";
import type { Random } from "../ports/random.ts";
import type { SettingsStore } from "../ports/settings-store.ts";
import type { UpdateRefusal, Updates } from "../ports/updates.ts";
import type { AppState } from "./app-state.ts";
import { failed, type Outcome, succeeded } from "./failure.ts";
import { newsOf } from "./news.ts";
import type { Notices } from "./notices.ts";
import { isOlderVersion } from "./version-order.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The first question is asked this long after the start, when the app has what it needs itself. */
const FIRST_CHECK_MS = 10 * MINUTE_MS;
const CHECK_EVERY_MS = 24 * HOUR_MS;
/** After the first failure; twice as long after each further one, at most a day. */
const FIRST_RETRY_MS = HOUR_MS;
/** Times are spread by this part, so that a company's apps do not ask at once when the working day begins. */
const SPREAD = 0.5;
/** No call for so long, and he may be asked. */
const QUIET_MS = 2 * MINUTE_MS;

/** How it stands with updates, for the page of diagnostics. */
export type UpdateStatus =
  | { kind: "off"; why: UpdateRefusal | "settings" }
  /** `checkedAt`: of the last answer, Unix milliseconds. `problem`: why the last question had none. */
  | { kind: "current"; checkedAt?: number; problem?: string }
  | { kind: "ready"; version: string };

export interface UpdateServiceOptions {
  updates: Updates;
  state: AppState;
  settings: SettingsStore;
  notices: Notices;
  clock: Clock;
  random: Random;
  logger: Logger;
  /** CHANGELOG.md of this version; undefined where it cannot be read. */
  changelog(): Promise<string | undefined>;
  /** The windows are about to be closed for good. */
  onInstall(): void;
}

/**
 * Keeps the app new: asks soon after the start and then daily, fetches quietly, and offers a restart when nobody has been on
 * the phone for a while. Who does not restart gets the new version when he next quits. What is new is told once.
 */
export class UpdateService {
  readonly #options: UpdateServiceOptions;
  #failures = 0;
  #ready: string | undefined;
  #checkedAt: number | undefined;
  #problem: string | undefined;
  /** He is to be asked, once it is quiet. */
  #offerDue = false;
  #cancelCheck = () => {};
  #cancelQuiet = () => {};
  #unsubscribe = () => {};

  constructor(options: UpdateServiceOptions) {
    this.#options = options;
  }

  get status(): UpdateStatus {
    const why = this.#refusal();
    if (this.#ready !== undefined) return { kind: "ready", version: this.#ready };
    if (why !== undefined) return { kind: "off", why };
    return {
      kind: "current",
      ...(this.#checkedAt === undefined ? {} : { checkedAt: this.#checkedAt }),
      ...(this.#problem === undefined ? {} : { problem: this.#problem }),
    };
  }

  start(): void {
    void this.#tellNews();
    const { state } = this.#options;
    this.#unsubscribe = state.subscribe((now, before) => {
      if (isInCall(now) !== isInCall(before)) this.#offerWhenQuiet();
    });
    if (this.#options.updates.refusal === undefined) this.#checkIn(this.#spread(FIRST_CHECK_MS));
  }

  /** The employee's yes to the offer. */
  restart(): Outcome<undefined> {
    const { updates, onInstall, logger } = this.#options;
    if (this.#ready === undefined) return failed("no-update", "there is no newer version on this computer");
    if (isInCall(this.#options.state.snapshot)) return failed("call-in-progress", "a call is going on");
    logger.info("restarting into a newer version", { version: this.#ready });
    onInstall();
    updates.installNow();
    return succeeded();
  }

  dispose(): void {
    this.#cancelCheck();
    this.#cancelQuiet();
    this.#unsubscribe();
  }

  #refusal(): UpdateRefusal | "settings" | undefined {
    const { updates, settings } = this.#options;
    return updates.refusal ?? (settings.get().updates === "off" ? "settings" : undefined);
  }

  #checkIn(milliseconds: number): void {
    this.#cancelCheck();
    this.#cancelCheck = this.#options.clock.after(milliseconds, () => void this.#check());
  }

  async #check(): Promise<void> {
    const { updates, clock, logger } = this.#options;
    // The setting may change at any time, also by the administrator; it is looked at each time.
    if (this.#refusal() !== undefined) {
      this.#checkIn(this.#spread(CHECK_EVERY_MS));
      return;
    }
    const answer = await updates.fetchNewer();
    if (answer.kind === "failed") {
      this.#problem = answer.problem;
      logger.warn("no answer about newer versions", { problem: answer.problem });
      const wait = Math.min(FIRST_RETRY_MS * 2 ** Math.min(this.#failures, 10), CHECK_EVERY_MS);
      this.#failures += 1;
      this.#checkIn(this.#spread(wait));
      return;
    }
    this.#failures = 0;
    this.#problem = undefined;
    this.#checkedAt = clock.now();
    if (answer.kind === "ready") {
      logger.info("a newer version is ready", { version: answer.version });
      this.#ready = answer.version;
      this.#offerDue = true;
      this.#offerWhenQuiet();
    }
    // One that is ready may be followed by another before he restarts.
    this.#checkIn(this.#spread(CHECK_EVERY_MS));
  }

  /** Puts the offer up after some quiet, and takes it away while a call is going on. Who says no is asked again tomorrow. */
  #offerWhenQuiet(): void {
    this.#cancelQuiet();
    const { clock, notices, state } = this.#options;
    const version = this.#ready;
    if (version === undefined) return;
    if (isInCall(state.snapshot)) {
      const offer = state.snapshot.notices.find(({ kind }) => kind === "update-ready");
      if (offer === undefined) return;
      this.#offerDue = true;
      notices.dismiss(offer.id);
      return;
    }
    if (!this.#offerDue) return;
    this.#cancelQuiet = clock.after(QUIET_MS, () => {
      this.#offerDue = false;
      notices.add({ kind: "update-ready", values: { version } });
    });
  }

  async #tellNews(): Promise<void> {
    const { settings, state, changelog, notices } = this.#options;
    const { appVersion, locale } = state.snapshot;
    const { lastVersion } = settings.get();
    if (lastVersion === appVersion) return;
    settings.update({ lastVersion: appVersion });
    // The first start has no news, and an older version that was put back has none either.
    if (lastVersion === "" || isOlderVersion(appVersion, lastVersion)) return;
    const news = newsOf((await changelog()) ?? "", locale, lastVersion, appVersion);
    notices.add({ kind: "updated", values: { version: appVersion, news: news.join("\n") } });
  }

  /** Somewhere between half and one and a half times as long. */
  #spread(milliseconds: number): number {
    return Math.round(milliseconds * (1 - SPREAD + 2 * SPREAD * this.#options.random.fraction()));
  }
}

function isInCall({ liveCalls }: Snapshot): boolean {
  return liveCalls.some(({ phase }) => phase !== "ended");
}
