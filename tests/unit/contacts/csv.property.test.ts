import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Contact } from "../../../shared/contacts/contact.ts";
import { CsvReader } from "../../../shared/contacts/csv/csv-reader.ts";
import { type CsvRow, CsvRows } from "../../../shared/contacts/csv/csv-rows.ts";
import { guessMapping } from "../../../shared/contacts/csv/guess-mapping.ts";
import type { CsvDelimiter, CsvField } from "../../../shared/contacts/csv-mapping.ts";
import { byteText } from "../../../shared/contacts/encoding/byte-text.ts";
import type { ImportItem } from "../../../shared/contacts/import-item.ts";
import { someContact } from "./some-contact.ts";

const delimiter = fc.constantFrom<CsvDelimiter>(",", ";", "\t", "|");
const end = fc.constantFrom("\r\n", "\n", "\r");
const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 });

/** All that a reader gives for a text in pieces. */
function inPieces<Item>(
  reader: { push(piece: string): Item[]; end(): Item[] },
  text: string,
  pieces: readonly number[],
): Item[] {
  const items: Item[] = [];
  for (let at = 0, index = 0; at < text.length; index += 1) {
    const size = pieces[index % pieces.length] ?? text.length;
    items.push(...reader.push(text.slice(at, at + size)));
    at += size;
  }
  return [...items, ...reader.end()];
}

