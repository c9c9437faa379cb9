import { defined } from "../../defined.ts";
import { addressLine } from "../address-line.ts";
import { isCompanyName } from "../company-name.ts";
import type { Contact, NumberLabel } from "../contact.ts";
import type { CsvField } from "../csv-mapping.ts";
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

const numberFields: ReadonlyMap<CsvField, NumberLabel> = new Map([
  ["number-main", "main"],
  ["number-work", "work"],
  ["number-mobile", "mobile"],
  ["number-home", "home"],
  ["number-fax", "fax"],
  ["number-other", "other"],
]);
/** Longest name by which a source knows a row. Characters. */
const LONGEST_UID = 500;

/** More columns are not read: what stands there has no meaning. */
export const MOST_COLUMNS = 500;

/** What a record says, or why it says nothing. Nothing for an empty one. `cells` as bytes (`byte-text.ts`). */
export function readRow(cells: readonly string[], fields: readonly CsvField[], line: number): ImportItem[] {
  if (cells.every((cell) => cell.trim() === "")) return [];
  // A sign that belongs into a field and divides it: from there on, all stands in the wrong column.
  if (fields.length < MOST_COLUMNS && cells.slice(fields.length).some((cell) => cell.trim() !== ""))
    return [broken(cells, line)];
  const row = new Row(cells, fields);
  const { numbers, refusals } = numbersOf(row, line);
  const isShort = cells.length < fields.length;
  // Programs leave out empty cells at the end; a line that was broken in two begins and ends in the middle.
  if (isShort && (refusals.length > 0 || !row.hasOnlyEmails())) return [broken(cells, line)];

  const company = row.text("company");
  const family = row.text("family-name");
  const given = oneLine(`${row.text("given-name")} ${row.text("middle-name")}`);
  const person = row.text("name") || oneLine(`${given} ${family}`);
  const emails = row.emails();
  const name = person || company || emails[0] || "";
  if (name === "") return [...refusals, refused(line, "no-name", row.excerpt())];
  if (numbers.length === 0) return [...refusals, refused(line, "no-number", name)];
  const isCompany =
    company === "" ? family === "" && isCompanyName(name) : name === company && (family === "" || given === "");
  const contact: Contact = {
    kind: isCompany ? "company" : "person",
    name,
    numbers,
    emails,
    ...defined({
      uid: present(row.uid()),
      familyFirst: !isCompany && family !== "" && given !== "" ? `${family}, ${given}` : undefined,
      company: present(company),
      department: present(row.text("department")),
      title: present(row.text("title")),
      address: present(shorten(row.address(), LONGEST_LINE)),
      customerNumber: present(row.text("customer-number")),
      website: websiteOf(row.text("website")),
      categories: row.categories(),
      note: present(row.note()),
    }),
  };
  return [...refusals, { type: "contact", contact, line }];
}

function broken(cells: readonly string[], line: number): Refused {
  return refused(line, "row-broken", decodeText(cells.join(" | ").slice(0, 500)));
}

function present(text: string): string | undefined {
  return text === "" ? undefined : text;
}

/** The cells of a record by what they mean. */
class Row {
  private readonly cells: readonly string[];
  private readonly fields: readonly CsvField[];

  constructor(cells: readonly string[], fields: readonly CsvField[]) {
    this.cells = cells;
    this.fields = fields;
  }

  /** Every cell that is not empty and means something, in order. */
  *all(field: CsvField): Generator<string> {
    for (let index = this.fields.indexOf(field); index >= 0; index = this.fields.indexOf(field, index + 1)) {
      const text = this.cell(index);
      if (text !== "") yield text;
    }
  }

  cell(index: number): string {
    const cell = this.cells[index];
    return cell === undefined || cell === "" ? "" : withoutFormula(decodeText(cell)).trim();
  }

  /** The first of a field, in one line. */
  text(field: CsvField): string {
    for (const text of this.all(field)) {
      const line = shorten(oneLine(text), LONGEST_LINE);
      if (line !== "") return line;
    }
    return "";
  }

  /** With the label that stands in the column before it. */
  *numberCells(): Generator<{ text: string; label: NumberLabel; word?: string }> {
    let word = "";
    for (const [index, field] of this.fields.entries()) {
      if (field === "number-label") {
        word = this.cell(index);
        continue;
      }
      const label = numberFields.get(field);
      if (label === undefined) continue;
      const text = this.cell(index);
      // Google puts a star before the one that is preferred.
      if (text !== "") yield { text, label, ...(word === "" ? {} : { word: word.replace(/^\*\s*/, "") }) };
      word = "";
    }
  }

  emails(): string[] {
    return emailAddresses([...this.all("email")].join(" "));
  }

  hasOnlyEmails(): boolean {
    return [...this.all("email")].every((text) => text.includes("@"));
  }

  uid(): string {
    const uid = this.text("uid");
    return uid.length <= LONGEST_UID ? uid : "";
  }

  address(): string {
    return oneLine(
      addressLine({
        street: [...this.all("street")].map(severalLines).join("\n"),
        postalCode: this.text("postal-code"),
        city: this.text("city"),
        region: "",
        country: this.text("country"),
      }),
    );
  }

  /** `* myContacts ::: Kunder` of Google, `Kunder;Jylland` of Outlook. Groups with a star are Google's own. */
  categories(): string[] | undefined {
    const found = [...this.all("categories")]
      .flatMap((text) => text.split(/:::|[;,\n]/))
      .map(oneLine)
      .filter((category) => category !== "" && !category.startsWith("*"));
    return found.length > 0 ? [...new Set(found)] : undefined;
  }

  note(): string {
    return [...this.all("note")].map(severalLines).join("\n\n");
  }

  /** What stands in the columns that are read. */
  excerpt(): string {
    return this.fields
      .map((field, index) => (field === "ignore" ? "" : this.cell(index)))
      .filter((text) => text !== "")
      .join(" | ");
  }
}

/** What a spreadsheet was given so that it leaves a value alone: `="0123"`, `'0123`. Other formulas stay text. */
function withoutFormula(text: string): string {
  const first = text.charCodeAt(0);
  if (first === 0x3d) return /^=\s*"([^"]*)"\s*$/.exec(text)?.[1] ?? text;
  return first === 0x27 && /^'[=+@\d-]/.test(text) ? text.slice(1) : text;
}

function numbersOf(row: Row, line: number): { numbers: Contact["numbers"]; refusals: Refused[] } {
  const list = new NumberList();
  const refusals: Refused[] = [];
  for (const { text, label, word } of row.numberCells()) {
    const numbers = splitNumbers(text);
    if (numbers === undefined) refusals.push(refused(line, "number-not-understood", text));
    for (const number of numbers ?? []) {
      const taken = list.add({ number: oneLine(number), ...labelOf(word, label) });
      if (!taken) refusals.push(refused(line, "too-long", number));
    }
  }
  return { numbers: list.numbers, refusals };
}
