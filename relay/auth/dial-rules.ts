import { type NormalisedNumber, normaliseNumber } from "../../shared/phone-numbers/normalise.ts";
import type { AccountConfig } from "../config/config.ts";

/**
 * Whether an employee may dial a number, by the account's prefixes: compared with the number in E.164 and as it is dialled,
 * so that `+45`, `0045` and eight digits are one country. Short codes (112 among them) and the PBX's local numbers always
 * may be dialled; feature codes only where a prefix allows them or none is given.
 */
export function mayDial(callee: string, rules: AccountConfig["dialling"]): boolean {
  const number = normaliseNumber(callee);
  if (number.kind === "none") return false;
  if (number.kind === "short" || (number.kind === "local" && number.digits.length <= 6)) return true;
  const forms = formsOf(number);
  const begins = (prefix: string) => prefixForms(prefix).some((one) => forms.some((form) => form.startsWith(one)));
  if (rules.blockedPrefixes.some(begins)) return false;
  return rules.allowedPrefixes === undefined || rules.allowedPrefixes.some(begins);
}

function formsOf(number: Exclude<NormalisedNumber, { kind: "none" }>): string[] {
  if (number.kind !== "e164") return [number.digits];
  const { e164 } = number;
  return e164.startsWith("+45") ? [e164, e164.slice(3)] : [e164];
}

/** `0045` means `+45`. */
function prefixForms(prefix: string): string[] {
  return prefix.startsWith("00") ? [`+${prefix.slice(2)}`] : [prefix];
}