/** RFC 4180: quotes where they must be, or everywhere. */
function field(text: string, sign: CsvDelimiter, always: boolean): string {
  const mustBe = /["\r\n]|^ | $/.test(text) || text.includes(sign);
  return always || mustBe ? `"${text.replaceAll('"', '""')}"` : text;
}

describe("records", () => {
  const cell = fc.string({ unit: fc.constantFrom(...'ab ;,|\t"\r\n'), maxLength: 8 });
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 });

  it("read back with any delimiter, quoting and line end, wherever the pieces end", () => {
    fc.assert(
      fc.property(
        table,
        delimiter,
        end,
        fc.boolean(),
        fc.boolean(),
        sizes,
        (rows, sign, lineEnd, always, last, pieces) => {
          // One empty cell without quotes is no record at the file's end.
          const quoted = (cells: string[]) => always || (cells.length === 1 && cells[0] === "");
          const lines = rows.map((cells) => cells.map((text) => field(text, sign, quoted(cells))).join(sign));
          const text = lines.join(lineEnd) + (last ? lineEnd : "");
          const read: CsvRow[] = inPieces(new CsvRows(sign), text, pieces);
          expect(read.map((row) => ("cells" in row ? row.cells : row))).toEqual(rows);
        },
      ),
      { numRuns: 2000, examples: [[[["\r", '"']], ",", "\r\n", false, true, [1]]] },
    );
  });

  it("never throw, lose no line behind a broken one, and are the same wherever the pieces end", () => {
    const anything = fc
      .array(fc.constantFrom(...'ab ;;;"""\n\n\r', "\r\n", '""', '";"', '"\n'), { maxLength: 60 })
      .map((signs) => signs.join(""));
    fc.assert(
      fc.property(anything, fc.constantFrom(4, 9, 65_536), sizes, (text, longest, pieces) => {
        const whole = inPieces(new CsvRows(";", longest), text, [text.length + 1]);
        expect(inPieces(new CsvRows(";", longest), text, pieces)).toEqual(whole);
        for (const [index, row] of whole.entries()) expect(row.line).toBeGreaterThan(whole[index - 1]?.line ?? 0);
      }),
      {
        numRuns: 2000,
        examples: [
          ['"\n"\r\n', 65_536, [1]],
          [';"\n";"', 4, [1]],
          ['";"aaa', 4, [1]],
        ],
      },
    );
  });

  it("lose one line only to a quote that nobody closes", () => {
    const plain = fc.stringMatching(/^[a-z]{1,5}$/);
    const row = fc.array(plain, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 5 }),
        row,
        fc.array(row, { maxLength: 5 }),
        fc.nat(2),
        fc.boolean(),
        (before, broken, after, at, always) => {
          const written = (cells: string[]) => cells.map((text) => field(text, ";", always)).join(";");
          const wrong = broken.map((text, index) => (index === at ? `"${text}` : text)).join(";");
          const text = [...before.map(written), wrong, ...after.map(written)].join("\n");
          const read = inPieces(new CsvRows(";"), text, [7]);
          expect(read.map((one) => ("cells" in one ? one.cells : one.broken))).toEqual([
            ...before,
            "row-broken",
            ...after,
          ]);
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** Columns in the order of a file, with the headings of some program. */
const columns: readonly (readonly [CsvField, da: string, en: string])[] = [
  ["given-name", "Fornavn", "First Name"],
  ["family-name", "Efternavn", "Last Name"],
  ["company", "Firma", "Company"],
  ["department", "Afdeling", "Department"],
  ["title", "Stilling", "Job Title"],
  ["number-work", "Telefon (arbejde)", "Business Phone"],
  ["number-mobile", "Mobiltelefon", "Mobile Phone"],
  ["number-main", "Hovednummer", "Company Main Phone"],
  ["number-home", "Telefon (privat)", "Home Phone"],
  ["number-fax", "Fax", "Business Fax"],
  ["number-other", "Anden telefon", "Other Phone"],
  ["email", "E-mail-adresse", "E-mail Address"],
  ["street", "Adresse", "Business Street"],
  ["customer-number", "Kundenr.", "Customer No."],
  ["website", "Hjemmeside", "Web Page"],
  ["categories", "Kategorier", "Categories"],
  ["note", "Noter", "Notes"],
];

/** What of a contact a row has room for: one name in two parts, and one number of each kind. */
function cellsOf(contact: Contact): Partial<Record<CsvField, string>> {
  const [family = "", given = ""] = contact.familyFirst?.split(", ") ?? [];
  return {
    "given-name": given,
    "family-name": family,
    ...(contact.company === undefined ? {} : { company: contact.company }),
    ...(contact.department === undefined ? {} : { department: contact.department }),
    ...(contact.title === undefined ? {} : { title: contact.title }),
    ...Object.fromEntries(contact.numbers.map(({ number, label }) => [`number-${label}`, number])),
    email: contact.emails.join("; "),
    ...(contact.address === undefined ? {} : { street: contact.address }),
    ...(contact.customerNumber === undefined ? {} : { "customer-number": contact.customerNumber }),
    ...(contact.website === undefined ? {} : { website: contact.website }),
    categories: (contact.categories ?? []).join(";"),
    ...(contact.note === undefined ? {} : { note: contact.note }),
  };
}

/** A person whose name is told apart, with numbers in the order of the columns. */
const person = someContact(false)
  .filter(({ kind, familyFirst }) => kind === "person" && familyFirst?.split(", ").length === 2)
  .map(({ uid: _, ...contact }): Contact => {
    const order = ["work", "mobile", "main", "home", "fax", "other"] as const;
    const numbers = order.flatMap((label) => contact.numbers.filter((one) => one.label === label).slice(0, 1));
    return { ...contact, numbers };
  });

describe("contacts", () => {
  it("read back from a table in any delimiter, quoting and language, whose columns are guessed", () => {
    fc.assert(
      fc.property(
        fc.array(person, { minLength: 1, maxLength: 5 }),
        fc.shuffledSubarray([...columns], { minLength: columns.length }),
        fc.boolean(),
        delimiter,
        end,
        fc.boolean(),
        sizes,
        (contacts, order, isDanish, sign, lineEnd, always, pieces) => {
          // Of several numbers, the first column's comes first.
          const labels = order.map(([name]) => name.replace("number-", ""));
          const sorted = contacts.map((contact) => ({
            ...contact,
            numbers: contact.numbers.toSorted((a, b) => labels.indexOf(a.label) - labels.indexOf(b.label)),
          }));
          const heading = order.map(([, da, en]) => (isDanish ? da : en));
          const rows = sorted.map(cellsOf).map((cells) => order.map(([name]) => cells[name] ?? ""));
          const text = [heading, ...rows]
            .map((cells) => cells.map((one) => field(one, sign, always)).join(sign))
            .join(lineEnd);
          const bytes = new TextEncoder().encode(text);
          const { mapping } = guessMapping(bytes);
          expect(mapping).toEqual({ delimiter: sign, heading: true, fields: order.map(([name]) => name) });
          const items: ImportItem[] = inPieces(new CsvReader(mapping), byteText(bytes), pieces);
          expect(items.map((item) => (item.type === "contact" ? { ...item.contact, kind: "person" } : item))).toEqual(
            sorted,
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
