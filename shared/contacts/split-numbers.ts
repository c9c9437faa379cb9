import { findNumbers } from "../phone-numbers/find-numbers.ts";
import { numberKey } from "../phone-numbers/number-key.ts";
import { severalLines } from "./one-line.ts";

/** More stands in no field for numbers. Characters. */
const LONGEST_FIELD = 500;
/** Digits as nearly all numbers are written, with signs between them that parts of one number have too. */
const plain = /^\+?[\d ().-]+$/;
/** ITU-T E.164, without an international prefix. */
const MOST_DIGITS = 15;
/** What stands between two numbers of one field: Google's `:::`, lists, breaks, "eller". */
const between = /\s*(?::::|[\n\r;,|/&]|\s(?:eller|og|or|and)\s)\s*/u;
/** Programs that took numbers for sums: `4,58652E+09`. The digits are gone. */
const damaged = /^[+-]?\d+(?:[.,]\d+)?E\+?\d+$/iu;
/** Nothing, as people write it. */
const nothing = /^[\s\-–—_./,;:?+*#x]*$/iu;

/**
 * The phone numbers of one field, as they stand there: `86515151 / 20123456` are two, `86 51 51 51 lok. 202` is one, `Tlf.
 * 86515151 (Mette)` holds one. Undefined where something stands there that is no number.
 */
export function splitNumbers(field: string): string[] | undefined {
  if (field.length > LONGEST_FIELD) return undefined;
  const text = withoutQuoting(severalLines(field));
  if (nothing.test(text)) return [];
  if (damaged.test(text) || /^[=@]/.test(text)) return undefined;
  if (isPlainNumber(text)) return [text];
  const parts = text.split(between).filter((part) => !nothing.test(part));
  if (parts.length > 1 && parts.every(isWholeNumber)) return parts.map((part) => part.trim());
  // `86515151/52` read as one would be a number that nobody has; `+49 89/1234567` is one.
  const isParted = parts.length > 1 && !/^(?:tel|callto|sips?):/iu.test(text);
  if (!isParted && isNumber(text)) return [text];
  const found = findNumbers(text).map(({ raw }) => raw);
  if (found.length > 0) return found;
  return isParted && isNumber(text) ? [text] : undefined;
}

/** What spreadsheets are given so that they leave a number alone: `="86515151"`, `'+45…`, `=+45…`; and `4586515151.0`. */
function withoutQuoting(text: string): string {
  const formula = /^=\s*"([^"]*)"$/u.exec(text)?.[1] ?? text;
  return formula
    .replace(/^=(?=\+?\d[\d ]*$)/u, "")
    .replace(/^['’](?=[+=@\d(-])/u, "")
    .replace(/^(\d{5,})\.0$/u, "$1")
    .trim();
}

/** Most numbers, without the work of reading them: those of which `numberKey` would have a key. */
function isPlainNumber(text: string): boolean {
  if (text.length > 30 || !plain.test(text)) return false;
  const digits = text.replaceAll(/\(0\)|\D/g, "");
  if (digits.length < 5 || digits.length > 15) return false;
  return digits.charCodeAt(0) !== 0x30;
}

function isNumber(text: string): boolean {
  const digits = text.replaceAll(/\D/g, "").replace(/^00/, "").length;
  return digits <= MOST_DIGITS && numberKey(text) !== undefined;
}

/** One that could be dialled from outside: a part such as `52` in `86515151/52` is none. */
function isWholeNumber(part: string): boolean {
  const digits = part.replaceAll(/\D/g, "").length;
  return digits >= 8 && isNumber(part);
}
