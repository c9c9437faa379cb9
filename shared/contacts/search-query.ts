import { fold } from "./fold.ts";
import { callingCodeLength } from "./search-words.ts";

/** One thing that was typed and has to be found in a contact, folded. */
export interface SearchTerm {
  /** `digits` may be a number in any grouping, or part of one. */
  kind: "word" | "digits";
  text: string;
}

/** More than this is not looked for. */
const MOST_TERMS = 8;
const LONGEST_TERM = 40;

/**
 * What a person typed, as terms that all have to be found, in any order. Digits that stand together are one number however they
 * are grouped; a country's code before it is left out, since numbers are kept without.
 */
export function searchTerms(text: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  let digits = "";
  const endDigits = () => {
    const national = withoutCountry(digits);
    if (national !== "") terms.push({ kind: "digits", text: national.slice(0, LONGEST_TERM) });
    digits = "";
  };
  for (const chunk of fold(text.normalize("NFKC")).split(/\s+/u)) {
    if (/^[+(]*\d[\d().\-/]*$/u.test(chunk)) {
      digits +=
        chunk.startsWith("+") || chunk.startsWith("(+") ? `+${chunk.replace(/\D/g, "")}` : chunk.replace(/\D/g, "");
      continue;
    }
    endDigits();
    for (const word of chunk.match(/[\p{L}\p{N}]+/gu) ?? []) {
      terms.push({ kind: /^\d+$/.test(word) ? "digits" : "word", text: word.slice(0, LONGEST_TERM) });
    }
  }
  endDigits();
  return terms.slice(0, MOST_TERMS);
}

/** `+4586`, `004586` and, of more than a Danish number has, `4586515151`. */
function withoutCountry(digits: string): string {
  const plus = digits.lastIndexOf("+");
  if (plus >= 0) return international(digits.slice(plus + 1));
  if (digits.startsWith("00")) return international(digits.slice(2));
  return digits.length > 8 && digits.startsWith("45") ? digits.slice(2) : digits;
}

/** A zero in brackets behind the code belongs to other countries' way of writing. */
function international(digits: string): string {
  const national = digits.slice(callingCodeLength(digits));
  return national.startsWith("0") ? national.slice(1) : national;
}
