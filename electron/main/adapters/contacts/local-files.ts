import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ContactFetcher, Fetched } from "../../ports/contact-fetcher.ts";

/** More files in one folder are no address book. */
const MOST_FILES = 500;
const CONTACT_FILE = /\.(?:vcf|vcard|csv|tsv|txt)$/i;

/** A file, or the files of a folder, on this computer or a server's share. Folders in it are left out. */
export const localFiles: ContactFetcher = {
  async fetch({ location, validators = {} }, { isWanted }): Promise<Fetched> {
    try {
      const files = await filesAt(location);
      if (files.length === 0) return { ok: false, code: "not-contacts", detail: "no-contacts" };
      const found = Object.fromEntries(await Promise.all(files.map(fingerprint)));
      const isSame = !isWanted && JSON.stringify(found) === JSON.stringify(validators);
      return { ok: true, files: isSame ? "unchanged" : files, validators: found, release: async () => {} };
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "ENOENT" || code === "ENOTDIR") return { ok: false, code: "not-found" };
      return { ok: false, code: "not-readable", detail: String(code ?? error) };
    }
  },
};

async function filesAt(location: string): Promise<string[]> {
  if (!(await stat(location)).isDirectory()) return [location];
  const entries = await readdir(location, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory() && CONTACT_FILE.test(entry.name) && !entry.name.startsWith("."))
    .map((entry) => join(location, entry.name))
    .sort()
    .slice(0, MOST_FILES);
}

async function fingerprint(path: string): Promise<[string, string]> {
  const { mtimeMs, size } = await stat(path);
  return [path, `${mtimeMs}:${size}`];
}
