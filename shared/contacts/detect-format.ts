import { guessMappingOf } from "./csv/guess-mapping.ts";
import { byteText } from "./encoding/byte-text.ts";
import { readHead } from "./encoding/read-bytes.ts";
import { utf16Of } from "./encoding/utf16.ts";
import { HEAD_LENGTH } from "./head-length.ts";
import type { UnreadableReason } from "./import-item.ts";

export type ContactFormat = "vcard" | "csv";

/** What files that are no text begin with, as bytes. */
const signatures: readonly (readonly [string, UnreadableReason])[] = [
  ["PK\x03\x04", "archive"],
  ["PK\x05\x06", "archive"],
  ["PK\x07\x08", "archive"],
  ["\x1f\x8b", "archive"],
  ["7z\xbc\xaf\x27\x1c", "archive"],
  ["Rar!\x1a\x07", "archive"],
  ["\xfd7zXZ\0", "archive"],
  ["\x28\xb5\x2f\xfd", "archive"],
  ["BZh91AY&SY", "archive"],
  // What Excel wrote until 2003; Outlook's messages are kept in the same way.
  ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "spreadsheet"],
  ["%PDF-", "binary"],
  ["!BDN", "binary"],
  ["{\\rtf", "binary"],
  ["\x89PNG", "binary"],
  ["GIF8", "binary"],
  ["\xff\xd8\xff", "binary"],
  ["SQLite format 3", "binary"],
];
/** A workbook of Excel, LibreOffice or Numbers is an archive that names its parts. */
const workbookParts = /xl\/|opendocument\.spreadsheet|Index\/Document\.iwa/;

/**
 * What a file is, by what it begins with (`HEAD_LENGTH` bytes are enough), never by its name. Whatever can be read as
 * vCards or as a table with phone numbers, addresses or known headings is one. Never throws.
 */
export function detectFormat(head: Uint8Array): { format: ContactFormat } | { unreadable: UnreadableReason } {
  const bytes = byteText(head.subarray(0, HEAD_LENGTH));
  const signature = signatures.find(([magic]) => bytes.startsWith(magic))?.[1];
  if (signature === "archive" && bytes.startsWith("PK") && workbookParts.test(bytes))
    return { unreadable: "spreadsheet" };
  if (signature !== undefined) return { unreadable: signature };
  if (bytes.startsWith("ustar", 257)) return { unreadable: "archive" };
  const text = readHead(head.subarray(0, HEAD_LENGTH));
  if (text.replaceAll("\0", "").trim() === "") return { unreadable: "empty" };
  if (isBinary(text, utf16Of(head) !== undefined)) return { unreadable: "binary" };
  const page = pageOf(text);
  if (page !== undefined) return { unreadable: page };
  if (/(?:^|[\r\n])[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*(?:[\r\n]|$)/i.test(text)) return { format: "vcard" };
  return isTable(text) ? { format: "csv" } : { unreadable: "no-contacts" };
}

/** Text has no zeros, and hardly any other control characters. */
function isBinary(text: string, isUtf16: boolean): boolean {
  if (!isUtf16 && text.includes("\0")) return true;
  let controls = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d && code !== 0x0c && code !== 0x1a) controls += 1;
  }
  return controls > text.length / 50;
}

/** Web pages, and the tables of Excel that are web pages or XML in truth. */
function pageOf(text: string): UnreadableReason | undefined {
  const start = text.slice(0, 4000).trimStart();
  if (!start.startsWith("<")) return undefined;
  if (/urn:schemas-microsoft-com:office:(?:excel|spreadsheet)|progid="Excel/i.test(start)) return "spreadsheet";
  return /<(?:!doctype\s+html|html|head|body|table|div|script|meta)\b/i.test(start) ? "web-page" : "no-contacts";
}

/** Columns that mean something, and that are more than the commas of a text. */
function isTable(text: string): boolean {
  if (/^\s*(?:\{|\[\s*[{"\]]|BEGIN:V(?!CARD))/i.test(text)) return false;
  const { mapping, rows } = guessMappingOf(text);
  const means = (field: string) => field !== "ignore";
  if (!mapping.fields.some(means)) return false;
  const hasReach = mapping.fields.some((field) => field === "email" || field.startsWith("number-"));
  return hasReach || (mapping.heading && mapping.fields.length > 1) || (mapping.fields.length > 2 && rows.length > 1);
}
