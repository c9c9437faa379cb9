import type { Contact, ContactNumber, NumberLabel } from "../contact.ts";

const types: Record<NumberLabel, string> = {
  main: "WORK,MAIN",
  work: "WORK,VOICE",
  mobile: "CELL,VOICE",
  home: "HOME,VOICE",
  fax: "WORK,FAX",
  other: "VOICE",
};

/** Octets of a line, without its end (RFC 2426, section 2.6). */
const LINE = 75;

/**
 * A contact as a vCard 3.0 (RFC 2426), the version that the most programs read: UTF-8, lines folded at 75 octets and ended
 * by CR LF. What the version has no property for stands in those that Apple's and Google's address books have.
 */
export function writeVcard(contact: Contact): string {
  const { name, kind, company, department, familyFirst } = contact;
  const lines = ["BEGIN:VCARD", "VERSION:3.0"];
  const add = (property: string, value: string | undefined) => {
    if (value !== undefined && value !== "") lines.push(`${property}:${escaped(value)}`);
  };
  add("UID", contact.uid);
  add("FN", name);
  lines.push(`N:${nameParts(kind, name, familyFirst)}`);
  if (company !== undefined || department !== undefined) {
    lines.push(`ORG:${[company, department].map((part) => escaped(part ?? "")).join(";")}`);
  }
  if (kind === "company") lines.push("X-ABShowAs:COMPANY");
  // Without this, a person who has the company's name would be read as the company.
  else if (name === company) lines.push("KIND:individual");
  add("TITLE", contact.title);
  for (const [index, number] of contact.numbers.entries()) lines.push(...numberLines(number, index + 1));
  for (const email of contact.emails) add("EMAIL;TYPE=INTERNET", email);
  if (contact.address !== undefined) lines.push(`ADR;TYPE=WORK:;;${escaped(contact.address)};;;;`);
  add("URL", contact.website);
  if (contact.categories !== undefined && contact.categories.length > 0) {
    lines.push(`CATEGORIES:${contact.categories.map(escaped).join(",")}`);
  }
  add("X-CUSTOMER-NUMBER", contact.customerNumber);
  add("NOTE", contact.note);
  lines.push("END:VCARD");
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** Family name; given names. A name that is not told apart stands as a given name, which all programs show. */
function nameParts(kind: Contact["kind"], name: string, familyFirst: string | undefined): string {
  if (kind === "company") return ";;;;";
  const comma = familyFirst?.indexOf(", ") ?? -1;
  if (familyFirst === undefined || comma < 0) return `;${escaped(name)};;;`;
  return `${escaped(familyFirst.slice(0, comma))};${escaped(familyFirst.slice(comma + 2))};;;`;
}

/** A label of somebody's own choice needs a group of its own. */
function numberLines({ number, label, customLabel }: ContactNumber, index: number): string[] {
  const line = `TEL;TYPE=${types[label]}:${escaped(number)}`;
  if (customLabel === undefined) return [line];
  return [`item${index}.${line}`, `item${index}.X-ABLabel:${escaped(customLabel)}`];
}

/** RFC 2426, section 2.4.2. Other control characters than tabs have no place in a value. */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n?|\n/g, "\\n")
    .replace(/[^\P{Cc}\t]/gu, "");
}

/** At most 75 octets in each line, and no character in two. */
function folded(line: string): string {
  if (line.length * 3 <= LINE) return line;
  let text = "";
  let octets = 0;
  for (const character of line) {
    const code = character.codePointAt(0) ?? 0;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (octets + size > LINE) {
      text += "\r\n ";
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return text;
}
