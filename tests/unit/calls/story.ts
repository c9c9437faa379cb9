import type { Call } from "../../../shared/calls/call.ts";
import type { CallsState, Dial, Me } from "../../../shared/calls/calls-state.ts";
import type { CallEvent } from "../../../shared/calls/event.ts";
import { noCalls, reduceCalls } from "../../../shared/calls/reduce-calls.ts";

/** Mette, extension 202, with a desk phone and a mobile. */
export const me: Me = { localNumber: "202", phones: ["200000", "200001"], numbers: ["+4586515152"] };
export const T0 = Date.UTC(2026, 10, 23, 9, 0, 0);

/** An event of 202's, one field at a time; `t` is seconds after T0. */
export function hook(kind: CallEvent["kind"], callId: string, t: number, fields: Partial<CallEvent> = {}): CallEvent {
  const at = T0 + t * 1000;
  const named = kind === "ended" ? {} : { employee: "202", aNumber: "86515151" };
  const phone = kind === "incoming" || kind === "outgoing" ? { phone: "200000" } : {};
  return {
    id: `${kind}/${callId}/${fields.employee ?? ""}/${fields.phone ?? ""}/${t}`,
    kind,
    callId,
    relatedCallIds: [],
    rungPhones: 1,
    at,
    receivedAt: at,
    ...named,
    ...phone,
    ...fields,
  };
}

/** What happens to the employee, told in seconds; every step is given to the real reducer. */
export class Story {
  state: CallsState;

  constructor(who: Me = me) {
    this.state = noCalls(who);
  }

  hear(...events: CallEvent[]): this {
    for (const event of events) {
      this.state = reduceCalls(this.state, { type: "event", event, replayed: false, now: event.receivedAt });
    }
    return this;
  }

  replay(t: number, ...events: CallEvent[]): this {
    for (const event of events) {
      this.state = reduceCalls(this.state, { type: "event", event, replayed: true, now: T0 + t * 1000 });
    }
    return this;
  }

  hearAt(t: number, event: CallEvent): this {
    this.state = reduceCalls(this.state, { type: "event", event, replayed: false, now: T0 + t * 1000 });
    return this;
  }

  at(t: number): this {
    this.state = reduceCalls(this.state, { type: "clock", now: T0 + t * 1000 });
    return this;
  }

  dial(t: number, fields: Partial<Dial> = {}): this {
    const dial: Dial = { id: `dial-${t}`, callee: "86515151", device: "200000", at: T0 + t * 1000, ...fields };
    this.state = reduceCalls(this.state, { type: "dial", dial, now: dial.at });
    return this;
  }

  get calls(): readonly Call[] {
    return this.state.calls;
  }

  /** The only call there is; the test fails where there are none or several. */
  get call(): Call {
    const [call, ...others] = this.state.calls;
    if (call === undefined || others.length > 0) throw new Error(`one call expected, ${this.state.calls.length} found`);
    return call;
  }
}
