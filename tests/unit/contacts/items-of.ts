import type { CsvMapping } from "../../../shared/contacts/csv-mapping.ts";
import { detectFormat } from "../../../shared/contacts/detect-format.ts";
import type { ImportItem } from "../../../shared/contacts/import-item.ts";
import { readContacts } from "../../../shared/contacts/read-contacts.ts";

/** A file in pieces of the given sizes, the last of which repeats. */
export async function* piecesOf(bytes: Uint8Array, sizes: readonly number[] = [65_536]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let index = 0; at < bytes.length; index += 1) {
    const size = Math.max(1, sizes[Math.min(index, sizes.length - 1)] ?? bytes.length);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

/** All that a file gives, or why it is none. */
export async function itemsOf(
  bytes: Uint8Array,
  { sizes, mapping }: { sizes?: readonly number[]; mapping?: CsvMapping } = {},
): Promise<ImportItem[] | string> {
  const told = detectFormat(bytes);
  if ("unreadable" in told) return told.unreadable;
  const items: ImportItem[] = [];
  const options = { ...told, ...(mapping === undefined ? {} : { mapping }) };
  for await (const batch of readContacts(piecesOf(bytes, sizes), options)) items.push(...batch);
  return items;
}

/** An item in a line, for reading. */
export function shown(item: ImportItem): string {
  if (item.type === "refused") return `${item.line} refused: ${item.reason}: ${item.excerpt}`;
  const { kind, name, familyFirst, numbers, emails, ...others } = item.contact;
  const written = numbers.map(({ number, label, customLabel }) =>
    [label, ...(customLabel === undefined ? [] : [`"${customLabel}"`]), number].join(" "),
  );
  const parts = [
    `${item.line} ${kind} ${name}${familyFirst === undefined ? "" : ` (${familyFirst})`}`,
    written.join(", "),
    ...(emails.length > 0 ? [emails.join(" ")] : []),
    ...Object.entries(others).map(([key, value]) => `${key}: ${Array.isArray(value) ? value.join(", ") : value}`),
  ];
  return parts.join(" | ").replaceAll("\n", "¶");
}
