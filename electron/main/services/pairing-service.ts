import { defined } from "../../../shared/defined.ts";
import type { PendingPairing, Through } from "../../../shared/ipc/snapshot.ts";
import { type AppLink, isAccountId, parseRelayAddress } from "../../../shared/links.ts";
import { readInvitation } from "../../../shared/pairing/read-invitation.ts";
import type { PairingPreview } from "../../../shared/relay-protocol/http.ts";
import type { Logger } from "../ports/logger.ts";
import type { Random } from "../ports/random.ts";
import type { RelayApi } from "../ports/relay-api.ts";
import { type SecretName, type SecretStore, secretNames } from "../ports/secrets.ts";
import type { DirectPairing, ManagedPairing, Pairing, SettingsStore } from "../ports/settings-store.ts";
import type { AppState } from "./app-state.ts";
import { failed, type Outcome, succeeded } from "./failure.ts";
import type { Notices } from "./notices.ts";
import { askBeforeKeeping } from "./secret-consent.ts";

export interface PairingServiceOptions {
  state: AppState;
  settings: SettingsStore;
  secrets: SecretStore;
  relayApi: RelayApi;
  notices: Notices;
  random: Random;
  logger: Logger;
  device: { name: string; platform: string };
  /** A pairing is there: connect. Called at start too. @param secret the device token, or the account's API password */
  onPaired(pairing: Pairing, secret: string): void;
  /** It is there no more. @param deleteHistory whether the calls on this computer go with it */
  onUnpaired(left: { deleteHistory: boolean }): void;
  /** The MyFone login that he paired with is to be kept for dialling. */
  keepLogin(username: string, password: string): Promise<void>;
}

/** What waits for the employee's yes. */
type Proposal =
  | { kind: "managed"; relay: string; code: string; token: string; login?: { username: string; password: string } }
  | { kind: "direct"; pairing: DirectPairing; hash: string };

/**
 * Ties the app to an employee: with the company's relay, by an invitation or his MyFone login, or with the PBX itself.
 * Nothing is replaced without his yes: he first sees who he would be, and only when he confirms something is used up or
 * kept.
 */
export class PairingService {
  readonly #options: PairingServiceOptions;
  #login: { relay: string; account: string } | undefined;
  #proposal: Proposal | undefined;
  #confirming: Promise<Outcome<undefined>> | undefined;
  /** Grows with whatever the employee begins or gives up, so that an answer that comes late changes nothing. */
  #turn = 0;

  constructor(options: PairingServiceOptions) {
    this.#options = options;
  }

  /** Takes up the pairing from the last run. False where there is none that can be used. */
  async resume(): Promise<boolean> {
    const { settings, secrets, notices } = this.#options;
    const { pairing, keepSecrets } = settings.get();
    if (pairing === null) return false;
    const name = secretOf(pairing);
    const secret = await secrets.get(name);
    if (secret !== undefined) {
      this.#options.onPaired(pairing, secret);
      return true;
    }
    const byChoice = keepSecrets === "memory" && (await secrets.protection()) === "plain";
    notices.add({ kind: byChoice ? "not-kept" : "secrets-unavailable", values: { what: name } });
    return false;
  }

