import type { Call } from "../../../shared/calls/call.ts";
import { defined } from "../../../shared/defined.ts";
import type { FlexfoneResult } from "../../../shared/flexfone/types.ts";
import type { DialState, Phone } from "../../../shared/ipc/snapshot.ts";
import { toDialable } from "../../../shared/phone-numbers/dialable.ts";
import type { ClientMessage, SharedDial } from "../../../shared/relay-protocol/stream.ts";
import type { Clock } from "../ports/clock.ts";
import type { Random } from "../ports/random.ts";
import type { SecretStore } from "../ports/secrets.ts";
import type { SettingsStore } from "../ports/settings-store.ts";
import type { AppState } from "./app-state.ts";
import type { CallerLookup } from "./caller-lookup.ts";
import type { CallsService } from "./calls-service.ts";
import { failed, fromFlexfone, type Outcome, succeeded } from "./failure.ts";

/** How long "your phone rings – lift it" stands when no hook of the leg ever comes. Milliseconds. */
const LIFT_WITHIN_MS = 60_000;

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
  clock: Clock;
  random: Random;
  phones(): readonly Phone[];
  /** Tells the employee's other devices. */
  share(message: Extract<ClientMessage, { type: "dial" | "dial-failed" }>): void;
}

/**
 * Dials through MakeCall (guide: "Initier opkald"): the PBX rings the employee's own phone first, and the callee when he
 * lifts it. One dial at a time; a dial is never repeated by itself.
 */
export class DialService {
  readonly #options: DialServiceOptions;
  #cancelExpiry: () => void = () => {};

  constructor(options: DialServiceOptions) {
    this.#options = options;
  }

  /** How a text would be dialled, and whose number it is. */
  preview(text: string): {
    number?: string;
    displayNumber?: string;
    name?: string;
    suggestions: { number: string; displayNumber: string; name: string; company?: string }[];
  } {
    const { lookup } = this.#options;
    const dialable = toDialable(text);
    const suggestions = lookup.suggest(text, 8).flatMap((suggestion) => {
      const found = toDialable(suggestion.number);
      return found.ok ? [{ ...suggestion, displayNumber: found.display }] : [];
    });
    if (!dialable.ok) return { suggestions };
    const name = lookup.find(dialable.number)?.name;
    return {
      number: dialable.number,
      displayNumber: dialable.display,
      suggestions,
      ...(name === undefined ? {} : { name }),
    };
  }

  async start(text: string): Promise<Outcome<{ dialId: string }>> {
    const { state, settings, secrets, clock, random, lookup, calls, makeCall, share } = this.#options;
    const dialable = toDialable(text);
    if (!dialable.ok) return failed("no-number", dialable.reason);
    const running = state.snapshot.dial;
    if (running !== undefined && running.state !== "failed") {
      return failed("dial-in-progress", "a dial is in progress");
    }
    const { myFoneUsername, makeCallUrl, device } = settings.get();
    const dialId = random.id();
    const name = lookup.find(dialable.number)?.name;
    const phone = this.#options.phones().find((candidate) => candidate.localNumber === device)?.name;
    const dial: DialState = {
      dialId,
      number: dialable.number,
      displayNumber: dialable.display,
      state: "asking",
      ...(name === undefined ? {} : { name }),
      ...(phone === undefined ? {} : { phone }),
    };
    // Set before anything is awaited, so that a second Enter finds it.
    this.#cancelExpiry();
    state.update({ dial });
    const password = myFoneUsername === "" ? undefined : await secrets.get("myfone-password");
    if (password === undefined) {
      state.remove("dial");
      return failed("no-login", "the MyFone login is missing");
    }
    // Recorded before the PBX is asked: its first hook may come before its answer.
    const shared = { id: dialId, callee: dialable.number, device, at: calls.relayNow() };
    calls.dial(shared);
    share({ type: "dial", dial: shared });
    const answer = await makeCall(makeCallUrl, {
      device,
      callee: dialable.number,
      username: myFoneUsername,
      password,
    });
    if (!answer.ok) {
      calls.dialFailed(dialId);
      share({ type: "dial-failed", id: dialId });
      const failure = fromFlexfone(answer.error);
      if (state.snapshot.dial?.dialId === dialId) {
        state.update({ dial: { ...dial, state: "failed", problem: { code: failure.code, message: failure.message } } });
      }
      return failure;
    }
    if (state.snapshot.dial?.dialId === dialId) {
      state.update({ dial: { ...dial, state: "lift-phone" } });
      this.#cancelExpiry = clock.after(LIFT_WITHIN_MS, () => this.#finish(dialId));
    }
    return { ok: true, value: { dialId } };
  }

  /** He dialled on another of his devices: his phone rings here too, and a second Enter here does not dial twice. */
  startedElsewhere({ id, callee, device, at }: SharedDial): void {
    const { state, calls, lookup, clock, phones } = this.#options;
    calls.dial({ id, callee, device, at });
    const running = state.snapshot.dial;
    if (running !== undefined && running.state !== "failed") return;
    const dialable = toDialable(callee);
    const name = lookup.find(callee)?.name;
    const phone = phones().find((candidate) => candidate.localNumber === device)?.name;
    state.update({
      dial: {
        dialId: id,
        number: callee,
        displayNumber: dialable.ok ? dialable.display : callee,
        state: "lift-phone",
        ...defined({ name, phone }),
      },
    });
    this.#cancelExpiry();
    this.#cancelExpiry = clock.after(LIFT_WITHIN_MS, () => this.#finish(id));
  }

  failedElsewhere(id: string): void {
    this.#options.calls.dialFailed(id);
    this.#finish(id);
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

  #finish(dialId: string): void {
    this.#cancelExpiry();
    if (this.#options.state.snapshot.dial?.dialId === dialId) this.#options.state.remove("dial");
  }
}
