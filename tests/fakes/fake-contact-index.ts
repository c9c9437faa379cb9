import type { ContactIndex, IndexedContact, NumberHit } from "../../electron/main/ports/contact-index.ts";
import { howWritten } from "../../electron/main/services/how-written.ts";
import type { Contact, ContactNumber } from "../../shared/contacts/contact.ts";
import { numberKey } from "../../shared/phone-numbers/number-key.ts";

/** A contact with what matters to a test. */
export function contact(
  name: string,
  fields: Partial<Omit<Contact, "numbers">> & { numbers?: (string | ContactNumber)[] } = {},
): Contact {
  const { numbers = [], ...rest } = fields;
  return {
    kind: "person",
    name,
    emails: [],
    ...rest,
    numbers: numbers.map((number) => (typeof number === "string" ? { number, label: "mobile" } : number)),
  };
}

/** Sources in memory, in the order in which they came. */
export class FakeContactIndex implements ContactIndex {
  readonly #entries = new Map<string, IndexedContact>();
  /** Numbers that lie among a company's, and the id of its entry. */
  readonly ranges = new Map<string, string>();

  /** Adds or replaces one. @returns its id */
  set(source: string, key: string, contact: Contact): string {
    const id = `${source}:${key}`;
    this.#entries.set(id, { id, source, contact });
    return id;
  }

  remove(id: string): void {
    this.#entries.delete(id);
  }

  get entries(): IndexedContact[] {
    return [...this.#entries.values()];
  }

  byNumber(key: string, limit: number): { hits: NumberHit[]; more: number } {
    const hits = this.entries.flatMap((entry): NumberHit[] => {
      const number = entry.contact.numbers.find((one) => numberKey(one.number) === key);
      return number === undefined ? [] : [{ entry, ...number, how: howWritten(number.number, key) }];
    });
    return { hits: hits.slice(0, limit), more: Math.max(0, hits.length - limit) };
  }

  byCompanyRange(key: string): NumberHit | undefined {
    const entry = this.#entries.get(this.ranges.get(key) ?? "");
    return entry === undefined ? undefined : { entry, number: key, label: "main", how: "company-range" };
  }

  byId(id: string): IndexedContact | undefined {
    return this.#entries.get(id);
  }

  byEmail(email: string, limit: number): IndexedContact[] {
    return this.entries
      .filter(({ contact }) => contact.emails.some((one) => one.toLowerCase() === email.toLowerCase()))
      .slice(0, limit);
  }
}
