import { type Company, employeeOf, presentedNumber } from "../company/company.ts";
import { CallIds } from "./call-ids.ts";
import { HookWriter } from "./hook.ts";
import { HookQueue } from "./hook-queue.ts";
import { type Leg, PbxCall, type PhoneRef } from "./pbx-call.ts";
import type { HookPost } from "./post-hooks.ts";
import type { PbxVariant } from "./variant.ts";

/** A phone that rings right now. */
export interface RingingPhone {
  readonly phone: string;
  readonly employee: string;
  readonly callId: string;
}

export interface CallOptions {
  readonly variant: PbxVariant;
  readonly queue: HookQueue;
  /** The outside party's number as the network presents it; undefined where hidden, or where there is none. */
  readonly outside: string | undefined;
  readonly line?: string;
}

/** The PBX's switch: the calls of the moment, and who is at which phone. */
export class Exchange {
  readonly #company: Company;
  readonly #post: HookPost;
  readonly #ids: CallIds;
  readonly #now: () => number;
  readonly #onChange: () => void;
  #calls: PbxCall[] = [];

  constructor(options: { company: Company; post: HookPost; now: () => number; onChange: () => void }) {
    this.#company = options.company;
    this.#post = options.post;
    this.#now = options.now;
    this.#onChange = options.onChange;
    this.#ids = new CallIds(options.now);
  }

  /** Calls that are not over. */
  get calls(): readonly PbxCall[] {
    this.#calls = this.#calls.filter((call) => !call.over);
    return this.#calls;
  }

  get ringing(): RingingPhone[] {
    return this.calls.flatMap((call) =>
      call.legs
        .filter((leg) => leg.state === "ringing")
        .map(({ phone, employee, callId }) => ({ phone, employee, callId })),
    );
  }

  queue(variant: PbxVariant): HookQueue {
    return new HookQueue(this.#post, variant);
  }

  /** A call of which no phone has a part yet. */
  open(options: CallOptions): PbxCall {
    const writer = new HookWriter(this.#company.accountId, options.variant);
    const call = new PbxCall({
      ...options,
      writer,
      ids: this.#ids,
      now: this.#now,
      onChange: this.#onChange,
    });
    this.#calls.push(call);
    return call;
  }

  /** All phones of these employees, in the order given. */
  phonesOf(employees: readonly string[]): PhoneRef[] {
    return employees.flatMap((employee) =>
      employeeOf(this.#company, employee).phones.map((phone) => ({ employee, phone: phone.localNumber })),
    );
  }

  /** @throws when the phone is nobody's */
  phone(localNumber: string): PhoneRef {
    const owner = this.#company.employees.find((employee) =>
      employee.phones.some((phone) => phone.localNumber === localNumber),
    );
    if (owner === undefined) throw new Error(`No phone has the local number ${localNumber}.`);
    return { employee: owner.localNumber, phone: localNumber };
  }

  isEmployee(localNumber: string): boolean {
    return this.#company.employees.some((employee) => employee.localNumber === localNumber);
  }

  /** What ANumber holds in the `outgoing` of an employee who calls `dialled`. */
  outgoingANumber(employee: string, dialled: string, variant: PbxVariant): string {
    return variant.outgoingANumber === "dialled" ? dialled : presentedNumber(employeeOf(this.#company, employee));
  }

  /** The call and leg that have this UniqueCallId; the newest leg where several share it. */
  findLeg(callId: string): { call: PbxCall; leg: Leg } | undefined {
    for (const call of this.calls) {
      const leg = call.legs.findLast((candidate) => candidate.callId === callId);
      if (leg !== undefined) return { call, leg };
    }
    return undefined;
  }

  /** The call that rings longest at a phone; the one with a leg of this id where one is given. */
  ringingAt(phone: string, callId?: string): PbxCall | undefined {
    return this.calls.find(
      (call) =>
        (callId === undefined || call.callIds.includes(callId)) &&
        call.legs.some((leg) => leg.phone === phone && leg.state === "ringing"),
    );
  }
}
