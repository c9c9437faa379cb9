import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { formatNumber } from "./format.ts";
import { normaliseNumber } from "./normalise.ts";

export type Dialable =
  | {
      ok: true;
      /** What the PBX is given. */
      number: string;
      /** How it is shown before it is dialled. */
      display: string;
      warning?: "emergency" | "premium" | "foreign";
    }
  | { ok: false; reason: string };

/**
 * The number as MakeCall gets it (guide: "Initier opkald", whose example is `86515151`): eight digits for Danish numbers,
 * `00` and the country code for foreign ones (a PBX understands the Danish international prefix; the guide shows no
 * plus), local numbers, short codes and feature codes as they are.
 */
export function toDialable(raw: string): Dialable {
  const number = normaliseNumber(raw);
  if (number.kind === "none") return { ok: false, reason: "there is no phone number in this" };
  if (number.kind !== "e164") {
    const display = number.digits;
    const emergency = number.kind === "short" && /^11[234]$/.test(number.digits);
    return { ok: true, number: number.digits, display, ...(emergency ? { warning: "emergency" as const } : {}) };
  }
  const { e164 } = number;
  const display = formatNumber(e164) ?? e164;
  if (!/^\+45[2-9]\d{7}$/.test(e164)) return { ok: true, number: `00${e164.slice(1)}`, display, warning: "foreign" };
  const premium = parsePhoneNumberFromString(e164)?.getType() === "PREMIUM_RATE";
  return { ok: true, number: e164.slice(3), display, ...(premium ? { warning: "premium" as const } : {}) };
}
