import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { normaliseNumber } from "./normalise.ts";

/**
 * Where a number is from: a country's code of two letters (ISO 3166-1), for `Intl.DisplayNames`. Undefined for local numbers
 * and codes, and for numbers that belong to no one country.
 */
export function countryOf(raw: string): string | undefined {
  const number = normaliseNumber(raw);
  return number.kind === "e164" ? parsePhoneNumberFromString(number.e164)?.country : undefined;
}
