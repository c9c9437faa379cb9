import type { CsvDelimiter } from "../csv-mapping.ts";

/** Excel's own first line, which names the delimiter: `sep=;`. Undefined where there is none. */
export function separatorLine(head: string): CsvDelimiter | undefined {
  const sign = /^"?sep=([,;\t|])/i.exec(head)?.[1];
  return sign === "," || sign === ";" || sign === "\t" || sign === "|" ? sign : undefined;
}

/** A title or date that a program writes above the heading: one value where there are many columns. */
export function isPreamble(cells: readonly string[], columns: number): boolean {
  return columns >= 3 && cells.filter((cell) => cell.trim() !== "").length <= 1;
}
