import type { Contact } from "../../../../shared/contacts/contact.ts";
import { defined } from "../../../../shared/defined.ts";
import { numberKey } from "../../../../shared/phone-numbers/number-key.ts";
import type { ContactIndex, IndexedContact, NumberHit } from "../../ports/contact-index.ts";
import { LARGE_RANGE, SHORTEST_IN_RANGE, SMALL_RANGE } from "./company-ranges.ts";
import type { ContactFileReader, NumberRow } from "./contact-file-reader.ts";
import { contactId, readContactId } from "./contact-id.ts";
import { emailKey } from "./contact-key.ts";
import { storedKey, tailKey } from "./indexed-number.ts";

/** One source's file, open. */
export interface OpenSource {
  source: string;
  reader: ContactFileReader;
}

/** Looks contacts up in the files of all sources. */
export class SqliteContactIndex implements ContactIndex {
  readonly #sources: () => readonly OpenSource[];

  /** @param sources those that there are now, in the order that counts */
  constructor(sources: () => readonly OpenSource[]) {
    this.#sources = sources;
  }

  byNumber(key: string, limit: number): { hits: NumberHit[]; more: number } {
    const exact = key.startsWith("+") ? storedKey(key) : undefined;
    const found = exact === undefined ? { hits: [], more: 0 } : this.#find(exact, "exact", limit);
    return found.hits.length > 0 ? found : this.#withOtherPrefix(key, limit);
  }

  /**
   * Sources may hold numbers without their country, and PBXes may put digits before a caller's: the last digits decide, as long as
   * one of the two says nothing about the country.
   */
  #withOtherPrefix(key: string, limit: number): { hits: NumberHit[]; more: number } {
    if (!key.startsWith("+") && /[2-9]\d{7}$/.test(key) && key.length > 8) {
      const danish = this.#find(Number(`45${key.slice(-8)}`), "other-prefix", limit);
      if (danish.hits.length > 0) return danish;
    }
    const tail = tailKey(key);
    if (tail === undefined) return { hits: [], more: 0 };
    const { hits, more } = this.#find(tail, "other-prefix", limit);
    return { hits: hits.filter(({ number }) => isSameSubscriber(key, number)), more };
  }

  #find(stored: number, how: NumberHit["how"], limit: number): { hits: NumberHit[]; more: number } {
    const hits: NumberHit[] = [];
    let count = 0;
    for (const source of this.#sources()) {
      const rows = source.reader.byNumber(stored, limit);
      count += rows.length < limit ? rows.length : source.reader.countByNumber(stored);
      for (const row of rows) if (hits.length < limit) hits.push(hitOf(source, row, how));
    }
    return { hits, more: count - hits.length };
  }

  byCompanyRange(key: string): NumberHit | undefined {
    const number = key.startsWith("+") ? Number(key.slice(1)) : 0;
    if (number < SHORTEST_IN_RANGE) return undefined;
    return this.#inRange(number, SMALL_RANGE) ?? this.#inRange(number, LARGE_RANGE);
  }

  #inRange(number: number, size: number): NumberHit | undefined {
    for (const source of this.#sources()) {
      const row = source.reader.range(number - (number % size), size);
      if (row !== undefined) return hitOf(source, row, "company-range");
    }
    return undefined;
  }

  byId(id: string): IndexedContact | undefined {
    const wanted = readContactId(id);
    const source = this.#sources().find((one) => one.source === wanted?.source);
    if (wanted === undefined || source === undefined) return undefined;
    const row = source.reader.idOf(wanted.key);
    return row === undefined ? undefined : { id, source: source.source, contact: source.reader.contact(row) };
  }

  byEmail(email: string, limit: number): IndexedContact[] {
    const key = emailKey(email);
    const found: IndexedContact[] = [];
    for (const { source, reader } of this.#sources()) {
      for (const row of reader.byEmail(key, limit - found.length)) found.push(entryOf(source, reader.keyed(row)));
      if (found.length >= limit) break;
    }
    return found;
  }
}

function hitOf({ source, reader }: OpenSource, { id, place }: NumberRow, how: NumberHit["how"]): NumberHit {
  const keyed = reader.keyed(id);
  const number = keyed.contact.numbers[place];
  if (number === undefined) throw new Error(`contact ${id} of ${source} has no number ${place}`);
  return {
    entry: entryOf(source, keyed),
    number: number.number,
    label: number.label,
    how,
    ...defined({ customLabel: number.customLabel }),
  };
}

function entryOf(source: string, { key, contact }: { key: number; contact: Contact }): IndexedContact {
  return { id: contactId(source, key), source, contact };
}

/** One ends with all that the other has behind a trunk prefix. */
function isSameSubscriber(key: string, written: string): boolean {
  const other = numberKey(written);
  if (other === undefined || (key.startsWith("+") && other.startsWith("+"))) return false;
  const digits = (text: string) => text.replace(/^\+|^0+/g, "");
  const [short, long] = [digits(key), digits(other)].sort((a, b) => a.length - b.length);
  return short !== undefined && long?.endsWith(short) === true;
}
