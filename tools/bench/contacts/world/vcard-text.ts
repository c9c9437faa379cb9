import type { Contact, ContactNumber } from "../../../../shared/contacts/contact.ts";
import { defined } from "../../../../shared/defined.ts";
import { RandomStream } from "./random-stream.ts";

/** Octets of a line before it is folded (RFC 6350, section 3.2). */
const LINE = 75;
/** Of a photo, before it is written in base64. Bytes. */
const LEAST_PHOTO = 2_000;
const MOST_PHOTO = 9_000;
/** What chances of how a card is written begin at, so that they are not those of what is in it. */
const CARDS_AT = 0x20000000;

/** How programs write their cards, and how many of a hundred cards each has written. */
const dialects: readonly [number, (card: Card) => string[]][] = [
  [40, googleCard],
  [32, appleCard],
  [16, outlookCard],
  [12, nextcloudCard],
];

interface Card {
  contact: Contact;
  family: string;
  given: string;
  photo: Buffer | undefined;
  random: RandomStream;
}

/**
 * A contact as one of the usual programs writes it to a file: Google's and Apple's version 3.0, Outlook's 2.1 with
 * quoted-printable, Nextcloud's 4.0; a few with a photo. About 400 bytes on average.
 *
 * @param place of the contact in its world
 */
export function vcardText(contact: Contact, place: number): string {
  const random = new RandomStream(0, CARDS_AT + place);
  const chance = random.between(1, 100);
  const photo = random.happens(0.014) ? photoBytes(random) : undefined;
  const [family = "", given = ""] = contact.familyFirst?.split(", ") ?? [];
  const card = { contact, family, given, photo, random };
  let upTo = 0;
  const write = dialects.find(([share]) => {
    upTo += share;
    return chance <= upTo;
  });
  return `${(write?.[1] ?? googleCard)(card).join("\r\n")}\r\n`;
}

function googleCard({ contact, family, given, photo }: Card): string[] {
  const types = { main: "MAIN", work: "WORK", mobile: "CELL", home: "HOME", fax: "WORK,FAX", other: "VOICE" };
  return folded([
    "BEGIN:VCARD",
    "VERSION:3.0",
    `FN:${escaped(contact.name)}`,
    `N:${escaped(family)};${escaped(given)};;;`,
    ...contact.emails.map((email) => `EMAIL;TYPE=INTERNET:${email}`),
    ...contact.numbers.map(({ number, label }) => `TEL;TYPE=${types[label]}:${number}`),
    ...organisation(contact),
    ...addresses(contact, "ADR;TYPE=HOME"),
    ...rest(contact),
    ...(photo === undefined ? [] : [`PHOTO;ENCODING=b;TYPE=JPEG:${photo.toString("base64")}`]),
    "END:VCARD",
  ]);
}

function appleCard({ contact, family, given, photo, random }: Card): string[] {
  let item = 0;
  const types: Partial<Record<ContactNumber["label"], string>> = {
    main: "type=MAIN",
    work: "type=WORK;type=VOICE",
    mobile: "type=CELL;type=VOICE",
    home: "type=HOME;type=VOICE",
    fax: "type=WORK;type=FAX",
  };
  const tel = ({ number, label }: ContactNumber, at: number): string[] => {
    const type = types[label];
    if (type !== undefined) return [`TEL;${type}${at === 0 ? ";type=pref" : ""}:${number}`];
    item += 1;
    return [`item${item}.TEL:${number}`, `item${item}.X-ABLabel:${random.one(["Sommerhus", "_$!<Other>!$_", "Bil"])}`];
  };
  return folded([
    "BEGIN:VCARD",
    "VERSION:3.0",
    "PRODID:-//Apple Inc.//iPhone OS 19.1//EN",
    `N:${escaped(family)};${escaped(given)};;;`,
    `FN:${escaped(contact.name)}`,
    ...organisation(contact),
    ...contact.emails.map((email) => `EMAIL;type=INTERNET;type=HOME;type=pref:${email}`),
    ...contact.numbers.flatMap(tel),
    ...addresses(contact, "ADR;type=WORK;type=pref"),
    ...rest(contact),
    ...(contact.kind === "company" ? ["X-ABShowAs:COMPANY"] : []),
    ...(photo === undefined ? [] : [`PHOTO;ENCODING=b;TYPE=JPEG:${photo.toString("base64")}`]),
    "END:VCARD",
  ]);
}

function nextcloudCard({ contact, family, given, photo }: Card): string[] {
  const types = { main: "WORK", work: "WORK", mobile: "CELL", home: "HOME", fax: "FAX", other: "VOICE" };
  return folded([
    "BEGIN:VCARD",
    "VERSION:4.0",
    "PRODID:-//Sabre//Sabre VObject 4.5.6//EN",
    `UID:${contact.uid ?? ""}`,
    `FN:${escaped(contact.name)}`,
    `N:${escaped(family)};${escaped(given)};;;`,
    ...(contact.kind === "company" ? ["KIND:org"] : []),
    ...contact.emails.map((email) => `EMAIL;TYPE=HOME:${email}`),
    ...contact.numbers.map(({ number, label }) => `TEL;TYPE=${types[label]}:${number}`),
    ...organisation(contact),
    ...addresses(contact, "ADR;TYPE=WORK"),
    ...rest({ ...contact, ...defined({ uid: undefined }) }).filter((line) => !line.startsWith("UID:")),
    "REV:20260503T101112Z",
    ...(photo === undefined ? [] : [`PHOTO:data:image/jpeg;base64,${photo.toString("base64")}`]),
    "END:VCARD",
  ]);
}

