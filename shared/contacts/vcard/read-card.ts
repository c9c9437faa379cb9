import { defined } from "../../defined.ts";
import { addressLine } from "../address-line.ts";
import type { Contact } from "../contact.ts";
import { emailAddresses } from "../email-addresses.ts";
import { decodeText } from "../encoding/decode-text.ts";
import type { ImportItem, Refused } from "../import-item.ts";
import { labelOf } from "../number-labels.ts";
import { NumberList } from "../number-list.ts";
import { oneLine, severalLines } from "../one-line.ts";
import { refused } from "../refused.ts";
import { LONGEST_LINE, shorten } from "../shorten.ts";
import { splitNumbers } from "../split-numbers.ts";
import { websiteOf } from "../website.ts";
import { appleLabel, labelOfTypes } from "./phone-label.ts";
import { decodedValue, type Parameters, type Property, readParameters } from "./property.ts";
import { readableTelUri } from "./tel-uri.ts";
import { splitUnescaped, unescaped } from "./unescape.ts";

/** Properties that are read; all others are passed over without being kept. */
export const wantedProperties: ReadonlySet<string> = new Set(
  (
    "VERSION N FN ORG TITLE ROLE TEL X-MS-TEL EMAIL NOTE ADR URL CATEGORIES UID KIND " +
    "X-ABSHOWAS X-ABLABEL X-ADDRESSBOOKSERVER-KIND X-CUSTOMER-NUMBER"
  ).split(" "),
);

/** Groups that programs make for themselves (Google), which say nothing of whom they are about. */
const systemCategories = new Set(["mycontacts", "starred", "friends", "family", "coworkers"]);
/** Longest name by which a source knows a card. Characters. */
const LONGEST_UID = 500;

/**
 * What a card says. Nothing for a card that is a group of others, and a refusal for one that nobody can be called by.
 * The properties in their order.
 */
export function readCard(properties: readonly Property[], line: number): ImportItem[] {
  const card = new Map<string, Property[]>();
  for (const property of properties) {
    const same = card.get(property.name);
    if (same === undefined) card.set(property.name, [property]);
    else same.push(property);
  }
  const kind = textOf(card, "KIND").toLowerCase() || textOf(card, "X-ADDRESSBOOKSERVER-KIND").toLowerCase();
  if (kind === "group") return [];

  const [company = "", ...units] = partsOf(card, "ORG");
  const [family = "", given = "", additional = "", prefix = "", suffix = ""] = partsOf(card, "N");
  const givenNames = oneLine(`${given} ${additional}`);
  const personal = oneLine(`${prefix} ${givenNames} ${family} ${suffix}`);
  const formatted = textOf(card, "FN");
  const emails = emailsOf(card);
  const name = formatted || personal || company || emails[0] || "";
  const { numbers, refusals } = numbersOf(card);

  if (name === "") return [...refusals, refused(line, "no-name", numbers[0]?.number ?? "")];
  if (numbers.length === 0) return [...refusals, refused(line, "no-number", name)];
  const isNamedAfterCompany = company !== "" && name === company && (personal === "" || personal === company);
  const isCompany =
    kind === "org" || /^company$/i.test(textOf(card, "X-ABSHOWAS")) || (kind !== "individual" && isNamedAfterCompany);
  const contact: Contact = {
    kind: isCompany ? "company" : "person",
    name,
    numbers,
    emails,
    ...defined({
      uid: present(shortUid(textOf(card, "UID"))),
      familyFirst: !isCompany && family !== "" && givenNames !== "" ? `${family}, ${givenNames}` : undefined,
      company: present(company),
      department: present(units.filter((unit) => unit !== "").join(", ")),
      title: present(textOf(card, "TITLE") || textOf(card, "ROLE")),
      address: present(shorten(addressOf(card), LONGEST_LINE)),
      customerNumber: present(textOf(card, "X-CUSTOMER-NUMBER")),
      website: websiteIn(card),
      categories: categoriesOf(card),
      note: present(noteOf(card)),
    }),
  };
  return [...refusals, { type: "contact", contact, line }];
}

type Card = ReadonlyMap<string, readonly Property[]>;

function present(text: string): string | undefined {
  return text === "" ? undefined : text;
}

function decoded(property: Property, parameters = readParameters(property.parameters)): string {
  return decodedValue(property.value, parameters);
}

