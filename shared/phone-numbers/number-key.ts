import { normaliseNumber } from "./normalise.ts";

/**
 * What a number is found by: `+4586515151` for subscribers, the digits as they are for local numbers and short codes.
 * Two ways of writing one number have the same key. Undefined where there is no number.
 */
export function numberKey(raw: string): string | undefined {
  const number = normaliseNumber(raw);
  switch (number.kind) {
    case "e164":
      return number.e164;
    case "none":
      return undefined;
    default:
      return number.digits;
  }
}
