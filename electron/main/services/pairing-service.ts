import type { AppLink } from "../../../shared/links.ts";
import { readInvitation } from "../../../shared/pairing/read-invitation.ts";
import type { Logger } from "../ports/logger.ts";
import type { Random } from "../ports/random.ts";
import type { RelayApi } from "../ports/relay-api.ts";
import type { SecretStore } from "../ports/secrets.ts";
import type { Pairing, SettingsStore } from "../ports/settings-store.ts";
import type { AppState } from "./app-state.ts";
import { failed, type Outcome, succeeded } from "./failure.ts";
import type { Notices } from "./notices.ts";

export interface PairingServiceOptions {
  state: AppState;
  settings: SettingsStore;
  secrets: SecretStore;
  relayApi: RelayApi;
  notices: Notices;
  random: Random;
  logger: Logger;
  device: { name: string; platform: string };
  /** A pairing is there: connect. Called at start too. */
  onPaired(pairing: Pairing, token: string): void;
  onUnpaired(): void;
}

/**
 * Ties the app to the company's relay by an invitation. Nothing is replaced without the employee's yes: an invitation
 * is first looked at, then shown, and used up only when he confirms.
 */
export class PairingService {
  readonly #options: PairingServiceOptions;
  #pending: { relay: string; code: string; token: string } | undefined;
  #confirming: Promise<Outcome<undefined>> | undefined;

  constructor(options: PairingServiceOptions) {
    this.#options = options;
  }

  /** Takes up the pairing from the last run. False where there is none that can be used. */
  async resume(): Promise<boolean> {
    const { settings, secrets, notices } = this.#options;
    const { pairing } = settings.get();
    if (pairing === null) return false;
    const token = await secrets.get("device-token");
    if (token === undefined) {
      notices.add({ kind: "secrets-unavailable", values: { what: "device-token" } });
      return false;
    }
    this.#options.onPaired(pairing, token);
    return true;
  }

  /** Looks an invitation up, a link or a code with the relay's address, and shows whose it is. */
  async propose(link: string): Promise<Outcome<undefined>> {
    const parsed = readInvitation(link);
    if (parsed.kind !== "pair") return failed("link-not-valid", reasonOf(parsed));
    const { state, settings, relayApi, random } = this.#options;
    const preview = await relayApi.previewInvitation(parsed.relay, parsed.code);
    if (!preview.ok) return failed(preview.code, preview.message);
    const { pairing } = settings.get();
    const { account, employee } = preview.value;
    // Made once for an invitation, so that a yes whose answer was lost can be said again.
    this.#pending = { relay: parsed.relay, code: parsed.code, token: random.token() };
    state.update({
      pendingPairing: {
        relayHost: new URL(parsed.relay).host,
        company: account.name,
        employee: {
          localNumber: employee.localNumber,
          ...(employee.name === undefined ? {} : { name: employee.name }),
        },
        ...(pairing === null
          ? {}
          : {
              replaces: {
                relayHost: new URL(pairing.relay).host,
                company: pairing.account.name,
                name: pairing.employee.name,
              },
            }),
      },
    });
    return succeeded();
  }

  /** The employee said yes. A second yes while the first is under way waits for the same answer. */
  confirm(): Promise<Outcome<undefined>> {
    this.#confirming ??= this.#confirm().finally(() => {
      this.#confirming = undefined;
    });
    return this.#confirming;
  }

  decline(): Outcome<undefined> {
    this.#pending = undefined;
    this.#options.state.remove("pendingPairing");
    return succeeded();
  }

  /** Forgets the relay, here and there, with all that came from it. */
  async forget(): Promise<Outcome<undefined>> {
    const { settings, secrets, relayApi, logger } = this.#options;
    const { pairing } = settings.get();
    const token = await secrets.get("device-token");
    if (pairing !== null && token !== undefined) {
      const told = await relayApi.forgetDevice(pairing.relay, token);
      if (!told.ok) logger.warn("the relay was not told that this device is forgotten", { message: told.message });
    }
    await secrets.delete("device-token");
    settings.update({ pairing: null });
    this.#options.onUnpaired();
    return succeeded();
  }

  async #confirm(): Promise<Outcome<undefined>> {
    const pending = this.#pending;
    if (pending === undefined) return failed("link-not-valid", "there is no invitation to confirm");
    const { settings, secrets, relayApi, notices, state, device } = this.#options;
    const former = settings.get().pairing;
    const formerToken = former === null ? undefined : await secrets.get("device-token");
    const redeemed = await relayApi.redeemInvitation(pending.relay, pending.code, pending.token, device);
    if (!redeemed.ok) return failed(redeemed.code, redeemed.message);
    const { account, employee, deviceId } = redeemed.value;
    const { token } = pending;
    const pairing: Pairing = {
      relay: pending.relay,
      deviceId,
      account,
      employee: { localNumber: employee.localNumber, name: employee.name ?? employee.localNumber },
    };
    const place = await secrets.set("device-token", token);
    settings.update({ pairing });
    if (place === "memory") notices.add({ kind: "secrets-unavailable", values: { what: "device-token" } });
    this.#pending = undefined;
    state.remove("pendingPairing");
    if (former !== null) {
      this.#options.onUnpaired();
      if (formerToken !== undefined) await relayApi.forgetDevice(former.relay, formerToken);
    }
    this.#options.onPaired(pairing, token);
    return succeeded();
  }
}

function reasonOf(link: AppLink): string {
  return link.kind === "unknown" ? link.reason : "this is not an invitation link";
}
