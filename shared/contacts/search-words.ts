import { getCountries, getCountryCallingCode } from "libphonenumber-js/max";
import { numberKey } from "../phone-numbers/number-key.ts";
import type { Contact } from "./contact.ts";
import { fold } from "./fold.ts";

/** The words that a contact is found by, folded, each once. */
export interface ContactWords {
  /** Of its name, in order: whoever types a name mostly begins with its first word. */
  names: string[];
  company: string[];
  /** Of all else. */
  others: string[];
  /** Numbers without their country, and customer numbers. */
  digits: string[];
}

/** More words than this are no name, and of a note no more are looked at. */
const MOST_NAME_WORDS = 40;
const MOST_OTHER_WORDS = 300;
/** Longer words are no words. */
const LONGEST_WORD = 40;

export function contactWords(contact: Contact): ContactWords {
  const names = new Set<string>();
  const others = new Set<string>();
  const digits = new Set<string>();
  addWords(names, contact.name, MOST_NAME_WORDS);
  const company = new Set<string>();
  addWords(company, contact.company, MOST_NAME_WORDS);
  for (const text of [contact.department, contact.title, contact.customerNumber])
    addWords(others, text, MOST_OTHER_WORDS);
  for (const email of contact.emails) addWords(others, email, MOST_OTHER_WORDS);
  for (const text of [contact.address, contact.website, ...(contact.categories ?? []), contact.note]) {
    addWords(others, text, MOST_OTHER_WORDS);
  }
  for (const word of [...names, ...company]) others.delete(word);
  for (const { number } of contact.numbers) {
    const key = numberKey(number);
    if (key !== undefined) digits.add(nationalDigits(key));
  }
  const customer = contact.customerNumber?.replace(/\D/g, "") ?? "";
  if (customer.length >= 3) digits.add(customer);
  return { names: [...names], company: [...company], others: [...others], digits: [...digits] };
}

function addWords(words: Set<string>, text: string | undefined, most: number): void {
  if (text === undefined) return;
  for (const word of foldedWords(text)) {
    if (words.size >= most) return;
    words.add(word);
  }
}

/**
 * Words of a text, folded. What is written together with signs in it is found in parts and as a whole: `A/S` by `a`, `s` and
 * `as`, `O'Brien` by `o`, `brien` and `obrien`.
 */
export function foldedWords(text: string): string[] {
  const words: string[] = [];
  for (const chunk of fold(text).split(/\s+/u)) {
    const parts = chunk.match(/[\p{L}\p{N}]+/gu);
    if (parts === null) continue;
    for (const part of parts) words.push(part.slice(0, LONGEST_WORD));
    const whole = parts.join("");
    if (parts.length > 1 && parts.length <= 4 && whole.length <= LONGEST_WORD && !chunk.includes("@"))
      words.push(whole);
  }
  return words;
}

const callingCodes = new Set(getCountries().map((country) => getCountryCallingCode(country) as string));

/** The digits behind the country's code (ITU-T E.164); of what has none, all digits. */
export function nationalDigits(key: string): string {
  if (!key.startsWith("+")) return key.replace(/\D/g, "");
  return key.slice(1 + callingCodeLength(key.slice(1)));
}

/** How many of these digits are a country's code; 0 where they begin with none. No code begins with another. */
export function callingCodeLength(digits: string): number {
  for (const length of [2, 1, 3]) if (callingCodes.has(digits.slice(0, length))) return length;
  return 0;
}
