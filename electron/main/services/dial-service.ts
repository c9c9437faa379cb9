import type { Call } from "../../../shared/calls/call.ts";
import { defined } from "../../../shared/defined.ts";
import type { FlexfoneError, FlexfoneResult } from "../../../shared/flexfone/types.ts";
import type { DialState } from "../../../shared/ipc/snapshot.ts";
import { toDialable } from "../../../shared/phone-numbers/dialable.ts";
import type { SharedDial } from "../../../shared/relay-protocol/stream.ts";
import type { Clock } from "../ports/clock.ts";
import type { Random } from "../ports/random.ts";
import type { SecretStore } from "../ports/secrets.ts";
import type { SettingsStore } from "../ports/settings-store.ts";
import type { AppState } from "./app-state.ts";
import type { CallerLookup } from "./caller-lookup.ts";
import type { CallsService } from "./calls-service.ts";
import type { DialRecord } from "./dial-record.ts";
import { failed, fromFlexfone, type Outcome, succeeded } from "./failure.ts";

/** How long his phone may ring without being lifted before the dial is given up. Milliseconds. */
const LIFT_WITHIN_MS = 60_000;
/** A dial that has become a call stands in the way of the next this long at most: its end may never be heard of. */
const IN_PROGRESS_MS = 120_000;

export type MakeCall = (
  url: string,
  request: { device: string; callee: string; username: string; password: string },
) => Promise<FlexfoneResult<unknown>>;

export interface DialServiceOptions {
  state: AppState;
  calls: CallsService;
  lookup: CallerLookup;
  settings: SettingsStore;
  secrets: SecretStore;
  makeCall: MakeCall;
  /** The relay starts the call for him (`POST Call`); undefined while there is no relay. */
  relayCall(callee: string, device: string): Promise<FlexfoneResult<unknown>> | undefined;
  record: DialRecord;
  clock: Clock;
  random: Random;
}

/** Where a call is started: by MakeCall with his own login, or by the relay. Never by both. */
type Way = { by: "make-call"; username: string; password: string } | { by: "relay" };

/**
 * Dials: the PBX rings the employee's own phone first, and the callee when he lifts it (guide: "Initier opkald"). One dial
 * at a time; a dial is never repeated by itself.
 */
export class DialService {
  readonly #options: DialServiceOptions;
  /** Dials of this app. */
  readonly #own = new Set<string>();
  #cancelExpiry: () => void = () => {};

  constructor(options: DialServiceOptions) {
    this.#options = options;
  }

  async start(text: string): Promise<Outcome<{ dialId: string }>> {
    const { state, random, calls, record } = this.#options;
    const dialable = toDialable(text);
    if (!dialable.ok) {
      const { reason } = dialable;
      const code = reason === "several" ? "several-numbers" : reason === "too-long" ? "number-too-long" : "no-number";
      return failed(code, reason);
    }
    // Nothing stands in the way of an emergency call, but itself.
    const isUrgent = dialable.warning === "emergency" && state.snapshot.dial?.number !== dialable.number;
    if (!isUrgent && this.#isInProgress()) return failed("dial-in-progress", "a dial is in progress");
    const device = this.#device();
    const dial = this.#describe(random.id(), dialable.number, device);
    const { dialId } = dial;
    this.#own.add(dialId);
    // Set before anything is awaited, so that a second Enter finds it.
    this.#show(dial);
    const way = await this.#way();
    if (way === undefined) {
      state.remove("dial");
      return failed("no-login", "the MyFone login is missing");
    }
    // Kept before the PBX is asked: its first hook may come before its answer, here and on his other devices.
    const kept: SharedDial = { id: dialId, callee: dialable.number, device, at: calls.relayNow() };
    calls.dial(kept);
    await record.keep(kept);
    const answer = await this.#ask(way, dialable.number, device);
    // Its hooks were quicker: the call itself tells the rest, whatever became of the answer.
    const isCall = calls.calls.some((call) => call.dialId === dialId);
    if (answer.ok || (isCall && mayRingYet(answer.error))) {
      this.#change({ ...dial, state: "lift-phone" });
      return { ok: true, value: { dialId } };
    }
    return this.#refused(dial, kept, answer.error);
  }

  /** A dial came from the relay: he dialled on another of his devices, or it is his own that comes back. */
  told(dial: SharedDial): void {
    const { state, calls, record } = this.#options;
    record.heard(dial);
    const { id, callee, device, at } = dial;
    if (this.#own.has(id)) return;
    if (dial.failed === true) {
      this.#finish(id);
      return;
    }
    const isOver = calls.relayNow() - at > LIFT_WITHIN_MS || calls.calls.some((call) => call.dialId === id);
    const shown = state.snapshot.dial;
    if (isOver || (shown !== undefined && shown.state !== "failed")) return;
    this.#show({ ...this.#describe(id, callee, device), state: "lift-phone" });
    this.#expire(id);
  }

  /** Once the dial has become a call that is seen among the calls, its own card is not needed. */
  onCalls(calls: readonly Call[]): void {
    const dial = this.#options.state.snapshot.dial;
    if (dial !== undefined && calls.some((call) => call.dialId === dial.dialId)) this.#finish(dial.dialId);
  }

  dismiss(): Outcome<undefined> {
    const dial = this.#options.state.snapshot.dial;
    if (dial !== undefined && dial.state !== "asking") this.#finish(dial.dialId);
    return succeeded();
  }

  dispose(): void {
    this.#cancelExpiry();
  }

  /** From asking until the callee has answered or it is over. */
  #isInProgress(): boolean {
    const { state, calls } = this.#options;
    const { dial } = state.snapshot;
    if (dial !== undefined && dial.state !== "failed") return true;
    const since = calls.relayNow() - IN_PROGRESS_MS;
    return calls.calls.some(
      ({ dialId, phase, startedAt }) =>
        dialId !== undefined && (phase === "lift-phone" || phase === "calling") && startedAt > since,
    );
  }

  /** The chosen phone, or "" for the active profile, also where the phone has gone. */
  #device(): string {
    const { settings, state } = this.#options;
    const { device } = settings.get();
    const phones = state.snapshot.identity?.phones ?? [];
    const isThere = phones.length === 0 || phones.some(({ localNumber }) => localNumber === device);
    return isThere ? device : "";
  }

