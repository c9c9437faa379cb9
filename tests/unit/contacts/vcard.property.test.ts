import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Contact, ContactNumber } from "../../../shared/contacts/contact.ts";
import { byteText } from "../../../shared/contacts/encoding/byte-text.ts";
import type { ImportItem } from "../../../shared/contacts/import-item.ts";
import { VcardReader } from "../../../shared/contacts/vcard/vcard-reader.ts";
import { someContact } from "./some-contact.ts";

/** How a program may write the same card. */
const writing = fc.record({
  version: fc.constantFrom("2.1", "3.0", "4.0"),
  end: fc.constantFrom("\r\n", "\n", "\r"),
  lowerCase: fc.boolean(),
  groups: fc.boolean(),
  /** Lengths of lines, in turn. */
  folds: fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 5 }),
  mark: fc.constantFrom(" ", "\t"),
  photo: fc.constantFrom("none", "folded", "bare", "uri"),
  bareTypes: fc.boolean(),
  blankLines: fc.boolean(),
});
type Writing = Parameters<Parameters<typeof writing.map>[0]>[0];

const types: Record<ContactNumber["label"], string[]> = {
  main: ["work", "main"],
  work: ["WORK", "VOICE"],
  mobile: ["Cell"],
  home: ["HOME", "PREF"],
  fax: ["WORK", "FAX"],
  other: ["VOICE"],
};

const utf8 = (text: string) => byteText(new TextEncoder().encode(text));
const escapedText = (text: string) => text.replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");
const photo = "QUJD/+9=".repeat(60);

function written(contact: Contact, how: Writing): string {
  const lines: string[] = [];
  let group = 0;
  const add = (name: string, parameters: readonly string[], value: string) => {
    group += 1;
    const prefix = how.groups ? `item${group}.` : "";
    const named = `${prefix}${how.lowerCase ? name.toLowerCase() : name}`;
    if (how.version === "2.1" && /[^ -~]/.test(value)) {
      const head = [named, ...parameters, "CHARSET=UTF-8", "ENCODING=QUOTED-PRINTABLE"].join(";");
      lines.push(softBroken(`${head}:`, quotedPrintable(utf8(value)), how));
    } else {
      const line = utf8(`${[named, ...parameters].join(";")}:${value}`);
      lines.push(how.version === "2.1" ? line : folded(line, how));
    }
  };
  const typed = (words: readonly string[]) => {
    if (how.version === "2.1" && how.bareTypes) return words;
    if (how.version === "4.0") return [`TYPE="${words.join(",")}"`];
    return how.bareTypes ? [`TYPE=${words.join(",")}`] : words.map((word) => `type=${word}`);
  };
  add("FN", [], escapedText(contact.name));
  const comma = contact.familyFirst?.indexOf(", ") ?? -1;
  if (contact.familyFirst !== undefined) {
    add(
      "N",
      [],
      `${escapedText(contact.familyFirst.slice(0, comma))};${escapedText(contact.familyFirst.slice(comma + 2))};;;`,
    );
  } else if (contact.kind === "person") add("N", [], `;${escapedText(contact.name)};;;`);
  if (how.photo === "folded") lines.push(`PHOTO;ENCODING=b:${photo.replace(/.{60}/g, `$&${how.end}${how.mark}`)}`);
  if (how.photo === "bare") lines.push(`PHOTO;BASE64:${how.end}${photo.replace(/.{60}/g, `$&${how.end}`)}${how.end}`);
  if (how.photo === "uri") lines.push(`PHOTO:data:image/png;base64,${photo}`);
  if (contact.company !== undefined || contact.department !== undefined) {
    add("ORG", [], `${escapedText(contact.company ?? "")};${escapedText(contact.department ?? "")}`);
  }
  add(contact.kind === "company" ? "KIND" : "X-NOTHING", [], "org");
  if (contact.kind === "person" && contact.name === contact.company) add("KIND", [], "individual");
  if (contact.title !== undefined) add("TITLE", [], escapedText(contact.title));
  if (contact.uid !== undefined) add("UID", [], contact.uid);
  for (const { number, label } of contact.numbers) add("TEL", typed(types[label]), number);
  for (const email of contact.emails) add("EMAIL", typed(["INTERNET"]), email);
  if (contact.address !== undefined) add("ADR", typed(["WORK"]), `;;${escapedText(contact.address)};;;;`);
  if (contact.customerNumber !== undefined) add("X-CUSTOMER-NUMBER", [], contact.customerNumber);
  if (contact.website !== undefined) add("URL", [], escapedText(contact.website));
  if (contact.categories !== undefined) add("CATEGORIES", [], contact.categories.map(escapedText).join(","));
  if (contact.note !== undefined) add("NOTE", [], escapedText(contact.note));
  const joint = how.blankLines ? how.end + how.end : how.end;
  return [`BEGIN:VCARD`, `VERSION:${how.version}`, ...lines, `END:VCARD`].join(joint) + how.end;
}