/** Version 2.1 knows no folding but of quoted-printable, which Outlook uses for whatever is not ASCII. */
function outlookCard({ contact, family, given, photo, random }: Card): string[] {
  const charset = random.happens(0.5) ? "UTF-8" : "WINDOWS-1252";
  const line = (name: string, ...parts: string[]): string =>
    parts.some((part) => /[^\x20-\x7e]/.test(part))
      ? `${name};CHARSET=${charset};ENCODING=QUOTED-PRINTABLE:${quotedPrintable(parts.join(";"), charset)}`
      : `${name}:${parts.join(";")}`;
  const types = {
    main: "MAIN",
    work: "WORK;VOICE",
    mobile: "CELL;VOICE",
    home: "HOME;VOICE",
    fax: "WORK;FAX",
    other: "VOICE",
  };
  const { company, department, title, address, note, website } = contact;
  const organised = contact.kind === "company" ? contact.name : company;
  return [
    "BEGIN:VCARD",
    "VERSION:2.1",
    line("N", family, given, "", "", ""),
    line("FN", contact.name),
    ...(organised === undefined ? [] : [line("ORG", ...[organised, department ?? ""].filter(Boolean))]),
    ...(title === undefined ? [] : [line("TITLE", title)]),
    ...contact.numbers.map(({ number, label }) => `TEL;${types[label]}:${number}`),
    ...contact.emails.map((email, at) => `EMAIL;${at === 0 ? "PREF;" : ""}INTERNET:${email}`),
    ...(address === undefined ? [] : [line("ADR;WORK;PREF", "", "", ...addressParts(address), "", "", "Danmark")]),
    ...(website === undefined ? [] : [line("URL;WORK", website)]),
    ...(note === undefined ? [] : [line("NOTE", note)]),
    ...(photo === undefined ? [] : ["PHOTO;TYPE=JPEG;ENCODING=BASE64:", ...base64Lines(photo), ""]),
    "REV:20260503T101112Z",
    "END:VCARD",
  ];
}

function organisation(contact: Contact): string[] {
  const company = contact.kind === "company" ? contact.name : contact.company;
  const department = contact.department === undefined ? "" : `;${escaped(contact.department)}`;
  return [
    ...(company === undefined ? [] : [`ORG:${escaped(company)}${department}`]),
    ...(contact.title === undefined ? [] : [`TITLE:${escaped(contact.title)}`]),
  ];
}

function addresses({ address }: Contact, property: string): string[] {
  if (address === undefined) return [];
  const [street = "", city = "", postalCode = ""] = addressParts(address);
  return [`${property}:;;${escaped(street)};${escaped(city)};;${postalCode};Danmark`];
}

/** Street, city, postal code. */
function addressParts(address: string): [string, string, string] {
  const [, street = address, postalCode = "", city = ""] = /^(.*), (\d{4}) (.*)$/.exec(address) ?? [];
  return [street, city, postalCode];
}

function rest({ uid, website, categories, note }: Contact): string[] {
  return [
    ...(website === undefined ? [] : [`URL:${website}`]),
    ...(categories === undefined ? [] : [`CATEGORIES:${categories.map(escaped).join(",")}`]),
    ...(note === undefined ? [] : [`NOTE:${escaped(note)}`]),
    ...(uid === undefined ? [] : [`UID:${uid}`]),
  ];
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");
}

/** No character is cut in two. */
function folded(lines: readonly string[]): string[] {
  return lines.map((line) => {
    if (line.length <= LINE && Buffer.byteLength(line) <= LINE) return line;
    const parts: string[] = [];
    let part = "";
    let octets = 0;
    for (const character of line) {
      const size = Buffer.byteLength(character);
      if (octets + size > LINE - (parts.length === 0 ? 0 : 1)) {
        parts.push(part);
        part = "";
        octets = 0;
      }
      part += character;
      octets += size;
    }
    return [...parts, part].join("\r\n ");
  });
}

function quotedPrintable(text: string, charset: string): string {
  const octets = Buffer.from(text, charset === "UTF-8" ? "utf8" : "latin1");
  let written = "";
  let column = 40;
  for (const octet of octets) {
    const plain = octet >= 0x20 && octet <= 0x7e && octet !== 0x3d;
    const next = plain ? String.fromCharCode(octet) : `=${octet.toString(16).toUpperCase().padStart(2, "0")}`;
    if (column + next.length > LINE) {
      written += "=\r\n";
      column = 0;
    }
    written += next;
    column += next.length;
  }
  return written;
}

function base64Lines(bytes: Buffer): string[] {
  return bytes
    .toString("base64")
    .replace(/.{72}(?=.)/g, "$&\n")
    .split("\n")
    .map((line) => ` ${line}`);
}

function photoBytes(random: RandomStream): Buffer {
  const bytes = Buffer.alloc(random.between(LEAST_PHOTO, MOST_PHOTO));
  for (let at = 0; at < bytes.length; at += 4)
    bytes.writeUInt32LE(random.between(0, 0xffffffff), Math.min(at, bytes.length - 4));
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  return bytes;
}
