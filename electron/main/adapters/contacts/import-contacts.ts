import { createReadStream, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { detectFormat } from "../../../../shared/contacts/detect-format.ts";
import { readContacts } from "../../../../shared/contacts/read-contacts.ts";
import type { ImportProgress } from "../../../../shared/contacts/source.ts";
import type { ImportOutcome } from "../../ports/contact-importer.ts";
import { ContactFileBuilder, type FinishedFile } from "./contact-file-builder.ts";
import type { ImportTask } from "./import-messages.ts";

/** Bytes that are read at a time. */
const CHUNK_BYTES = 256 * 1024;
/** Bytes by which the format is told. */
const HEAD_BYTES = 64 * 1024;
/** Milliseconds between two reports. */
const REPORT_EVERY_MS = 200;
/** Of the whole work, what reading is; the rest is putting in order. */
const READING = 0.6;

class Stopped extends Error {}
class NotContacts extends Error {}

/**
 * Reads files and makes them one file of contacts. Runs where it may take its time: it gives way to nothing.
 *
 * @param onProgress a few times a second
 */
export async function importContacts(
  task: Omit<ImportTask, "stop">,
  onProgress: (progress: ImportProgress) => void,
  isStopped: () => boolean,
): Promise<ImportOutcome> {
  let builder: ContactFileBuilder | undefined;
  try {
    const sizes = task.files.map((file) => statSync(file).size);
    builder = new ContactFileBuilder(task.path);
    const finished = await run(task, builder, sum(sizes), onProgress, isStopped);
    const { contacts, refused, unchanged } = finished;
    return { ok: true, contacts, refused, unchanged };
  } catch (error) {
    try {
      builder?.discard();
    } catch {
      // It is deleted at the next start; what went wrong first is what counts.
    }
    return failed(error);
  }
}

async function run(
  { files, mapping, former }: Omit<ImportTask, "stop">,
  builder: ContactFileBuilder,
  bytes: number,
  onProgress: (progress: ImportProgress) => void,
  isStopped: () => boolean,
): Promise<FinishedFile> {
  const begun = performance.now();
  let reported = begun;
  const report = (part: number) => {
    if (isStopped()) throw new Stopped();
    const now = performance.now();
    if (now - reported < REPORT_EVERY_MS && part < 1) return;
    reported = now;
    const contacts = builder.added;
    onProgress({ contacts, rate: Math.round((contacts * 1000) / (now - begun)), part });
  };
  let read = 0;
  for (const file of files) {
    const detected = detectFormat(await headOf(file));
    if ("unreadable" in detected) throw new NotContacts(detected.unreadable);
    const { format } = detected;
    const counted = counting(file, (length) => {
      read += length;
    });
    const options = { format, ...(mapping === undefined || format !== "csv" ? {} : { mapping }) };
    for await (const items of readContacts(counted, options)) {
      for (const item of items) {
        if (item.type === "contact") builder.add(item.contact);
        else builder.refuse(item);
      }
      report(bytes === 0 ? 0 : Math.min(read / bytes, 1) * READING);
    }
  }
  return builder.finish((written, of) => report(of === 0 ? 1 : READING + (written / of) * (1 - READING)), former);
}

async function* counting(file: string, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) {
    onRead(chunk.length);
    yield chunk;
  }
}

async function headOf(file: string): Promise<Uint8Array> {
  const handle = await open(file, "r");
  try {
    const head = new Uint8Array(HEAD_BYTES);
    const { bytesRead } = await handle.read(head, 0, HEAD_BYTES, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function failed(error: unknown): ImportOutcome {
  if (error instanceof Stopped) return { ok: false, code: "cancelled" };
  if (error instanceof NotContacts) return { ok: false, code: "not-contacts", detail: error.message };
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const detail = error instanceof Error ? error.message : String(error);
  if (code === "ENOENT" || code === "ENOTDIR") return { ok: false, code: "not-found" };
  if (code === "ENOSPC" || code === "EDQUOT" || code === "SQLITE_FULL") return { ok: false, code: "disk-full" };
  if (/^E(?:ACCES|PERM|BUSY|ISDIR|IO|AGAIN)$/.test(code)) return { ok: false, code: "not-readable", detail };
  return { ok: false, code: "internal", detail };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
