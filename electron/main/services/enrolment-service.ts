import type { EnrolmentSource } from "../ports/enrolment-source.ts";
import type { Logger } from "../ports/logger.ts";
import type { ProposedRelaySource } from "../ports/proposed-relay.ts";
import type { SettingsStore } from "../ports/settings-store.ts";
import type { AppState } from "./app-state.ts";
import type { Notices } from "./notices.ts";
import type { PairingService } from "./pairing-service.ts";
import type { SettingsService } from "./settings-service.ts";

export interface EnrolmentServiceOptions {
  source: EnrolmentSource;
  proposedRelay: ProposedRelaySource;
  state: AppState;
  settings: SettingsStore;
  settingsService: SettingsService;
  pairing: PairingService;
  notices: Notices;
  logger: Logger;
}

/** Carries out or offers what the administrator prepared, where the app is not paired yet; an existing pairing is never replaced. */
export class EnrolmentService {
  readonly #options: EnrolmentServiceOptions;

  constructor(options: EnrolmentServiceOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { source, settings, settingsService, pairing, logger } = this.#options;
    if (settings.get().pairing !== null) return;
    const taken = await source.take();
    if (taken === undefined) {
      await this.#propose();
      return;
    }
    if (!taken.ok) {
      this.#fail(taken.problem);
      return;
    }
    const { invitation, myFone, makeCallUrl, keepSecrets } = taken.enrolment;
    if (keepSecrets !== undefined) settings.update({ keepSecrets });
    if (makeCallUrl !== undefined) settings.update({ makeCallUrl });
    if (myFone !== undefined) await settingsService.setMyFoneLogin(myFone.username, myFone.password, false);
    const proposed = await pairing.propose(invitation);
    const done = proposed.ok ? await pairing.confirm(false) : proposed;
    if (!done.ok) this.#fail(done.message);
    else logger.info("enrolled by the administrator's file");
  }

  /** The machine's relay is filled in for him; with the account, all that is left is his login. */
  async #propose(): Promise<void> {
    const { proposedRelay, state, pairing, logger } = this.#options;
    const read = await proposedRelay.read();
    if (!read.ok) logger.warn("the machine's policy was left out", { problem: read.problem });
    if (!read.ok || read.proposed === undefined) return;
    const { relay, account } = read.proposed;
    state.update({ proposedRelay: read.proposed });
    if (account !== undefined) pairing.beginLogin(relay, account);
  }

  #fail(problem: string): void {
    this.#options.logger.warn("enrolment failed", { problem });
    this.#options.notices.add({ kind: "enrolment-failed", values: { problem } });
  }
}
