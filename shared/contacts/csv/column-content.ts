import { isCompanyName } from "../company-name.ts";
import type { CsvField } from "../csv-mapping.ts";
import { splitNumbers } from "../split-numbers.ts";

/** What most of a column's values are, without any word above them. */
export interface ColumnContent {
  /** How many values are not empty. */
  filled: number;
  /** Whole numbers that could be dialled from outside: eight digits and more. */
  isNumbers: boolean;
  isEmails: boolean;
  isWebsites: boolean;
  /** Four digits, as Danish postal codes have. */
  isPostalCodes: boolean;
  isCompanies: boolean;
  /** Words, no digits. */
  isText: boolean;
  /** Several words in most. */
  isFullNames: boolean;
  /** Short numbers and codes. */
  isCodes: boolean;
  isUnique: boolean;
}

/** What part of the values must be so. */
const MOST = 0.6;
/** Few of a list of people have a company's form in their names. */
const SOME = 0.3;

export function contentOf(values: readonly string[]): ColumnContent {
  const filled = values.map((value) => value.trim()).filter((value) => value !== "");
  const part = (is: (value: string) => boolean) => (filled.length === 0 ? 0 : filled.filter(is).length / filled.length);
  return {
    filled: filled.length,
    isNumbers: part(isPhoneNumber) >= MOST,
    isEmails: part((value) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value)) >= MOST,
    isWebsites: part((value) => /^(?:https?:\/\/|www\.)\S+$/i.test(value)) >= MOST,
    isPostalCodes: part((value) => /^(?:DK-?)?[1-9]\d{3}$/i.test(value)) >= MOST,
    isCompanies: part(isCompanyName) >= SOME,
    isText: part((value) => /\p{L}{2}/u.test(value) && !/[\d@]/.test(value)) >= MOST,
    isFullNames: part((value) => /^\p{L}[\p{L}'’.-]*(?:\s+\p{L}[\p{L}'’.-]*)+$/u.test(value)) >= MOST,
    isCodes: part((value) => /^[\p{L}-]{0,4}\d{1,12}$/u.test(value)) >= MOST,
    isUnique: new Set(filled).size === filled.length,
  };
}

/** No dates, sums or identifiers: what people write as a phone number. */
function isPhoneNumber(value: string): boolean {
  if (value.length > 60 || value.replaceAll(/\D/g, "").length < 8 || value.includes("@")) return false;
  if (/^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/.test(value) || /^\p{L}{3,}/u.test(value)) return false;
  const numbers = splitNumbers(value);
  const digits = numbers?.[0]?.replaceAll(/\D/g, "") ?? "";
  if (digits.length === 8) return /^[2-9]/.test(digits);
  return digits.length > 8 && digits.length <= 15 && /^(?:\+|00|\(|45|0)|[\s()-]/.test(numbers?.[0] ?? "");
}

/** What columns mean in a list without a heading; those before it come first. */
export function fieldsByContent(columns: readonly ColumnContent[]): CsvField[] {
  const fields: CsvField[] = columns.map(() => "ignore");
  const take = (field: CsvField, is: (column: ColumnContent, index: number) => boolean, most = 1) => {
    for (const [index, column] of columns.entries()) {
      if (most > 0 && fields[index] === "ignore" && column.filled > 0 && is(column, index)) {
        fields[index] = field;
        most -= 1;
      }
    }
  };
  take("email", ({ isEmails }) => isEmails, 3);
  take("number-work", ({ isNumbers }) => isNumbers, 10);
  take("website", ({ isWebsites }) => isWebsites);
  take(
    "postal-code",
    ({ isPostalCodes, isText }, index) => isPostalCodes && !isText && columns[index + 1]?.isText === true,
  );
  const postal = fields.indexOf("postal-code");
  if (postal >= 0) {
    fields[postal + 1] = "city";
    take("street", (_, index) => index === postal - 1);
  }
  take("company", ({ isCompanies }) => isCompanies);
  take("name", ({ isFullNames }) => isFullNames);
  if (!fields.includes("name")) {
    // Two columns of one word each are a first and a last name.
    const given = columns.findIndex(
      (column, index) => isWord(column, fields[index]) && isWord(columns[index + 1], fields[index + 1]),
    );
    if (given >= 0) {
      fields[given] = "given-name";
      fields[given + 1] = "family-name";
    } else take("name", ({ isText }) => isText);
  }
  take("customer-number", ({ isCodes, isUnique }) => isCodes && isUnique);
  return fields;
}

function isWord(column: ColumnContent | undefined, field: CsvField | undefined): boolean {
  return column !== undefined && field === "ignore" && column.filled > 0 && column.isText;
}
