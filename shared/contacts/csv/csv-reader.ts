import type { CsvMapping } from "../csv-mapping.ts";
import { decodeText } from "../encoding/decode-text.ts";
import type { ImportItem } from "../import-item.ts";
import { refused } from "../refused.ts";
import { type CsvRow, CsvRows } from "./csv-rows.ts";
import { isPreamble } from "./preamble.ts";
import { readRow } from "./read-row.ts";

/** Reads a CSV file with a mapping, in pieces of bytes as text (`byte-text.ts`) that end anywhere. Never throws. */
export class CsvReader {
  private readonly mapping: CsvMapping;
  private readonly rows: CsvRows;
  /** Titles and the heading may still come. */
  private isBeforeRows = true;

  constructor(mapping: CsvMapping) {
    this.mapping = mapping;
    this.rows = new CsvRows(mapping.delimiter);
  }

  push(piece: string): ImportItem[] {
    return this.rows.push(piece).flatMap((row) => this.readRow(row));
  }

  end(): ImportItem[] {
    return this.rows.end().flatMap((row) => this.readRow(row));
  }

  private readRow(row: CsvRow): ImportItem[] {
    if ("broken" in row) return [refused(row.line, row.broken, decodeText(row.text))];
    if (this.isBeforeRows) {
      if (row.line === 1 && /^sep=/i.test(row.cells[0] ?? "")) return [];
      if (row.cells.every((cell) => cell.trim() === "")) return [];
      if (this.mapping.heading && isPreamble(row.cells, this.mapping.fields.length)) return [];
      this.isBeforeRows = false;
      if (this.mapping.heading) return [];
    }
    return readRow(row.cells, this.mapping.fields, row.line);
  }
}
