import { open } from "node:fs/promises";
import { basename } from "node:path";
import { setImmediate } from "node:timers/promises";
import { type GuessedMapping, guessMapping } from "../../../../shared/contacts/csv/guess-mapping.ts";
import { headingKey } from "../../../../shared/contacts/csv/heading-key.ts";
import type { CsvMapping } from "../../../../shared/contacts/csv-mapping.ts";
import { detectFormat } from "../../../../shared/contacts/detect-format.ts";
import { readContacts } from "../../../../shared/contacts/read-contacts.ts";
import type { ContactFilePeek, PeekedFile } from "../../ports/contact-file-peek.ts";

/** Bytes that are looked into: enough for hundreds of contacts, read in a moment. */
const LOOKED_INTO = 256 * 1024;
/** Bytes between two of which whoever else waits has a turn. */
const PIECE = 8 * 1024;
/** Contacts that are shown. */
const SHOWN = 20;

export const nodeContactFilePeek: ContactFilePeek = {
  async peek(path, mapping) {
    let head: Uint8Array;
    let bytes: number;
    try {
      ({ head, bytes } = await headOf(path));
    } catch {
      return { ok: false, reason: "not-readable" };
    }
    const detected = detectFormat(head);
    if ("unreadable" in detected) return { ok: false, reason: detected.unreadable };
    const { format } = detected;
    await setImmediate();
    const csv = format === "csv" ? shownAs(guessMapping(head, mapping?.delimiter), mapping) : undefined;
    const isWhole = head.length === bytes;
    const contacts: PeekedFile["contacts"] = [];
    const sample = { contacts: 0, refused: 0, whole: isWhole };
    const options = csv === undefined ? { format } : { format, mapping: csv.mapping };
    for await (const items of readContacts(inPieces(isWhole ? head : wholeLines(head)), options)) {
      for (const item of items) {
        if (item.type === "refused") {
          sample.refused += 1;
          continue;
        }
        sample.contacts += 1;
        if (contacts.length === SHOWN) continue;
        const { name, company, numbers, emails } = item.contact;
        contacts.push({
          name,
          numbers: numbers.map(({ number }) => number),
          emails,
          ...(company === undefined ? {} : { company }),
        });
      }
    }
    const file = { fileName: basename(path), bytes, format, contacts, sample };
    return { ok: true, file: csv === undefined ? file : { ...file, csv } };
  },
};

/** With the employee's word on the heading and on what the columns mean. */
function shownAs(
  { mapping: guessed, headings, rows }: GuessedMapping,
  chosen: CsvMapping | undefined,
): NonNullable<PeekedFile["csv"]> {
  const key = headingKey(headings);
  if (chosen === undefined) return { mapping: guessed, headings, rows, headingKey: key };
  const mapping = {
    ...chosen,
    fields: guessed.fields.map((field, column) =>
      chosen.fields.length === guessed.fields.length ? (chosen.fields[column] ?? field) : field,
    ),
  };
  if (chosen.heading === guessed.heading) return { mapping, headings, rows, headingKey: key };
  if (guessed.heading) return { mapping, headings: headings.map(() => ""), rows: [headings, ...rows], headingKey: key };
  const [first = [], ...others] = rows;
  return { mapping, headings: headings.map((_, column) => first[column] ?? ""), rows: others, headingKey: key };
}

async function headOf(path: string): Promise<{ head: Uint8Array; bytes: number }> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    const head = new Uint8Array(Math.min(size, LOOKED_INTO));
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return { head: head.subarray(0, bytesRead), bytes: size };
  } finally {
    await handle.close();
  }
}

/** The last line may be cut. */
function wholeLines(head: Uint8Array): Uint8Array {
  const end = head.lastIndexOf(0x0a);
  return end < 0 ? head : head.subarray(0, end + 1);
}

/** In pieces, so that looking into a file holds up nobody. */
async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) {
    yield bytes.subarray(at, at + PIECE);
    await setImmediate();
  }
}
