import type { CallIds } from "./call-ids.ts";
import type { Hook, HookWriter } from "./hook.ts";
import type { HookQueue } from "./hook-queue.ts";
import type { PbxVariant } from "./variant.ts";

/** A phone with the employee whose it is: local numbers. */
export interface PhoneRef {
  readonly employee: string;
  readonly phone: string;
}

/** One phone's part in a call. */
export interface Leg extends PhoneRef {
  readonly callId: string;
  /** `ring`: the PBX rings the phone; `dial`: the phone calls somebody. */
  readonly kind: "ring" | "dial";
  /** ANumber in this leg's hooks. */
  readonly aNumber: string;
  /** The PBX tells nobody that this leg began. */
  readonly silent: boolean;
  /** Unix milliseconds. */
  readonly startedAt: number;
  readonly state: "ringing" | "dialling" | "talking" | "ended";
  /** Unix milliseconds. */
  readonly talkingSince?: number;
}

export interface PbxCallParts {
  readonly variant: PbxVariant;
  readonly writer: HookWriter;
  readonly queue: HookQueue;
  readonly ids: CallIds;
  readonly now: () => number;
  readonly onChange: () => void;
  /** The outside party's number; undefined where he hides it or there is none. */
  readonly outside: string | undefined;
  /** The line that was called, for the control page: hooks carry none. */
  readonly line?: string;
}

/**
 * One call on the PBX: its legs, what happens to them, and the hooks that this causes in the variant that was set when
 * the call began.
 *
 * Every step takes effect at once and resolves when its hooks were answered. A step that comes too late (lifting a phone
 * that does not ring any more) changes nothing, as with real phones.
 */
export class PbxCall {
  readonly variant: PbxVariant;
  readonly line: string | undefined;
  readonly startedAt: number;
  outside: string | undefined;
  over = false;
  readonly #parts: PbxCallParts;
  #legs: Leg[] = [];
  #currentId: string | undefined;

  constructor(parts: PbxCallParts) {
    this.#parts = parts;
    this.variant = parts.variant;
    this.outside = parts.outside;
    this.line = parts.line;
    this.startedAt = parts.now();
  }

  get legs(): readonly Leg[] {
    return this.#legs;
  }

  /** The different UniqueCallIds of the call, the first leg's first. */
  get callIds(): string[] {
    return [...new Set(this.#legs.map((leg) => leg.callId))];
  }

  get isAnswered(): boolean {
    return this.#legs.some((leg) => leg.state === "talking");
  }

  /** Lets phones ring, all at once. */
  ring(phones: readonly PhoneRef[], options: { aNumber: string; silent?: boolean }): Promise<void> {
    if (this.over) return this.#send();
    const hooks = phones.map((phone) => {
      const leg = this.#add({
        ...phone,
        kind: "ring",
        state: "ringing",
        silent: false,
        callId: this.#idForRing(),
        ...options,
      });
      return leg.silent ? undefined : this.#parts.writer.incoming({ ...leg, at: this.#stamp(leg) });
    });
    return this.#send(...hooks);
  }

  /** The phones stop ringing and nobody has answered; the call goes on (a queue tries again later). */
  stopRinging(): Promise<void> {
    return this.#send(...this.#endUnanswered(this.#legs.filter((leg) => leg.state === "ringing")));
  }

  /** Somebody lifts a phone that rings; the others stop. */
  answer(phone: string): Promise<void> {
    const ringing = this.#legs.find((leg) => leg.phone === phone && leg.state === "ringing");
    if (ringing === undefined) return this.#send();
    const winner = this.#change(ringing, { state: "talking", talkingSince: this.#parts.now() });
    const answered = winner.silent ? undefined : this.#answered(winner, this.#stamp(winner));
    const losers = this.#endUnanswered(this.#legs.filter((leg) => leg.state === "ringing"));
    for (const leg of this.#legs.filter((other) => other.state === "dialling")) this.#startTalking(leg);
    return this.variant.loserEndedFirst ? this.#send(...losers, answered) : this.#send(answered, ...losers);
  }

  /**
   * A phone calls somebody.
   *
   * @param options.sameIdAs the leg whose UniqueCallId this one shares (MakeCall's second leg may)
   */
  dial(from: PhoneRef, options: { aNumber: string; silent?: boolean; sameIdAs?: Leg }): Promise<void> {
    if (this.over) return this.#send();
    const { sameIdAs, ...rest } = options;
    const callId = sameIdAs?.callId ?? this.#parts.ids.next();
    this.#currentId = callId;
    const leg = this.#add({ ...from, kind: "dial", state: "dialling", silent: false, callId, ...rest });
    return this.#send(leg.silent ? undefined : this.#parts.writer.outgoing({ ...leg, at: this.#stamp(leg) }));
  }

  /** The outside party lifts. */
  outsideAnswers(): Promise<void> {
    const dialling = this.#legs.find((leg) => leg.state === "dialling");
    if (dialling === undefined) return this.#send();
    const talking = this.#startTalking(dialling);
    return this.#send(this.#answered(talking, this.#stamp(talking)));
  }

  /** Either side hangs up, or the caller gives up. */
  end(): Promise<void> {
    if (this.over) return this.#send();
    this.over = true;
    const lost = this.#legs.filter((leg) => leg.state === "ringing");
    const open = this.#legs.filter((leg) => leg.state === "talking" || leg.state === "dialling");
    const hooks = [...this.#endUnanswered(lost), ...this.#endOpen(open)];
    this.#parts.onChange();
    return this.#send(...hooks);
  }

  /**
   * Attended transfer: the employee joins this call's outside party with those whom he called in `into`, and is out of
   * both.
   */
  passOn(employee: string, into: PbxCall): Promise<void> {
    const own = this.#legs.find((leg) => leg.employee === employee && leg.state === "talking");
    const [target] = into.callIds;
    if (own === undefined || target === undefined || into.over || !into.isAnswered) return this.#send();
    this.over = true;
    this.#change(own, { state: "ended" });
    const passed = this.#parts.writer.ended({
      callId: own.callId,
      duration: this.#talkedFor(own),
      direction: directionOf(own),
      transferredInto: target,
    });
    const left = into.#leave(employee);
    into.outside = this.outside;
    return this.#send(passed, ...left);
  }

