import { formatNumber } from "../phone-numbers/format.ts";
import { numberKey } from "../phone-numbers/number-key.ts";
import type { Contact } from "./contact.ts";
import { foldWithPlaces } from "./fold.ts";
import type { SearchHit } from "./person.ts";
import type { SearchTerm } from "./search-query.ts";
import { nationalDigits } from "./search-words.ts";

type Range = [from: number, to: number];
type Because = NonNullable<SearchHit["because"]>;

/** What of a contact matches what was typed, for marking it: in its name, and where a term is not in the name, elsewhere. */
export function explainMatch(
  contact: Contact,
  terms: readonly SearchTerm[],
): { nameRanges: Range[]; because?: Because } {
  const name = rangesIn(contact.name, terms);
  const missing = terms.filter((_, index) => name[index] === undefined);
  const nameRanges = merged(name.filter((range) => range !== undefined));
  if (missing.length === 0) return { nameRanges };
  for (const { field, text } of fieldsOf(contact)) {
    const found = (field === "number" ? rangesInNumber(text, missing) : rangesIn(text, missing)).filter(
      (range) => range !== undefined,
    );
    if (found.length > 0) return { nameRanges, because: { field, text, ranges: merged(found) } };
  }
  return { nameRanges };
}

function* fieldsOf(contact: Contact): Generator<{ field: Because["field"]; text: string }> {
  const { company, department, title, customerNumber, address, website, note } = contact;
  if (company !== undefined) yield { field: "company", text: company };
  for (const { number } of contact.numbers) {
    const key = numberKey(number);
    yield { field: "number", text: (key === undefined ? undefined : formatNumber(key)) ?? number };
  }
  if (department !== undefined) yield { field: "department", text: department };
  if (title !== undefined) yield { field: "title", text: title };
  for (const email of contact.emails) yield { field: "email", text: email };
  if (customerNumber !== undefined) yield { field: "customer-number", text: customerNumber };
  if (address !== undefined) yield { field: "address", text: address };
  if (note !== undefined) yield { field: "note", text: note };
  for (const text of contact.categories ?? []) yield { field: "other", text };
  if (website !== undefined) yield { field: "other", text: website };
}

/** Of each term where it stands, at the beginning of a word rather than inside. */
function rangesIn(text: string, terms: readonly SearchTerm[]): (Range | undefined)[] {
  const folded = foldWithPlaces(text);
  return terms.map(({ text: term }) => {
    let best = -1;
    for (let at = folded.text.indexOf(term); at >= 0; at = folded.text.indexOf(term, at + 1)) {
      if (at === 0 || !/[\p{L}\p{N}]/u.test(folded.text.charAt(at - 1))) {
        best = at;
        break;
      }
      if (best < 0) best = at;
    }
    return best < 0 ? undefined : [folded.places[best] ?? 0, folded.places[best + term.length] ?? text.length];
  });
}

/** Digits in whatever grouping they are shown. */
function rangesInNumber(shown: string, terms: readonly SearchTerm[]): (Range | undefined)[] {
  const places: number[] = [];
  let digits = "";
  for (let at = 0; at < shown.length; at += 1) {
    const character = shown.charAt(at);
    if (!/\d/.test(character)) continue;
    digits += character;
    places.push(at);
  }
  const hidden = digits.length - nationalDigits(numberKey(shown) ?? digits).length;
  return terms.map(({ kind, text }) => {
    if (kind !== "digits") return undefined;
    const behindCountry = digits.indexOf(text, Math.max(hidden, 0));
    const at = behindCountry >= 0 ? behindCountry : digits.indexOf(text);
    return at < 0 ? undefined : [places[at] ?? 0, (places[at + text.length - 1] ?? 0) + 1];
  });
}

/** In order, none overlapping. */
function merged(ranges: readonly Range[]): Range[] {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const result: Range[] = [];
  for (const [from, to] of sorted) {
    const last = result.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}
