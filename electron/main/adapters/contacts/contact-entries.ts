import type { Contact } from "../../../../shared/contacts/contact.ts";
import type { SearchTerm } from "../../../../shared/contacts/search-query.ts";
import { type ContactWords, contactWords } from "../../../../shared/contacts/search-words.ts";
import type { Match } from "./contact-file-search.ts";
import { beginsLike } from "./like-words.ts";

/** An entry in memory, with the words that it is found by. */
export interface KnownEntry {
  id: string;
  contact: Contact;
  words: ContactWords;
}

export function knownEntry(id: string, contact: Contact): KnownEntry {
  return { id, contact, words: contactWords(contact) };
}

/** How well an entry matches: as `ContactFileSearch` says it of those in files. Undefined where it does not. */
export function matchOf({ words }: KnownEntry, terms: readonly SearchTerm[]): Match | undefined {
  if (terms.length === 0) return undefined;
  const { names, company } = words;
  if (terms.every(({ text }) => names.includes(text))) return "whole-name";
  if (terms.every(({ text }) => begins(names, text))) {
    return terms.some(({ text }) => names[0]?.startsWith(text) === true) ? "first-name" : "name";
  }
  if (terms.every(({ text }) => begins(names, text) || begins(company, text))) return "company";
  if (terms.every((term) => isBeginning(words, term))) return "other";
  if (terms.every((term) => isBeginning(words, term) || isInside(words, term))) return "inside";
  return terms.every((term) => isBeginning(words, term) || isLike(words, term)) ? "typo" : undefined;
}

function begins(words: readonly string[], text: string): boolean {
  return words.some((word) => word.startsWith(text));
}

function isBeginning({ names, company, others, digits }: ContactWords, { text }: SearchTerm): boolean {
  return begins(names, text) || begins(company, text) || begins(others, text) || begins(digits, text);
}

function isInside({ names, company, others, digits }: ContactWords, { kind, text }: SearchTerm): boolean {
  if (text.length < 3) return false;
  const holds = (words: readonly string[]) => words.some((word) => word.includes(text));
  return holds(names) || holds(company) || holds(others) || (kind === "digits" && holds(digits));
}

function isLike({ names, company, others }: ContactWords, { kind, text }: SearchTerm): boolean {
  if (kind !== "word" || text.length < 5) return false;
  return [...names, ...company, ...others].some((word) => beginsLike(word, text));
}
