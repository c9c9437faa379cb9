import type { Contact, ContactNumber, NumberLabel } from "../../../../shared/contacts/contact.ts";
import { defined } from "../../../../shared/defined.ts";

const labels: readonly NumberLabel[] = ["main", "work", "mobile", "home", "fax", "other"];

/** A list instead of an object, since the names of the fields would be half of the file. What is absent at the end is left out. */
type Body = [
  name: string,
  isCompany: 0 | 1,
  numbers: [number: string, label: number, customLabel?: string][],
  emails?: string[] | null,
  company?: string | null,
  familyFirst?: string | null,
  department?: string | null,
  title?: string | null,
  address?: string | null,
  customerNumber?: string | null,
  website?: string | null,
  categories?: string[] | null,
  note?: string | null,
  uid?: string | null,
];

/** A contact as it stands in a file of contacts. */
export function encodeContact(contact: Contact): string {
  const body: Body = [
    contact.name,
    contact.kind === "company" ? 1 : 0,
    contact.numbers.map(({ number, label, customLabel }) =>
      customLabel === undefined ? [number, labels.indexOf(label)] : [number, labels.indexOf(label), customLabel],
    ),
    contact.emails.length === 0 ? null : contact.emails,
    contact.company ?? null,
    contact.familyFirst ?? null,
    contact.department ?? null,
    contact.title ?? null,
    contact.address ?? null,
    contact.customerNumber ?? null,
    contact.website ?? null,
    contact.categories === undefined || contact.categories.length === 0 ? null : contact.categories,
    contact.note ?? null,
    contact.uid ?? null,
  ];
  while (body.at(-1) === null) body.pop();
  return JSON.stringify(body);
}

/** @param text what `encodeContact` gave */
export function decodeContact(text: string): Contact {
  const [name, isCompany, numbers, emails, company, familyFirst, department, title, ...rest] = JSON.parse(text) as Body;
  const [address, customerNumber, website, categories, note, uid] = rest;
  return {
    kind: isCompany === 1 ? "company" : "person",
    name,
    numbers: numbers.map(
      ([number, label, customLabel]): ContactNumber => ({
        number,
        label: labels[label] ?? "other",
        ...defined({ customLabel }),
      }),
    ),
    emails: emails ?? [],
    ...defined({
      company: company ?? undefined,
      familyFirst: familyFirst ?? undefined,
      department: department ?? undefined,
      title: title ?? undefined,
      address: address ?? undefined,
      customerNumber: customerNumber ?? undefined,
      website: website ?? undefined,
      categories: categories ?? undefined,
      note: note ?? undefined,
      uid: uid ?? undefined,
    }),
  };
}
