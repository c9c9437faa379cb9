import type { Contact } from "./contact.ts";

/** What reading a source gives, in its order. Reading never throws for what is in the file. */
export type ImportItem =
  | { type: "contact"; contact: Contact /** First line of the card or row, from 1. */; line: number }
  | Refused;

/** A line, row, card or number that was left out, for the report. */
export interface Refused {
  type: "refused";
  /** From 1; 0 where it is about the file as a whole. */
  line: number;
  reason: RefusalReason;
  /** What stands there, cut to 80 characters; for the employee's own eyes, never for a log. */
  excerpt: string;
}

export type RefusalReason =
  /** Neither a name, a company nor an e-mail address. */
  | "no-name"
  /** A contact that nobody can be called by: it is left out. */
  | "no-number"
  /** One number that is none; the contact is taken all the same if it has another. */
  | "number-not-understood"
  /** A card that ends in the middle, or a line that is none. */
  | "card-broken"
  /** More or fewer columns than the heading in a way that makes their meaning doubtful, or a quote that nobody closed. */
  | "row-broken"
  /** A line, card or field longer than any contact is. */
  | "too-long"
  /** The UID was in this source before; the later one counts. */
  | "repeated";

/** A file that is no list of contacts. */
export type UnreadableReason = "empty" | "archive" | "web-page" | "spreadsheet" | "binary" | "no-contacts";
