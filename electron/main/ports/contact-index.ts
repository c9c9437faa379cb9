import type { Contact, NumberLabel } from "../../../shared/contacts/contact.ts";

/** An entry of one source, as it is stored. */
export interface IndexedContact {
  /** `source:key` */
  id: string;
  source: string;
  contact: Contact;
}

export interface NumberHit {
  entry: IndexedContact;
  label: NumberLabel;
  customLabel?: string;
  /** As the source writes it. */
  number: string;
  how: "exact" | "other-prefix" | "company-range";
}

/** The contacts of all imported sources (not own entries, not colleagues), read synchronously on the main thread. */
export interface ContactIndex {
  /**
   * In the order of sources; at most `limit`. `more`: how many others have it. The key is that of
   * `shared/phone-numbers/number-key.ts`.
   */
  byNumber(numberKey: string, limit: number): { hits: NumberHit[]; more: number };
  /** An unknown number that lies among one company's numbers. */
  byCompanyRange(numberKey: string): NumberHit | undefined;
  byId(id: string): IndexedContact | undefined;
  byEmail(email: string, limit: number): IndexedContact[];
}
