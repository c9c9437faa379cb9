import type { Contact, NumberLabel } from "../../../../shared/contacts/contact.ts";

const columns: readonly [string, (contact: Contact) => string | undefined][] = [
  ["Fornavn", ({ familyFirst }) => familyFirst?.split(", ")[1]],
  ["Efternavn", ({ familyFirst }) => familyFirst?.split(", ")[0]],
  ["Firma", ({ kind, name, company }) => (kind === "company" ? name : company)],
  ["Afdeling", ({ department }) => department],
  ["Stilling", ({ title }) => title],
  ["Hovedtelefon (firma)", numberOf("main")],
  ["Telefon (arbejde)", numberOf("work")],
  ["Mobiltelefon", numberOf("mobile")],
  ["Telefon (privat)", numberOf("home")],
  ["Fax (arbejde)", numberOf("fax")],
  ["Anden telefon", numberOf("other")],
  ["E-mail-adresse", ({ emails }) => emails[0]],
  ["Adresse", ({ address }) => address],
  ["Kundenr.", ({ customerNumber }) => customerNumber],
  ["Webside", ({ website }) => website],
  ["Kategorier", ({ categories }) => categories?.join(", ")],
  ["Noter", ({ note }) => note],
];

export const csvHeading = row(columns.map(([name]) => name));

export function csvRow(contact: Contact): string {
  return row(columns.map(([, value]) => value(contact) ?? ""));
}

function numberOf(label: NumberLabel): (contact: Contact) => string | undefined {
  return ({ numbers }) => numbers.find((number) => number.label === label)?.number;
}

function row(values: readonly string[]): string {
  return `${values.map((value) => (/[";\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(";")}\r\n`;
}