/** The value of a property that is preferred most, of those that are not empty, in one line. */
function textOf(card: Card, name: string): string {
  let best = "";
  let bestPreference = Number.POSITIVE_INFINITY;
  for (const property of card.get(name) ?? []) {
    const parameters = readParameters(property.parameters);
    if (parameters.preference >= bestPreference) continue;
    const text = oneLine(unescaped(decoded(property, parameters)));
    if (!/[^;,\s]/u.test(text)) continue;
    best = shorten(text, LONGEST_LINE);
    bestPreference = parameters.preference;
  }
  return best;
}

/** The parts of a structured value: of the first that has any. A part that is a list has spaces between. */
function partsOf(card: Card, name: string): string[] {
  for (const property of card.get(name) ?? []) {
    const parts = splitUnescaped(decoded(property), ";").map((part) => shorten(oneLine(unescaped(part)), LONGEST_LINE));
    if (parts.some((part) => part !== "")) return parts;
  }
  return [];
}

function numbersOf(card: Card): { numbers: Contact["numbers"]; refusals: Refused[] } {
  const list = new NumberList();
  const refusals: Refused[] = [];
  for (const property of card.get("TEL") ?? []) addNumbers(card, property, list, refusals);
  // Outlook writes a company's main number beside the standard.
  for (const property of card.get("X-MS-TEL") ?? []) addNumbers(card, property, list, refusals);
  return { numbers: list.numbers, refusals };
}

function addNumbers(card: Card, property: Property, list: NumberList, refusals: Refused[]): void {
  const parameters = readParameters(property.parameters);
  const text = unescaped(decoded(property, parameters)).trim();
  const numbers = splitNumbers(readableTelUri(text));
  if (numbers === undefined) {
    refusals.push(refused(property.line, "number-not-understood", text));
    return;
  }
  const label = labelOf(ownLabel(card, property, parameters), labelOfTypes(parameters.types));
  for (const number of numbers) {
    if (!list.add({ number: oneLine(number), ...label })) refusals.push(refused(property.line, "too-long", number));
  }
}

/** `item1.X-ABLabel` of `item1.TEL`, or the parameter that other programs have for it. */
function ownLabel(card: Card, { group }: Property, { label, charset }: Parameters): string | undefined {
  if (group !== undefined) {
    const found = card.get("X-ABLABEL")?.find((one) => one.group === group);
    if (found !== undefined) return appleLabel(unescaped(decoded(found)).trim());
  }
  return label === undefined ? undefined : decodeText(label, charset);
}

function emailsOf(card: Card): string[] {
  const properties = card.get("EMAIL") ?? [];
  return emailAddresses(properties.map((property) => unescaped(decoded(property))).join(" "));
}

/** The address at work, else the first. */
function addressOf(card: Card): string {
  let first = "";
  for (const property of card.get("ADR") ?? []) {
    const parameters = readParameters(property.parameters);
    const line = oneLine(addressIn(decoded(property, parameters)));
    if (line === "") continue;
    if (parameters.types.includes("work")) return line;
    first ||= line;
  }
  return first;
}

/** Post-office box; extended; street; city; region; postal code; country (RFC 6350, section 6.3.1). */
function addressIn(value: string): string {
  const parts = splitUnescaped(value, ";").map((part) => severalLines(unescaped(part)));
  const [box = "", extended = "", street = "", city = "", region = "", postalCode = "", country = ""] = parts;
  const streets = [box, street, extended].filter((part) => part !== "").join("\n");
  return addressLine({ street: streets, postalCode, city, region, country });
}

function websiteIn(card: Card): string | undefined {
  for (const property of card.get("URL") ?? []) {
    const website = websiteOf(unescaped(decoded(property)));
    if (website !== undefined) return website;
  }
  return undefined;
}

function categoriesOf(card: Card): string[] | undefined {
  const found = new Set<string>();
  for (const property of card.get("CATEGORIES") ?? []) {
    for (const part of splitUnescaped(decoded(property), ",")) {
      const category = oneLine(unescaped(part));
      if (category !== "" && !systemCategories.has(category.toLowerCase())) found.add(category);
    }
  }
  return found.size > 0 ? [...found] : undefined;
}

function noteOf(card: Card): string {
  const notes = (card.get("NOTE") ?? []).map((property) => severalLines(unescaped(decoded(property))));
  return notes.filter((note) => note !== "").join("\n\n");
}

function shortUid(uid: string): string {
  return uid.length <= LONGEST_UID ? uid : "";
}
