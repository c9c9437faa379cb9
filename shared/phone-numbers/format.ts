import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { isHiddenNumber } from "./hidden.ts";
import { normaliseNumber } from "./normalise.ts";

/**
 * A number as people read it: `86 51 51 51` for Danish ones, `+46 8 123 456 78` for foreign ones, local numbers and
 * short codes as they are. Undefined for a hidden one. Never throws; what cannot be read is shown as it came.
 */
export function formatNumber(raw: string): string | undefined {
  if (isHiddenNumber(raw)) return undefined;
  const number = normaliseNumber(raw);
  if (number.kind === "none") return raw.trim();
  if (number.kind !== "e164") return number.digits;
  if (/^\+45[2-9]\d{7}$/.test(number.e164)) return number.e164.slice(3).replace(/(\d{2})(?=\d)/g, "$1 ");
  const parsed = parsePhoneNumberFromString(number.e164);
  return parsed?.number === number.e164 ? parsed.formatInternational() : number.e164;
}
