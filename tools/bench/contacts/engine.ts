import { mkdirSync, statSync } from "node:fs";
import { contactFilePath } from "../../../electron/main/adapters/contacts/contact-file.ts";
import { ContactFileBuilder } from "../../../electron/main/adapters/contacts/contact-file-builder.ts";
import { ContactFolder } from "../../../electron/main/adapters/contacts/contact-folder.ts";
import { SqliteContactIndex } from "../../../electron/main/adapters/contacts/sqlite-contact-index.ts";
import { ThreadedContactBrowser } from "../../../electron/main/adapters/contacts/threaded-contact-browser.ts";
import { ThreadedContactImporter } from "../../../electron/main/adapters/contacts/threaded-contact-importer.ts";
import type { ContactImporter } from "../../../electron/main/ports/contact-importer.ts";
import type { Contact } from "../../../shared/contacts/contact.ts";
import { numberKey } from "../../../shared/phone-numbers/number-key.ts";

const SOURCE = "bench";
/** Matches that are read: the best and those one click away. */
const MATCHES = 5;

const thread = (name: string) => new URL(`../../../electron/main/adapters/contacts/${name}-thread.ts`, import.meta.url);

/** What the app has: everything that is measured of it goes through here. */
export interface Engine {
  /** Whose number it is, with how that is known: from the number as the PBX gives it. */
  lookUp(number: string): { name: string; how: string } | undefined;
  /** @returns how many were found; undefined where a later search overtook it */
  search(text: string, limit: number): Promise<number | undefined>;
  close(): Promise<void>;
}

/** Makes a folder with one source of these contacts. @returns bytes on disk */
export function buildContacts(folder: string, contacts: Iterable<Contact>): number {
  mkdirSync(folder, { recursive: true });
  const path = contactFilePath(folder, SOURCE, 1);
  const builder = new ContactFileBuilder(path);
  for (const contact of contacts) builder.add(contact);
  builder.finish(() => undefined, undefined);
  return statSync(path).size;
}

export function openEngine(folder: string): Engine {
  const files = new ContactFolder(folder);
  const index = new SqliteContactIndex(() => files.sources);
  const browser = new ThreadedContactBrowser(files, thread("browse"));
  return {
    lookUp: (number) => {
      const key = numberKey(number);
      if (key === undefined) return undefined;
      const hit = index.byNumber(key, MATCHES).hits[0] ?? index.byCompanyRange(key);
      return hit === undefined ? undefined : { name: hit.entry.contact.name, how: hit.how };
    },
    search: async (text, limit) => (await browser.search(text, limit))?.hits.length,
    close: async () => {
      await browser.dispose();
      files.close();
    },
  };
}

export function openImporter(folder: string): { importer: ContactImporter; close(): Promise<void> } {
  mkdirSync(folder, { recursive: true });
  const files = new ContactFolder(folder);
  const importer = new ThreadedContactImporter(files, thread("import"));
  return {
    importer,
    close: async () => {
      await importer.dispose();
      files.close();
    },
  };
}