  /** Looks an invitation up, a link or a code with the relay's address, and shows whose it is. */
  async propose(link: string): Promise<Outcome<undefined>> {
    const parsed = readInvitation(link);
    if (parsed.kind === "login") return this.beginLogin(parsed.relay, parsed.account);
    if (parsed.kind !== "pair") return failed("link-not-valid", reasonOf(parsed));
    this.#turn += 1;
    const turn = this.#turn;
    const { relay, code } = parsed;
    const preview = await this.#options.relayApi.previewInvitation(relay, code);
    if (!preview.ok) return failed(preview.code, preview.message);
    if (turn === this.#turn) this.#propose(relay, code, preview.value);
    return succeeded();
  }

  /** Asks for the MyFone login that is to say who he is. @param relay as it is typed, or an origin */
  beginLogin(relay: string, account: string): Outcome<undefined> {
    const origin = parseRelayAddress(relay.trim());
    if (origin === undefined) return failed("link-not-valid", "the relay's address is not reached over https");
    if (!isAccountId(account.trim())) return failed("link-not-valid", "this is no account id");
    this.#begin();
    this.#login = { relay: origin, account: account.trim() };
    this.#options.state.update({
      pairingStep: { kind: "login", relayHost: new URL(origin).host, account: account.trim() },
    });
    return succeeded();
  }

  /** Has the relay say whose login it is. */
  async login(username: string, password: string, keepForDialling: boolean): Promise<Outcome<undefined>> {
    if (this.#login === undefined) return failed("link-not-valid", "it is not said where to log in");
    this.#turn += 1;
    const turn = this.#turn;
    const { relay, account } = this.#login;
    const answer = await this.#options.relayApi.login(relay, { account, username: username.trim(), password });
    if (!answer.ok) return failed(answer.code, answer.message);
    if (turn !== this.#turn) return succeeded();
    const login = keepForDialling ? { username: username.trim(), password } : undefined;
    this.#propose(relay, answer.value.code, answer.value, login);
    return succeeded();
  }

  /** He has chosen himself from the account's employees. */
  proposeDirect(pairing: DirectPairing, hash: string, phones: string[]): void {
    this.#begin();
    this.#proposal = { kind: "direct", pairing, hash };
    this.#show({ through: throughOf(pairing), employee: { ...pairing.employee, phones } });
  }

  /**
   * The employee said yes. A second yes while the first is under way waits for the same answer.
   *
   * @param attended false where nobody is there to be asked how secrets are kept
   */
  confirm(attended = true): Promise<Outcome<undefined>> {
    this.#confirming ??= this.#confirm(attended).finally(() => {
      this.#confirming = undefined;
    });
    return this.#confirming;
  }

  /** He said no, or went back. */
  decline(): Outcome<undefined> {
    this.#begin();
    return succeeded();
  }

  /**
   * Signs out: forgets who he is, here and at the relay, with all that came by it. Where the relay cannot be told, he is
   * told how this computer is shut out.
   */
  async forget(deleteHistory: boolean): Promise<Outcome<undefined>> {
    const { settings, secrets } = this.#options;
    const { pairing, historyOwner } = settings.get();
    if (pairing !== null) await this.#revoke(pairing, await secrets.get(secretOf(pairing)));
    for (const name of secretNames) await secrets.delete(name);
    settings.update({
      pairing: null,
      device: "",
      myFoneUsername: "",
      insecureMakeCallHost: "",
      keepSecrets: "ask",
      historyOwner: deleteHistory ? null : (ownerOf(pairing) ?? historyOwner),
    });
    this.#options.onUnpaired({ deleteHistory });
    return succeeded();
  }

  async #confirm(attended: boolean): Promise<Outcome<undefined>> {
    const { settings, secrets } = this.#options;
    const proposal = this.#proposal;
    if (proposal === undefined) return failed("link-not-valid", "there is no invitation to confirm");
    const question = attended ? await askBeforeKeeping(secrets, settings) : undefined;
    if (question !== undefined) return question;
    const former = settings.get().pairing;
    const formerSecret = former === null ? undefined : await secrets.get(secretOf(former));
    const redeemed = proposal.kind === "managed" ? await this.#redeem(proposal) : proposal;
    if ("ok" in redeemed) return redeemed;
    const { pairing } = redeemed;
    const secret = proposal.kind === "managed" ? proposal.token : proposal.hash;
    await this.#leave(former, pairing);
    await this.#keep(pairing, secret);
    this.#begin();
    if (former !== null) await this.#revoke(former, formerSecret);
    if (proposal.kind === "managed" && proposal.login !== undefined) {
      await this.#options.keepLogin(proposal.login.username, proposal.login.password);
    }
    this.#options.onPaired(pairing, secret);
    return succeeded();
  }

  async #redeem(proposal: Extract<Proposal, { kind: "managed" }>) {
    const { relayApi, device } = this.#options;
    const { relay, code, token } = proposal;
    const redeemed = await relayApi.redeemInvitation(relay, code, token, device);
    if (!redeemed.ok) return failed(redeemed.code, redeemed.message);
    const { account, employee, deviceId } = redeemed.value;
    const { localNumber, name = localNumber } = employee;
    const pairing: ManagedPairing = { kind: "managed", relay, deviceId, account, employee: { localNumber, name } };
    return { pairing };
  }

  /** Whoever was here before takes with him what is his alone. */
  async #leave(former: Pairing | null, next: Pairing): Promise<void> {
    const { settings, secrets } = this.#options;
    const owner = ownerOf(former) ?? settings.get().historyOwner;
    if (owner === null) return;
    const isSame = owner.account === next.account.id && owner.localNumber === next.employee.localNumber;
    if (former !== null) await secrets.delete(secretOf(former));
    if (!isSame) {
      await secrets.delete("myfone-password");
      settings.update({ myFoneUsername: "", device: "" });
    }
    this.#options.onUnpaired({ deleteHistory: !isSame });
  }

  async #keep(pairing: Pairing, secret: string): Promise<void> {
    const { settings, secrets, notices } = this.#options;
    const name = secretOf(pairing);
    const place = await secrets.set(name, secret);
    settings.update({ pairing, historyOwner: ownerOf(pairing) });
    if (place === "memory" && settings.get().keepSecrets !== "memory") {
      notices.add({ kind: "secrets-unavailable", values: { what: name } });
    }
  }

  /** Tells the relay that this computer is not to be let in any more. */
  async #revoke(pairing: Pairing, token: string | undefined): Promise<void> {
    if (pairing.kind !== "managed") return;
    const { relayApi, logger, notices } = this.#options;
    const { relay, deviceId } = pairing;
    const told = token === undefined ? undefined : await relayApi.forgetDevice(relay, token);
    if (told?.ok === true) return;
    logger.warn("the relay was not told that this device is forgotten", { message: told?.message ?? "no token" });
    notices.add({ kind: "not-revoked", values: { device: deviceId, host: new URL(relay).host } });
  }

  #propose(
    relay: string,
    code: string,
    { account, employee }: Omit<PairingPreview, "expiresAt">,
    login?: { username: string; password: string },
  ): void {
    this.#begin();
    // The token is made once for an invitation, so that a yes whose answer was lost can be said again.
    this.#proposal = { kind: "managed", relay, code, token: this.#options.random.token(), ...defined({ login }) };
    const { localNumber, name, phones } = employee;
    this.#show({
      through: { kind: "relay", host: new URL(relay).host, company: account.name },
      employee: { localNumber, ...defined({ name, phones }) },
    });
  }

  #show(pending: Omit<PendingPairing, "replaces">): void {
    const { pairing } = this.#options.settings.get();
    const replaces = pairing === null ? undefined : { through: throughOf(pairing), name: pairing.employee.name };
    this.#options.state.update({ pendingPairing: { ...pending, ...defined({ replaces }) } });
  }

  /** Gives up what was begun or waits. @returns the turn that begins */
  #begin(): number {
    const { state } = this.#options;
    this.#login = undefined;
    this.#proposal = undefined;
    if (state.snapshot.pairingStep !== undefined) state.remove("pairingStep");
    if (state.snapshot.pendingPairing !== undefined) state.remove("pendingPairing");
    this.#turn += 1;
    return this.#turn;
  }
}

/** What stands between the app and the PBX, as it is shown. */
export function throughOf(pairing: Pairing): Through {
  const { id, name } = pairing.account;
  if (pairing.kind === "managed") return { kind: "relay", host: new URL(pairing.relay).host, company: name };
  return { kind: "direct", host: new URL(pairing.baseUrl).host, account: id };
}

function secretOf({ kind }: Pairing): SecretName {
  return kind === "managed" ? "device-token" : "account-hash";
}

function ownerOf(pairing: Pairing | null): { account: string; localNumber: string } | null {
  return pairing === null ? null : { account: pairing.account.id, localNumber: pairing.employee.localNumber };
}

function reasonOf(link: AppLink): string {
  return link.kind === "unknown" ? link.reason : "this is not an invitation link";
}