  #describe(dialId: string, callee: string, device: string): DialState {
    const { lookup, state } = this.#options;
    const dialable = toDialable(callee);
    const caller = lookup.find(callee);
    const phone = state.snapshot.identity?.phones.find(({ localNumber }) => localNumber === device)?.name;
    return {
      dialId,
      number: callee,
      displayNumber: dialable.ok ? dialable.display : callee,
      state: "asking",
      ...defined({ name: caller?.name, company: caller?.company, phone }),
    };
  }

  async #way(): Promise<Way | undefined> {
    const { settings, secrets, state } = this.#options;
    const { myFoneUsername: username, dialVia } = settings.get();
    const isOffered = state.snapshot.relayDialling;
    if (isOffered && dialVia === "relay") return { by: "relay" };
    const password = username === "" ? undefined : await secrets.get("myfone-password");
    if (password !== undefined) return { by: "make-call", username, password };
    return isOffered ? { by: "relay" } : undefined;
  }

  async #ask(way: Way, callee: string, device: string): Promise<FlexfoneResult<unknown>> {
    const { settings, makeCall, relayCall } = this.#options;
    if (way.by === "make-call") {
      const { username, password } = way;
      return await makeCall(settings.get().makeCallUrl, { device, callee, username, password });
    }
    const answer = relayCall(callee, device);
    return answer === undefined
      ? { ok: false, error: { kind: "not-allowed", message: "there is no relay" } }
      : await answer;
  }

  #refused(dial: DialState, kept: SharedDial, error: FlexfoneError): Outcome<never> {
    const { calls, record } = this.#options;
    const failure = fromFlexfone(error);
    const problem = { code: failure.code, message: failure.message };
    if (mayRingYet(error)) {
      this.#change({ ...dial, state: "unsure", problem });
      return failure;
    }
    const refused = { ...kept, failed: true };
    calls.dial(refused);
    void record.keep(refused);
    this.#change({ ...dial, state: "failed", problem });
    return failure;
  }

  /** Shows the dial's next step, unless the call itself is shown by now or he does not want to see it. */
  #change(dial: DialState): void {
    if (this.#options.state.snapshot.dial?.dialId !== dial.dialId) return;
    this.#show(dial);
    if (dial.state !== "failed") this.#expire(dial.dialId);
  }

  #show(dial: DialState): void {
    this.#cancelExpiry();
    this.#options.state.update({ dial });
  }

  #expire(dialId: string): void {
    this.#cancelExpiry = this.#options.clock.after(LIFT_WITHIN_MS, () => this.#expired(dialId));
  }

  /** Nothing was heard of the dial. Where hooks come, that says that he has not lifted his phone. */
  #expired(dialId: string): void {
    const { state } = this.#options;
    const { dial, relay } = state.snapshot;
    if (dial?.dialId !== dialId) return;
    if (dial.state !== "lift-phone" || !this.#own.has(dialId) || relay.state !== "connected") this.#finish(dialId);
    else this.#show({ ...dial, state: "failed", problem: { code: "dial-not-lifted", message: "" } });
  }

  #finish(dialId: string): void {
    if (this.#options.state.snapshot.dial?.dialId !== dialId) return;
    this.#cancelExpiry();
    this.#options.state.remove("dial");
  }
}

/** Whether the PBX may have got the request, so that the phone may ring although nobody said that it would. */
function mayRingYet({ kind, neverSent }: FlexfoneError): boolean {
  if (neverSent === true) return false;
  return kind === "timeout" || kind === "unreachable" || kind === "not-understood";
}
