import { type CompanyEmployee, presentedNumber } from "../company/company.ts";
import type { Exchange } from "./exchange.ts";
import type { PbxCall, PhoneRef } from "./pbx-call.ts";
import type { PbxVariant } from "./variant.ts";

/** What the people do whom nobody plays: how long they take, in milliseconds; undefined: they do nothing by themselves. */
export interface Autopilot {
  /** The employee lifts his own phone, which MakeCall lets ring. */
  readonly liftAfter: number | undefined;
  /** An outside callee lifts. */
  readonly calleeAnswersAfter: number | undefined;
  /** A phone that nobody lifts stops ringing. */
  readonly ringsFor: number | undefined;
}

export interface MakeCallRequest {
  readonly employee: CompanyEmployee;
  /** The phone that is to ring; all of his where he chose none. */
  readonly phones: readonly PhoneRef[];
  readonly callee: string;
}

/**
 * MakeCall (guide: "Initier opkald"): the employee's phone rings first; once it is lifted, the callee is rung. Which
 * hooks this causes is up to the variant.
 */
export class MadeCall {
  readonly call: PbxCall;
  readonly #request: MakeCallRequest;
  readonly #exchange: Exchange;

  constructor(request: MakeCallRequest, exchange: Exchange, variant: PbxVariant) {
    this.#request = request;
    this.#exchange = exchange;
    const isColleague = exchange.isEmployee(request.callee);
    this.call = exchange.open({
      variant,
      queue: exchange.queue(variant),
      outside: isColleague ? undefined : request.callee,
    });
  }

  /** The employee's own phone rings. */
  ringOwnPhone(): Promise<void> {
    const { variant } = this.call;
    return this.call.ring(this.#request.phones, {
      aNumber: ownLegANumber(this.#request, variant),
      silent: variant.makeCallOwnLeg === "outgoing",
    });
  }

  /** The employee has lifted: the callee is rung. Changes nothing where he has not, or has hung up again. */
  async ringCallee(): Promise<void> {
    const { variant } = this.call;
    const { employee, callee } = this.#request;
    const own = this.call.legs.find((leg) => leg.state === "talking");
    if (own === undefined || this.call.over) return;
    const dialled = this.call.dial(
      { employee: own.employee, phone: own.phone },
      {
        aNumber: this.#exchange.outgoingANumber(employee.localNumber, callee, variant),
        silent: variant.makeCallOwnLeg === "incoming",
        ...(variant.makeCallIds === "one" ? { sameIdAs: own } : {}),
      },
    );
    const rung = this.#exchange.isEmployee(callee)
      ? this.call.ring(this.#exchange.phonesOf([callee]), { aNumber: employee.localNumber })
      : undefined;
    await Promise.all([dialled, rung]);
  }
}

function ownLegANumber({ employee, callee }: MakeCallRequest, variant: PbxVariant): string {
  switch (variant.makeCallANumber) {
    case "callee":
      return callee;
    case "own":
      return presentedNumber(employee);
    case "hidden":
      return variant.hiddenNumber;
  }
}
