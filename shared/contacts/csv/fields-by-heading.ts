import type { CsvField } from "../csv-mapping.ts";
import type { ColumnContent } from "./column-content.ts";
import { type HeadingMeaning, meaningOf, plainHeading } from "./heading-fields.ts";

/** Of these, one column is read: the first. */
const single: readonly CsvField[] = [
  "name",
  "given-name",
  "middle-name",
  "family-name",
  "company",
  "department",
  "title",
  "customer-number",
  "website",
  "uid",
];
const addressFields: readonly CsvField[] = ["street", "postal-code", "city", "country"];

/** What columns mean by their headings, and where those say too little, by what stands below. */
export function fieldsByHeading(headings: readonly string[], contents: readonly ColumnContent[]): CsvField[] {
  const meanings = headings.map((heading, index) => decided(meaningOf(heading), contents[index]));
  const fields: CsvField[] = meanings.map((meaning) => meaning?.field ?? "ignore");

  // Sure words before those that may mean something else.
  for (const field of single) {
    const columns = fields.flatMap((one, index) => (one === field ? [index] : []));
    const kept = columns.find((index) => meanings[index]?.doubtful !== true) ?? columns[0];
    for (const index of columns) if (index !== kept) fields[index] = "ignore";
  }
  readContactPerson(headings, fields);
  readOneAddress(meanings, fields);
  readLabels(fields);

  const hasPerson = fields.some((field) => field === "name" || field === "given-name" || field === "family-name");
  for (const [index, heading] of headings.entries()) {
    // The number of a company, in a list of companies.
    if (
      !hasPerson &&
      fields[index] === "number-work" &&
      /^(?:telefon|tlf|phone|telephone|tel)(?: ?(?:nr|no|nummer|number))?$/u.test(plainHeading(heading))
    ) {
      fields[index] = "number-main";
    }
  }
  if (!fields.some(isNumberField)) {
    const number = fields.findIndex(
      (_, index) => meanings[index]?.doubtful === true && contents[index]?.isNumbers === true,
    );
    if (number >= 0) fields[number] = "number-work";
  }
  const hasNumber = fields.some(isNumberField);
  for (const [index, content] of contents.entries()) {
    // Headings in a language that is not known.
    if (fields[index] !== "ignore" || meanings[index] !== undefined) continue;
    if (!hasNumber && content.isNumbers && !looksLikeOtherNumber(headings[index] ?? "")) fields[index] = "number-work";
    else if (content.isEmails && !fields.includes("email")) fields[index] = "email";
    else if (!hasPerson && !fields.includes("company") && !fields.includes("name") && content.isText)
      fields[index] = "name";
  }
  return fields;
}

/** What stands below a word that means several things. */
function decided(meaning: HeadingMeaning | undefined, content: ColumnContent | undefined): HeadingMeaning | undefined {
  if (meaning?.doubtful !== true || content === undefined || content.filled === 0) return meaning;
  switch (meaning.field) {
    case "customer-number":
      if (content.isNumbers && !content.isCodes) return { field: "number-work" };
      return content.isText ? { field: "company", doubtful: true } : meaning;
    case "uid":
      return content.isUnique ? meaning : undefined;
    default:
      return meaning;
  }
}

/** "Navn" and "Kontaktperson" in one list: the first is the company. */
function readContactPerson(headings: readonly string[], fields: CsvField[]): void {
  const plain = headings.map(plainHeading);
  const person = plain.findIndex((heading) =>
    /^(?:kontaktperson|contact person|primary contact|att|att person|attention|kontakt)$/.test(heading),
  );
  const name = plain.findIndex((heading) => heading === "navn" || heading === "name");
  if (person < 0 || name < 0) return;
  if (!fields.includes("company")) {
    fields[name] = "company";
    fields[person] = "name";
  }
}

/** Outlook has three addresses: where somebody works comes first. */
function readOneAddress(meanings: readonly (HeadingMeaning | undefined)[], fields: CsvField[]): void {
  const hasWork = meanings.some((meaning) => meaning?.place === "work");
  for (const [index, meaning] of meanings.entries()) {
    if (meaning === undefined || !addressFields.includes(meaning.field)) continue;
    if ((meaning.place === "work") !== hasWork) fields[index] = "ignore";
  }
}

/** A label's column belongs to the number's behind it. */
function readLabels(fields: CsvField[]): void {
  for (const [index, field] of fields.entries()) {
    if (field === "number-label" && !isNumberField(fields[index + 1])) fields[index] = "ignore";
  }
}

function isNumberField(field: CsvField | undefined): boolean {
  return field !== undefined && field !== "number-label" && field.startsWith("number-");
}

function looksLikeOtherNumber(heading: string): boolean {
  return /\b(?:cvr|cpr|ean|gln|se|konto|iban|nr|no|id|vat|org|reg)\b/u.test(plainHeading(heading));
}
