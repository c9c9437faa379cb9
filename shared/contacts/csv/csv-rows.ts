import type { CsvDelimiter } from "../csv-mapping.ts";
import type { RefusalReason } from "../import-item.ts";
import { CsvText, type Scan } from "./csv-record.ts";

/** Longest record, quoted line breaks included. Characters. */
const LONGEST_RECORD = 65_536;
/** Characters. */
const LONGEST_EXCERPT = 320;

/** A record as bytes (`byte-text.ts`), or why it is none. `line` is its first, from 1. */
export type CsvRow =
  | { line: number; cells: string[] }
  | { line: number; broken: Extract<RefusalReason, "row-broken" | "too-long">; text: string };

/**
 * Cuts pieces of a CSV file (RFC 4180), which may end anywhere, into records. Beyond the RFC: any line end, spaces before
 * and behind quotes, quotes within a field (`19" skærm`, `"Nordlys" A/S`, `"Firma "Nordlys" A/S"`). A quote that nobody
 * closes costs only the line that it stands in: reading goes on with the next one (Papa Parse takes all that follows for one
 * field, and keeps it). Each character is looked at a few times at most, whatever the content, and memory is bounded by the
 * longest record. Never throws.
 */
export class CsvRows {
  private readonly delimiter: CsvDelimiter;
  private readonly longest: number;
  private rest = "";
  private line = 1;
  /**
   * Where in `rest` a quote was searched for in vain. Behind the line of that quote only doubled ones were seen, so that
   * lines which end before this place are records by themselves, and nothing is searched twice.
   */
  private searched = 0;
  /** Within a line whose beginning was left out. */
  private skipping = false;

  /** @param longest record, characters */
  constructor(delimiter: CsvDelimiter, longest = LONGEST_RECORD) {
    this.delimiter = delimiter;
    this.longest = longest;
  }

  push(piece: string): CsvRow[] {
    return this.read(new CsvText(this.rest + piece, this.delimiter, false, this.longest));
  }

  /** The file is at its end: what is left is the last record. */
  end(): CsvRow[] {
    return this.read(new CsvText(this.rest, this.delimiter, true, this.longest));
  }

  private read(text: CsvText): CsvRow[] {
    const rows: CsvRow[] = [];
    let at = this.skipping ? this.skipLine(text, 0) : 0;
    while (at < text.length) {
      const scan = this.scan(text, at);
      if (scan.state === "unfinished") break;
      const { line } = this;
      if (scan.state === "row") {
        rows.push({ line, cells: scan.cells });
        this.line += text.breaksBetween(at, scan.end) + 1;
        at = text.afterBreak(scan.end);
        continue;
      }
      const end = text.lineEnd(at);
      const most = at + Math.min(LONGEST_EXCERPT, this.longest);
      const shown = text.slice(at, end < 0 ? most : Math.min(end, most));
      if (scan.state === "too-long") {
        rows.push({ line, broken: "too-long", text: shown });
        this.line += text.breaksBetween(at, scan.at);
        at = this.skipLine(text, scan.at);
      } else {
        rows.push({ line, broken: "row-broken", text: shown });
        this.searched = Math.max(this.searched, scan.searched);
        at = this.skipLine(text, at);
      }
    }
    this.rest = text.slice(at);
    this.searched = Math.max(0, this.searched - at);
    return rows;
  }

  private scan(text: CsvText, at: number): Scan {
    if (at >= this.searched) return text.record(at);
    const end = text.lineEnd(at);
    if (end < 0 || end >= this.searched) return text.record(at);
    const alone = new CsvText(text.slice(at, end), this.delimiter, true, this.longest).record(0);
    return alone.state === "row" ? { ...alone, end } : alone.state === "unclosed" ? { ...alone, searched: 0 } : alone;
  }

  /** Where the next line begins; if that is not here yet, what comes belongs to this one. */
  private skipLine(text: CsvText, at: number): number {
    const end = text.lineEnd(at);
    this.skipping = end < 0;
    if (end < 0) return at + Math.max(0, text.available(at));
    this.line += 1;
    return text.afterBreak(end);
  }
}
