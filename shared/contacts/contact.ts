/** What a source (a file, an address book, the PBX's employee list, the employee himself) says of one person or company. */
export interface Contact {
  /** The source's own name for it (RFC 6350, section 6.7.6), where it has one. */
  uid?: string;
  kind: "person" | "company";
  /** As it is shown; of a card without a person's name, the company's. Never empty. */
  name: string;
  /** "Hansen, Mette": as the source sorts it, where it tells family name and given names apart. */
  familyFirst?: string;
  company?: string;
  department?: string;
  title?: string;
  numbers: ContactNumber[];
  emails: string[];
  /** One line, in the order that the country writes it. */
  address?: string;
  /** Customer, debtor or supplier number, as text. */
  customerNumber?: string;
  website?: string;
  categories?: string[];
  note?: string;
}

export interface ContactNumber {
  /** As the source writes it. */
  number: string;
  label: NumberLabel;
  /** The source's own word for it ("Sommerhus"), where it is none of the usual ones. */
  customLabel?: string;
}

export type NumberLabel = "main" | "work" | "mobile" | "home" | "fax" | "other";
