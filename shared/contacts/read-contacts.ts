import { CsvReader } from "./csv/csv-reader.ts";
import { guessMappingOf } from "./csv/guess-mapping.ts";
import type { CsvMapping } from "./csv-mapping.ts";
import type { ContactFormat } from "./detect-format.ts";
import { readBytes } from "./encoding/read-bytes.ts";
import { HEAD_LENGTH } from "./head-length.ts";
import type { ImportItem } from "./import-item.ts";
import { VcardReader } from "./vcard/vcard-reader.ts";

export interface ReadOptions {
  format: ContactFormat;
  /** CSV only: how it is read; absent to guess. */
  mapping?: CsvMapping;
}

/**
 * The contacts of a file and what of it was left out, in order, in one batch (perhaps an empty one) for each 64 kB or
 * less, so that the caller can breathe, count and cancel. Never throws for what is in the file, and keeps little of it:
 * a vCard of 1 MB without its photos, a CSV record of 64 kB. That a UID is repeated is left to the caller.
 */
export async function* readContacts(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<ImportItem[]> {
  if (options.format === "vcard") yield* read(new VcardReader(), readBytes(chunks));
  else if (options.mapping !== undefined) yield* read(new CsvReader(options.mapping), readBytes(chunks));
  else yield* readGuessed(readBytes(chunks));
}

async function* read(reader: VcardReader | CsvReader, pieces: AsyncIterable<string>): AsyncGenerator<ImportItem[]> {
  for await (const piece of pieces) yield reader.push(piece);
  yield reader.end();
}

/** The whole head is waited for: what is guessed must not depend on how the file comes. */
async function* readGuessed(pieces: AsyncIterable<string>): AsyncGenerator<ImportItem[]> {
  let head = "";
  let reader: CsvReader | undefined;
  for await (const piece of pieces) {
    if (reader !== undefined) {
      yield reader.push(piece);
      continue;
    }
    head += piece;
    if (head.length < HEAD_LENGTH) continue;
    reader = guessedReader(head);
    yield reader.push(head);
  }
  if (reader === undefined) {
    reader = guessedReader(head);
    yield reader.push(head);
  }
  yield reader.end();
}

function guessedReader(head: string): CsvReader {
  return new CsvReader(guessMappingOf(head.slice(0, HEAD_LENGTH)).mapping);
}