  /** The employee is out, the others talk on; an `ended` only where the leg had an id of its own. */
  #leave(employee: string): Hook[] {
    const own = this.#legs.filter((leg) => leg.employee === employee && leg.state !== "ended");
    for (const leg of own) this.#change(leg, { state: "ended" });
    const stillUsed = this.#legs.filter((leg) => leg.state === "talking").map((leg) => leg.callId);
    return this.#endedOnce(own.filter((leg) => !stillUsed.includes(leg.callId)));
  }

  #endUnanswered(legs: readonly Leg[]): Hook[] {
    for (const leg of legs) this.#change(leg, { state: "ended" });
    if (!this.variant.endedForUnanswered) return [];
    return legs
      .filter((leg) => !leg.silent)
      .map((leg) => this.#parts.writer.ended({ callId: leg.callId, duration: 0, direction: directionOf(leg) }));
  }

  #endOpen(legs: readonly Leg[]): Hook[] {
    for (const leg of legs) this.#change(leg, { state: "ended" });
    return this.#endedOnce(legs);
  }

  /** One `ended` per UniqueCallId, the dialling leg speaking for those that share it. */
  #endedOnce(legs: readonly Leg[]): Hook[] {
    const byId = new Map<string, Leg>();
    for (const leg of legs) if (!byId.has(leg.callId) || leg.kind === "dial") byId.set(leg.callId, leg);
    return [...byId.values()].flatMap((leg) => {
      // A leg of which no hook ever spoke ends as silently.
      const announced = legs.some((other) => other.callId === leg.callId && !other.silent) || wasConnected(leg);
      if (!announced) return [];
      return [
        this.#parts.writer.ended({
          callId: leg.callId,
          duration: this.#talkedFor(leg),
          direction: leg.silent ? "Incoming" : directionOf(leg),
        }),
      ];
    });
  }

  #answered(leg: Leg, at: number): Hook {
    const linkedCallId = this.callIds.find((id) => id !== leg.callId);
    return this.#parts.writer.answered({ ...leg, at, linkedCallId });
  }

  #startTalking(leg: Leg): Leg {
    return this.#change(leg, { state: "talking", talkingSince: this.#parts.now() });
  }

  #talkedFor(leg: Leg): number {
    return leg.talkingSince === undefined ? 0 : this.#parts.now() - leg.talkingSince;
  }

  #stamp(leg: Leg): number {
    if (this.variant.timeStampOf === "event") return this.#parts.now();
    return leg.kind === "ring" ? this.startedAt : leg.startedAt;
  }

  #idForRing(): string {
    if (this.variant.legIds === "own") return this.#parts.ids.next();
    this.#currentId ??= this.#parts.ids.next();
    return this.#currentId;
  }

  #add(leg: Omit<Leg, "startedAt">): Leg {
    const added: Leg = { ...leg, startedAt: this.#parts.now() };
    this.#legs.push(added);
    this.#parts.onChange();
    return added;
  }

  #change(leg: Leg, change: Partial<Pick<Leg, "state" | "talkingSince">>): Leg {
    const changed: Leg = { ...leg, ...change };
    this.#legs = this.#legs.map((other) => (other === leg ? changed : other));
    this.#parts.onChange();
    return changed;
  }

  #send(...hooks: readonly (Hook | undefined)[]): Promise<void> {
    return this.#parts.queue.send(...hooks.filter((hook) => hook !== undefined));
  }
}

function directionOf(leg: Leg): "Incoming" | "Outgoing" {
  return leg.kind === "dial" ? "Outgoing" : "Incoming";
}

function wasConnected(leg: Leg): boolean {
  return leg.kind === "dial" && leg.talkingSince !== undefined;
}
