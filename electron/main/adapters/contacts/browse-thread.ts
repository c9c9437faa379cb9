import { parentPort } from "node:worker_threads";
import { nationalDigits } from "../../../../shared/contacts/search-words.ts";
import type { ExtraEntry, Preferences } from "../../ports/contact-browser.ts";
import type { BrowseAnswer, BrowseRequest, ListValue, SearchValue } from "./browse-messages.ts";
import { type KnownEntry, knownEntry } from "./contact-entries.ts";
import { type BrowsedFile, browseFiles } from "./contact-files.ts";
import { contactId, readContactId } from "./contact-id.ts";
import { entriesOfFile, entriesOfList, MergedList } from "./contact-list.ts";
import { type Preferred, searchContacts } from "./contact-search.ts";
import { storedKey } from "./indexed-number.ts";

/** Searching and listing, in a thread of its own: the main one is never held up by it. */

/** So many with one number are taken for whom he spoke with. */
const MOST_WITH_NUMBER = 5;

let files: BrowsedFile[] = [];
let extras: KnownEntry[] = [];
let preferences: Preferences = { favourites: [], spoken: [] };
/** Worked out when it is asked for, after anything above has changed. */
let preferred: Preferred | undefined;
let list: MergedList | undefined;

parentPort?.on("message", (request: BrowseRequest) => {
  if (request.type === "extras") setExtras(request.extras);
  else if (request.type === "preferences") {
    preferences = request.preferences;
    preferred = undefined;
  } else parentPort?.postMessage(answer(request));
});

function answer(request: Extract<BrowseRequest, { id: number }>): BrowseAnswer {
  const { id } = request;
  try {
    if (request.type === "files") {
      files = browseFiles(request.paths, files);
      preferred = undefined;
      list = undefined;
      return { id, value: undefined };
    }
    if (request.type === "list") return { id, value: listed(request.offset, request.limit) };
    const value: SearchValue = searchContacts(request.text, request.limit, files, extras, prefer());
    return { id, value };
  } catch (error) {
    return { id, failed: error instanceof Error ? error.message : String(error) };
  }
}

function setExtras(entries: readonly ExtraEntry[]): void {
  extras = entries.map(({ id, contact }) => knownEntry(id, contact));
  preferred = undefined;
  list = undefined;
}

function listed(offset: number, limit: number): ListValue {
  list ??= new MergedList([entriesOfList(extras), ...files.map(entriesOfFile)]);
  const favourites = preferences.favourites.flatMap((id) => entryOf(id) ?? []);
  const sorted = entriesOfList(favourites);
  const first = Array.from({ length: Math.max(Math.min(limit, sorted.length - offset), 0) }, (_, at) =>
    sorted.entry(offset + at),
  );
  const rest = list.slice(Math.max(offset - sorted.length, 0), limit - first.length);
  return {
    entries: [
      ...first.map(({ id, contact }) => ({ id, contact, favourite: true })),
      ...rest.map(({ id, contact }) => ({ id, contact, favourite: false })),
    ],
    total: sorted.length + list.length,
    sections: [
      ...(sorted.length === 0 ? [] : [{ title: "★", offset: 0 }]),
      ...list.sections.map(({ title, offset: at }) => ({ title, offset: at + sorted.length })),
    ],
  };
}

function prefer(): Preferred {
  if (preferred !== undefined) return preferred;
  const entries = new Map<string, KnownEntry>();
  for (const id of preferences.favourites) {
    const entry = entryOf(id);
    if (entry !== undefined) entries.set(id, entry);
  }
  const extrasByDigits = new Map<string, KnownEntry[]>();
  for (const entry of extras) {
    for (const digits of entry.words.digits) extrasByDigits.set(digits, [...(extrasByDigits.get(digits) ?? []), entry]);
  }
  for (const key of preferences.spoken) {
    for (const entry of [...(extrasByDigits.get(nationalDigits(key)) ?? []), ...inFiles(key)]) {
      if (!entries.has(entry.id)) entries.set(entry.id, entry);
    }
  }
  preferred = {
    entries: [...entries.values()],
    ranks: new Map([...entries.keys()].map((id, place) => [id, place])),
  };
  return preferred;
}

function inFiles(numberKey: string): KnownEntry[] {
  const stored = storedKey(numberKey);
  if (stored === undefined) return [];
  return files.flatMap(({ source, reader }) =>
    reader.byNumber(stored, MOST_WITH_NUMBER).map(({ id }) => {
      const { key, contact } = reader.keyed(id);
      return knownEntry(contactId(source, key), contact);
    }),
  );
}

function entryOf(id: string): KnownEntry | undefined {
  const extra = extras.find((entry) => entry.id === id);
  if (extra !== undefined) return extra;
  const wanted = readContactId(id);
  const file = files.find(({ source }) => source === wanted?.source);
  const row = wanted === undefined ? undefined : file?.reader.idOf(wanted.key);
  return file === undefined || row === undefined ? undefined : knownEntry(id, file.reader.contact(row));
}
