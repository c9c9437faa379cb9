import type { PbxVariant } from "./variant.ts";

export type HookKind = "incoming" | "answered" | "ended" | "outgoing";
export const hookKinds: readonly HookKind[] = ["incoming", "answered", "ended", "outgoing"];

/** A hook before it is sent: its kind, and the parameters in the guide's order ("Medarbejderintegration", last pages). */
export interface Hook {
  readonly kind: HookKind;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface Ring {
  readonly callId: string;
  readonly employee: string;
  readonly phone: string;
  readonly aNumber: string;
  /** Unix milliseconds, as in all hooks. */
  readonly at: number;
}

/** Writes hooks for one account in the way of one variant. */
export class HookWriter {
  readonly #accountId: string;
  readonly #variant: PbxVariant;

  constructor(accountId: string, variant: PbxVariant) {
    this.#accountId = accountId;
    this.#variant = variant;
  }

  incoming(ring: Ring): Hook {
    return {
      kind: "incoming",
      parameters: {
        AccountId: this.#accountId,
        UniqueCallId: ring.callId,
        Calledphone: ring.phone,
        ANumber: ring.aNumber,
        TimeStamp: this.#time(ring.at),
        EmployeeLocalNumber: ring.employee,
      },
    };
  }

  outgoing(ring: Ring): Hook {
    return {
      kind: "outgoing",
      parameters: {
        AccountId: this.#accountId,
        UniqueCallId: ring.callId,
        EmployeeLocalNumber: ring.employee,
        ANumber: ring.aNumber,
        TimeStamp: this.#time(ring.at),
        PhoneLocalNumber: ring.phone,
      },
    };
  }

  answered(answer: {
    readonly callId: string;
    readonly employee: string;
    readonly aNumber: string;
    readonly at: number;
    readonly linkedCallId: string | undefined;
  }): Hook {
    return {
      kind: "answered",
      parameters: {
        AccountId: this.#accountId,
        UniqueCallId: answer.callId,
        EmployeeLocalNumber: answer.employee,
        ANumber: answer.aNumber,
        TimeStamp: this.#time(answer.at),
        ...(answer.linkedCallId === undefined ? {} : { LinkedUniqueCallId: answer.linkedCallId }),
      },
    };
  }

  ended(end: {
    readonly callId: string;
    /** Length of the conversation in milliseconds; 0 where there was none. */
    readonly duration: number;
    readonly direction: "Incoming" | "Outgoing";
    /** The call that this one was passed into. */
    readonly transferredInto?: string;
  }): Hook {
    const transfer = end.transferredInto !== undefined;
    return {
      kind: "ended",
      parameters: {
        AccountId: this.#accountId,
        UniqueCallId: end.callId,
        Duration: writeDuration(end.duration, this.#variant.duration),
        Transfer: String(transfer),
        CallDirection: end.direction,
        ...(end.transferredInto === undefined ? {} : { TransferedUniqueCallId: end.transferredInto }),
      },
    };
  }

  #time(at: number): string {
    return writeTimeStamp(at, this.#variant.timeStamp);
  }
}

const copenhagen = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Copenhagen",
  dateStyle: "short",
  timeStyle: "medium",
});

/** @param at Unix milliseconds */
function writeTimeStamp(at: number, format: PbxVariant["timeStamp"]): string {
  switch (format) {
    case "iso":
      return new Date(at).toISOString();
    case "unix-seconds":
      return String(Math.floor(at / 1000));
    case "local":
      return copenhagen.format(at);
    case "danish":
      return copenhagen.format(at).replace(/^(\d{4})-(\d{2})-(\d{2})/, "$3-$2-$1");
  }
}

/** @param duration milliseconds */
function writeDuration(duration: number, format: PbxVariant["duration"]): string {
  const seconds = Math.round(duration / 1000);
  if (format === "seconds") return String(seconds);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
