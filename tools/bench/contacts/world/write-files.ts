import { closeSync, openSync, writeSync } from "node:fs";
import { csvHeading, csvRow } from "./csv-text.ts";
import { vcardText } from "./vcard-text.ts";
import type { World } from "./world.ts";

/** What is gathered before it is written. Characters. */
const CHUNK = 256 * 1024;

/** One file with a card for each contact. @returns its size in bytes */
export function writeVcards(path: string, world: World, count: number): number {
  return writeText(path, vcards(world, count));
}

/** As a Danish Outlook exports contacts: semicolons, a heading, UTF-8 with its mark. @returns its size in bytes */
export function writeCsv(path: string, world: World, count: number): number {
  return writeText(path, rows(world, count));
}

function* vcards(world: World, count: number): Generator<string> {
  for (let place = 0; place < count; place += 1) yield vcardText(world.contact(place), place);
}

function* rows(world: World, count: number): Generator<string> {
  yield `\ufeff${csvHeading}`;
  for (let place = 0; place < count; place += 1) yield csvRow(world.contact(place));
}

function writeText(path: string, parts: Iterable<string>): number {
  const file = openSync(path, "w", 0o600);
  let size = 0;
  let gathered = "";
  const write = () => {
    const bytes = Buffer.from(gathered);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    size += bytes.length;
    gathered = "";
  };
  try {
    for (const part of parts) {
      gathered += part;
      if (gathered.length >= CHUNK) write();
    }
    write();
  } finally {
    closeSync(file);
  }
  return size;
}
