import type { Contact } from "../../../../shared/contacts/contact.ts";
import { fold } from "../../../../shared/contacts/fold.ts";
import { numberKey } from "../../../../shared/phone-numbers/number-key.ts";

/** Numbers are kept as whole numbers, half the size of text: E.164's digits as they are, others by `tailKey`. */
export interface IndexedNumber {
  key: number;
  /** Which of the contact's numbers it is. */
  place: number;
  /** Whose it is, where it may be one of a company's range: the company's `ownerOf`, else 0. */
  owner: number;
  /** Whether it is that company's main number. */
  isMain: boolean;
}

/** So many digits of a number without a country say whose it is. */
const TAIL_DIGITS = 7;

/** The contact's numbers that a caller can be found by. Local numbers are not among them: those are colleagues' only. */
export function indexedNumbers(contact: Contact): IndexedNumber[] {
  const owner = contact.company ?? (contact.kind === "company" ? contact.name : undefined);
  const indexed: IndexedNumber[] = [];
  const seen = new Set<number>();
  for (const [place, { number, label }] of contact.numbers.entries()) {
    const text = numberKey(number);
    const key = text === undefined ? undefined : storedKey(text);
    if (key === undefined || seen.has(key)) continue;
    seen.add(key);
    const isOfCompany = label === "main" || label === "work" || label === "other" || label === "fax";
    const isRanged = owner !== undefined && isOfCompany && key >= 0;
    indexed.push({ key, place, owner: isRanged ? ownerOf(owner) : 0, isMain: isRanged && label === "main" });
  }
  return indexed;
}

/** @param key as of `numberKey` */
export function storedKey(key: string): number | undefined {
  if (key.startsWith("+")) return Number(key.slice(1));
  return tailKey(key);
}

/**
 * For a number whose country nobody wrote down ("030 1234567" in a German's card): its last digits, negative. Undefined for
 * local numbers, short codes and feature codes.
 */
export function tailKey(key: string): number | undefined {
  const digits = key.replace(/^\+/, "");
  if (digits.length < TAIL_DIGITS + 1 || !/^\d+$/.test(digits)) return undefined;
  // A zero of its own for tails that begin with one.
  return -Number(`1${digits.slice(-TAIL_DIGITS)}`);
}

/** A company by name, without what it is in law. 32 bits, never 0. */
function ownerOf(company: string): number {
  const name = fold(company)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/ (?:a s|aps|i s|k s|p s|ivs|amba|ab|as|gmbh|ltd|inc)$/u, "");
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % 0x7fffffff || 1;
}