/** Anywhere, also within a character. */
function folded(line: string, { folds, mark, end }: Writing): string {
  let text = "";
  for (let at = 0, index = 0; at < line.length; index += 1) {
    const length = folds[index % folds.length] ?? 75;
    text += (at === 0 ? "" : end + mark) + line.slice(at, at + length);
    at += length;
  }
  return text;
}

function quotedPrintable(bytes: string): string {
  return bytes.replace(/[^ !#-<>-~]/g, (one) => `=${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}

/** Between characters that are encoded, not within. */
function softBroken(head: string, value: string, { folds, end }: Writing): string {
  const signs = value.match(/=..|./g) ?? [];
  let text = head;
  for (let at = 0, index = 0; at < signs.length; index += 1) {
    const length = folds[index % folds.length] ?? 75;
    text += (at === 0 ? "" : `=${end}`) + signs.slice(at, at + length).join("");
    at += length;
  }
  return text;
}

function readIn(text: string, sizes: readonly number[]): ImportItem[] {
  const reader = new VcardReader();
  const items: ImportItem[] = [];
  for (let at = 0, index = 0; at < text.length; index += 1) {
    const size = sizes[index % sizes.length] ?? text.length;
    items.push(...reader.push(text.slice(at, at + size)));
    at += size;
  }
  return [...items, ...reader.end()];
}

const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 });

describe("vCards of any version", () => {
  it("read back, however they are folded and however they come", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(someContact(false), writing), { minLength: 1, maxLength: 3 }),
        sizes,
        (cards, pieces) => {
          const text = cards.map(([contact, how]) => written(contact, how)).join("");
          const items = readIn(text, pieces);
          expect(items.map((item) => (item.type === "contact" ? item.contact : item))).toEqual(
            cards.map(([contact]) => contact),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it("are read as they are where another one breaks off", () => {
    fc.assert(
      fc.property(someContact(false), someContact(false), writing, fc.nat(), sizes, (lost, kept, how, cut, pieces) => {
        const before = written(lost, how);
        const broken = before.slice(0, 12 + (cut % Math.max(1, before.length - 30)));
        const items = readIn(`${broken}\n${written(kept, how)}`, pieces);
        expect(items.at(-1)).toMatchObject({ type: "contact", contact: kept });
        expect(items.filter((item) => item.type === "contact").length).toBe(1);
      }),
      { numRuns: 300 },
    );
  });
});

/** Lines that mean something, in no order, and whatever else there may be. */
const anything = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "BEGIN:VCARD",
        "END:VCARD",
        "VERSION:2.1",
        "AGENT:",
        "FN:A",
        "TEL:86515151",
        'TEL;TYPE="x:1',
        "NOTE;ENCODING=QUOTED-PRINTABLE:a=",
        "PHOTO;BASE64:",
        " QUJD",
        "QUJD==",
        "N:;;;;;;;",
        "ORG:\\;;\\",
        "TEL;VALUE=uri:tel:%FF%",
        "NOTE;CHARSET=nothing:\xe6",
        "NOTE;ENCODING=BASE64:===",
        "item1.X-ABLabel:_$!<",
        "item1.TEL:202",
      ),
      fc.uint8Array({ maxLength: 30 }).map(byteText),
    ),
    { maxLength: 40 },
  )
  .chain((lines) => fc.constantFrom("\n", "\r\n", "\r", "").map((end) => lines.join(end)));

describe("whatever stands there", () => {
  it("never throws, and is the same wherever the pieces end", () => {
    fc.assert(
      fc.property(anything, sizes, (text, pieces) => {
        const items = readIn(text, [text.length + 1]);
        expect(readIn(text, pieces)).toEqual(items);
        for (const item of items) {
          if (item.type === "contact") expect(item.contact.name).not.toBe("");
          else expect(item.excerpt.length).toBeLessThanOrEqual(80);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
