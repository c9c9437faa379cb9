/** What a column of a CSV file means. `ignore` for all that is of no use here. */
export const csvFields = [
  "ignore",
  "name",
  "given-name",
  "middle-name",
  "family-name",
  "company",
  "department",
  "title",
  "number-main",
  "number-work",
  "number-mobile",
  "number-home",
  "number-fax",
  "number-other",
  /** Google's "Phone 1 - Type": what the number of the next number column is, in words. */
  "number-label",
  "email",
  "street",
  "postal-code",
  "city",
  "country",
  "customer-number",
  "website",
  "categories",
  "note",
  "uid",
] as const;
export type CsvField = (typeof csvFields)[number];

export type CsvDelimiter = "," | ";" | "\t" | "|";

/** How a CSV file is read. It is guessed, shown, can be corrected, and is remembered for files with the same heading. */
export interface CsvMapping {
  delimiter: CsvDelimiter;
  /** Whether the first row names the columns. */
  heading: boolean;
  /** One for each column. */
  fields: CsvField[];
}
