import { plainHeading } from "./heading-fields.ts";

/**
 * What files with the same heading have in common, for remembering how they are read: the same columns in the same
 * order, however they are written. Of files without a heading, those with as many columns. The delimiter is no part of
 * it: of a remembered mapping, `heading` and `fields` count, and the delimiter is the one that was guessed.
 */
export function headingKey(headings: readonly string[]): string {
  return headings.map(plainHeading).join("\t");
}
