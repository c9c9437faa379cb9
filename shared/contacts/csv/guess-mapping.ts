import type { CsvDelimiter, CsvField, CsvMapping } from "../csv-mapping.ts";
import { decodeText } from "../encoding/decode-text.ts";
import { readHead } from "../encoding/read-bytes.ts";
import { HEAD_LENGTH } from "../head-length.ts";
import { oneLine } from "../one-line.ts";
import { contentOf, fieldsByContent } from "./column-content.ts";
import { CsvRows } from "./csv-rows.ts";
import { fieldsByHeading } from "./fields-by-heading.ts";
import { meaningOf } from "./heading-fields.ts";
import { isPreamble, separatorLine } from "./preamble.ts";
import { MOST_COLUMNS } from "./read-row.ts";

/** Rows that are looked at. */
const LOOKED_AT = 100;
/** Rows that are shown. */
const SHOWN = 10;
const delimiters: readonly CsvDelimiter[] = [";", ",", "\t", "|"];

export interface GuessedMapping {
  mapping: CsvMapping;
  /** As they stand there; empty texts where there is no heading. One for each column. */
  headings: string[];
  /** The first rows as they stand there, without the heading. */
  rows: string[][];
}

/**
 * How a CSV file that begins with `head` can be read. Never throws; every column is "ignore" where nothing is to be seen.
 *
 * @param delimiter where it is known already
 */
export function guessMapping(head: Uint8Array, delimiter?: CsvDelimiter): GuessedMapping {
  const text = readHead(head.subarray(0, HEAD_LENGTH));
  return delimiter === undefined ? guessMappingOf(text) : read(look(text, delimiter));
}

/** @param head the file's beginning as bytes (`byte-text.ts`) */
export function guessMappingOf(head: string): GuessedMapping {
  const tries = delimiters.map((delimiter) => look(head, delimiter));
  const said = separatorLine(head);
  const best =
    tries.find(({ delimiter }) => delimiter === said) ??
    tries.reduce((one, other) => (other.score > one.score ? other : one));
  return read(best);
}

/** The head, cut with one delimiter. */
interface Look {
  delimiter: CsvDelimiter;
  rows: string[][];
  columns: number;
  score: number;
}

function look(head: string, delimiter: CsvDelimiter): Look {
  const reader = new CsvRows(delimiter);
  const found = reader.push(head);
  // The head may end in the middle of a record: unless it is all there is, that one is left out.
  if (head.length < HEAD_LENGTH || found.length === 0) found.push(...reader.end());
  const cut = found
    .flatMap((row) => ("cells" in row ? [row.cells] : []))
    .filter(
      (cells, index) => cells.some((cell) => cell.trim() !== "") && !(index === 0 && /^sep=/i.test(cells[0] ?? "")),
    )
    .slice(0, LOOKED_AT);
  const columns = Math.min(commonest(cut.map(({ length }) => length)), MOST_COLUMNS);
  const start = cut.findIndex((cells) => !isPreamble(cells, columns));
  const rows = cut
    .slice(Math.max(0, start))
    .map((cells) => cells.slice(0, MOST_COLUMNS).map((cell) => decodeText(cell)));
  const even = rows.filter(({ length }) => length === columns).length / Math.max(1, rows.length);
  const known = (rows[0] ?? []).filter((heading) => meaningOf(heading) !== undefined).length;
  // Known headings say most; then rows of one length; then how many columns there are.
  return { delimiter, rows, columns, score: known * 10 + (columns > 1 ? even * 5 + Math.min(columns, 20) / 20 : 0) };
}

function commonest(lengths: readonly number[]): number {
  const counts = new Map<number, number>();
  let best = 0;
  for (const length of lengths) {
    const count = (counts.get(length) ?? 0) + 1;
    counts.set(length, count);
    if (count > (counts.get(best) ?? 0)) best = length;
  }
  return best;
}

function read({ delimiter, rows, columns }: Look): GuessedMapping {
  const [first = []] = rows;
  const heading = isHeading(rows);
  const data = heading ? rows.slice(1) : rows;
  const width = Math.max(heading ? first.length : 1, columns, 1);
  const contents = Array.from({ length: width }, (_, index) => contentOf(data.map((cells) => cells[index] ?? "")));
  const headings = contents.map((_, index) => (heading ? (first[index] ?? "") : ""));
  const fields: CsvField[] = heading ? fieldsByHeading(headings, contents) : fieldsByContent(contents);
  return {
    mapping: { delimiter, heading, fields },
    headings: headings.map(oneLine),
    rows: data.slice(0, SHOWN),
  };
}

/** Whether the first row names the columns: it has words that are known, and neither numbers nor addresses. */
function isHeading(rows: readonly string[][]): boolean {
  const [first = [], ...others] = rows;
  if (first.some((cell) => contentOf([cell]).isNumbers || contentOf([cell]).isEmails)) return false;
  if (first.some((cell) => meaningOf(cell) !== undefined)) return true;
  // Words of a language that is not known, above columns that hold numbers or addresses.
  if (others.length === 0) return false;
  return first.some((cell, index) => {
    if (!/\p{L}{2}/u.test(cell)) return false;
    const below = contentOf(others.map((cells) => cells[index] ?? ""));
    return below.isNumbers || below.isEmails;
  });
}
