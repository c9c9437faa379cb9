import type { Contact } from "../../../shared/contacts/contact.ts";

/**
 * Whom an own entry is about, as he was known when it was written or last seen: it stays meaningful, and he is found by
 * his numbers, when his source is refreshed, loses him or is removed.
 */
export interface About {
  /** Of the source's entry: `source:key`. */
  id: string;
  name: string;
  company?: string;
  /** All that were known of him, in any source. */
  numbers: string[];
}

/** What the employee wrote himself: about somebody new, or about somebody whom a source has. */
export interface OwnEntry {
  /** `own:…` */
  id: string;
  /** Name, numbers and so on where he wrote them himself; without it the entry only marks whom it is about. */
  contact?: Contact;
  /** Absent for somebody whom he added himself. One entry at most is about one id. */
  about?: About;
  /** Empty where there is none. */
  note: string;
  favourite: boolean;
  vip: boolean;
  blocked: boolean;
  /** Unix milliseconds, both. */
  createdAt: number;
  changedAt: number;
}

/** What the employee wrote, on disk, where no import touches it. */
export interface OwnContactStore {
  /** In the order in which they were made. What cannot be read is left out, and stays on disk. */
  all(): OwnEntry[];
  /** Entries that are new or changed, and ids of those that go; durable as a whole when it returns. */
  write(changes: { put: readonly OwnEntry[]; remove: readonly string[] }): void;
}
