import type { Contact } from "../../../shared/contacts/contact.ts";
import type { numberLabels } from "../../../shared/contacts/person.ts";
import { nameKey } from "../../../shared/contacts/same-name.ts";
import { defined } from "../../../shared/defined.ts";
import type { Employee } from "../../../shared/flexfone/types.ts";
import type { IndexedContact } from "../ports/contact-index.ts";
import type { OwnEntry } from "../ports/own-contact-store.ts";
import { colleagueId } from "./colleague-list.ts";
import { namesOf } from "./number-owners.ts";

export interface EntryNumber {
  number: string;
  label: (typeof numberLabels)[number];
  customLabel?: string;
}

/** What one source, the list of colleagues or the employee himself says of a person, in one form. */
export interface PersonEntry {
  id: string;
  source: string;
  contact: Contact;
  numbers: readonly EntryNumber[];
  /** `nameKey`s of the names that he goes by. */
  names: readonly string[];
  own?: OwnEntry;
  employee?: Employee;
  /** It only marks whom it is about, and says nothing new of him. */
  isMark: boolean;
}

export function fromSource({ id, source, contact }: IndexedContact): PersonEntry {
  return { id, source, contact, numbers: contact.numbers, names: keyOf(contact.name), isMark: false };
}

export function fromEmployee(employee: Employee): PersonEntry {
  const { name, localNumber, phones, phoneNumbers, email, departments } = employee;
  const numbers: EntryNumber[] = [
    { number: localNumber, label: "local" },
    ...phoneNumbers.map(({ number }): EntryNumber => ({ number, label: "work" })),
    ...phones.map((phone): EntryNumber => ({ number: phone.localNumber, label: "phone", customLabel: phone.name })),
  ];
  const contact: Contact = {
    kind: "person",
    name,
    numbers: phoneNumbers.map(({ number }) => ({ number, label: "work" })),
    emails: email === undefined ? [] : [email],
    ...defined({ department: departments[0]?.name }),
  };
  return {
    id: colleagueId(employee),
    source: "colleagues",
    contact,
    numbers,
    names: keyOf(name),
    employee,
    isMark: false,
  };
}

export function fromOwn(own: OwnEntry): PersonEntry {
  const { about } = own;
  const contact: Contact = own.contact ?? {
    kind: "person",
    name: about?.name ?? "",
    numbers: about?.numbers.map((number) => ({ number, label: "other" })) ?? [],
    emails: [],
    ...defined({ company: about?.company }),
  };
  const names = namesOf(own);
  return {
    id: own.id,
    source: "own",
    contact,
    numbers: contact.numbers,
    names,
    own,
    isMark: own.contact === undefined,
  };
}

function keyOf(name: string): string[] {
  const key = nameKey(name);
  return key === undefined ? [] : [key];
}
