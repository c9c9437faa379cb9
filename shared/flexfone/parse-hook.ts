import type { CallEventKind } from "../calls/event.ts";
import { defined } from "../defined.ts";
import { isHiddenNumber } from "../phone-numbers/hidden.ts";
import { fieldKey } from "./fields.ts";
import type { HookParameters } from "./hook-parameters.ts";
import { parseDuration } from "./parse-duration.ts";
import { parseTimestamp } from "./parse-timestamp.ts";

/** One call of the PBX's employee integration (guide: "Medarbejderintegration"), before it is tied to others. */
export interface Hook {
  kind: CallEventKind;
  accountId?: string;
  callId: string;
  linkedCallId?: string;
  employee?: string;
  phone?: string;
  /** Absent where the caller hides it. */
  aNumber?: string;
  /** The hook's TimeStamp, Unix milliseconds; absent where there was none that can be read. */
  sentAt?: number;
  /** Unix milliseconds. */
  receivedAt: number;
  durationSeconds?: number;
  transfer?: boolean;
  transferredCallId?: string;
  direction?: "incoming" | "outgoing";
  /** Parameters that are not known, name as received. */
  unknownParameters?: Record<string, string>;
}

export type ParsedHook = { ok: true; hook: Hook } | { ok: false; message: string };

const MOST_UNKNOWN = 32;
const LONGEST_VALUE = 256;

/**
 * Reads a hook's parameters; names are matched without regard to case, spaces, `_` and `-`.
 *
 * @param kind which of the four URLs was called; where one URL serves all, the kind is inferred: `Calledphone` →
 * incoming, `PhoneLocalNumber` → outgoing, `Duration` or `CallDirection` → ended, else answered
 * @param receivedAt Unix milliseconds
 */
export function parseHook(kind: CallEventKind | undefined, parameters: HookParameters, receivedAt: number): ParsedHook {
  const known = new Map<string, string>();
  const unknown: Record<string, string> = {};
  for (const [name, raw] of parameters) {
    const key = canonicalName(name);
    const value = raw.trim();
    if (key === undefined) {
      if (Object.keys(unknown).length < MOST_UNKNOWN) unknown[name.slice(0, 64)] = value.slice(0, LONGEST_VALUE);
    } else if (!known.has(key) || known.get(key) === "") known.set(key, value);
  }
  const text = (name: string) => {
    const value = known.get(name);
    return value === undefined || value === "" ? undefined : value;
  };

  const callId = text("uniquecallid");
  if (callId === undefined) return { ok: false, message: "The parameter UniqueCallId is missing or empty." };
  for (const [name, value] of known) {
    const most = longestOf(name);
    if (value.length > most) return { ok: false, message: `The parameter ${name} is longer than ${most} characters.` };
  }
  const aNumber = text("anumber");
  const transferredCallId = text("transferredcallid");
  return {
    ok: true,
    hook: {
      kind: kind ?? inferKind(known),
      callId,
      receivedAt,
      ...defined({
        sentAt: parseTimestamp(known.get("timestamp") ?? ""),
        accountId: text("accountid"),
        linkedCallId: text("linkeduniquecallid"),
        employee: text("employeelocalnumber"),
        phone: text("calledphone") ?? text("phonelocalnumber"),
        aNumber: aNumber === undefined || isHiddenNumber(aNumber) ? undefined : aNumber,
        durationSeconds: parseDuration(known.get("duration") ?? ""),
        transfer: flag(text("transfer")),
        transferredCallId: transferredCallId === callId ? undefined : transferredCallId,
        direction: direction(text("calldirection")),
        unknownParameters: Object.keys(unknown).length === 0 ? undefined : unknown,
      }),
    },
  };
}

const names = new Set([
  "accountid",
  "uniquecallid",
  "linkeduniquecallid",
  "employeelocalnumber",
  "anumber",
  "timestamp",
  "calledphone",
  "phonelocalnumber",
  "duration",
  "transfer",
  "calldirection",
]);

/** The vendor's help pages name the other call of a transfer as `Transfered…` with a unique call id. */
function canonicalName(name: string): string | undefined {
  const key = fieldKey(name);
  if (names.has(key)) return key;
  return /^transferr?ed.*callid$/.test(key) ? "transferredcallid" : undefined;
}

/** What a call event can hold (`calls/event.ts`), characters. */
function longestOf(name: string): number {
  if (name.endsWith("callid")) return 128;
  return name === "employeelocalnumber" || name === "calledphone" || name === "phonelocalnumber" ? 20 : 64;
}

function inferKind(known: ReadonlyMap<string, string>): CallEventKind {
  if (known.has("calledphone")) return "incoming";
  if (known.has("phonelocalnumber")) return "outgoing";
  return known.has("duration") || known.has("calldirection") ? "ended" : "answered";
}

function flag(value: string | undefined): boolean | undefined {
  if (value === undefined) return undefined;
  if (/^(?:true|1|yes)$/i.test(value)) return true;
  return /^(?:false|0|no)$/i.test(value) ? false : undefined;
}

function direction(value: string | undefined): "incoming" | "outgoing" | undefined {
  if (value === undefined) return undefined;
  if (/^out/i.test(value)) return "outgoing";
  return /^in/i.test(value) ? "incoming" : undefined;
}
