import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { defined } from "../defined.ts";
import { findNumbers } from "./find-numbers.ts";
import { formatNumber } from "./format.ts";
import { extensionOf, normaliseNumber } from "./normalise.ts";
import { plainText } from "./plain-text.ts";

export type Dialable =
  | {
      ok: true;
      /** What the PBX is given. */
      number: string;
      /** How it is shown before it is dialled. */
      display: string;
      kind: "subscriber" | "foreign" | "local" | "short" | "feature";
      warning?: "emergency" | "premium" | "foreign";
      /** Was written behind the number, and is not dialled. */
      extension?: string;
    }
  | { ok: false; reason: NotDialable };

/** Why a text cannot be dialled. */
type NotDialable = "empty" | "letters" | "several" | "too-long" | "no-number";

/** More digits than this are no number that is dialled. */
const MOST_DIGITS = 20;

/**
 * The number as MakeCall gets it (guide: "Initier opkald", whose example is `86515151`): eight digits for Danish numbers,
 * `00` and the country code for foreign ones (a PBX understands the Danish international prefix; the guide shows no
 * plus), local numbers, short codes and feature codes as they are. Text that holds several numbers is none of them.
 */
export function toDialable(raw: string): Dialable {
  const number = normaliseNumber(raw);
  if (number.kind === "none") return { ok: false, reason: reasonFor(raw) };
  if (isLong(raw) && findNumbers(raw).length > 1) return { ok: false, reason: "several" };
  const extension = extensionOf(raw);
  if (number.kind !== "e164") {
    const display = number.digits;
    const emergency = number.kind === "short" && /^11[234]$/.test(number.digits);
    return {
      ok: true,
      number: number.digits,
      display,
      kind: number.kind === "code" ? "feature" : number.kind,
      ...defined({ warning: emergency ? ("emergency" as const) : undefined, extension }),
    };
  }
  const { e164 } = number;
  const display = formatNumber(e164) ?? e164;
  if (!/^\+45[2-9]\d{7}$/.test(e164)) {
    const foreign = { ok: true, number: `00${e164.slice(1)}`, display, kind: "foreign", warning: "foreign" } as const;
    return { ...foreign, ...defined({ extension }) };
  }
  const premium = parsePhoneNumberFromString(e164)?.getType() === "PREMIUM_RATE";
  return {
    ok: true,
    number: e164.slice(3),
    display,
    kind: "subscriber",
    ...defined({ warning: premium ? ("premium" as const) : undefined, extension }),
  };
}

function reasonFor(raw: string): NotDialable {
  const written = plainText(raw.slice(0, 10 * MOST_DIGITS)).trim();
  if (written === "") return "empty";
  if ((isLong(raw) && findNumbers(raw).length > 1) || isList(written)) return "several";
  if (written.replace(/\D/gu, "").length > MOST_DIGITS) return "too-long";
  return /\p{L}/u.test(written) ? "letters" : "no-number";
}

/** Whether there is room for two numbers. */
function isLong(raw: string): boolean {
  return raw.length >= 16;
}

/** `112, 114`: too short to be found in a text, and two all the same. */
function isList(written: string): boolean {
  return /^[\d\s+()-]*\d\s?[,;/|]\s?[\d+(][\d\s+(),;/|-]*$/u.test(written);
}
