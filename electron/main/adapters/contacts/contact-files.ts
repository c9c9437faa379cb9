import { ContactFileReader } from "./contact-file-reader.ts";
import { ContactFileSearch } from "./contact-file-search.ts";

/** One source's file, open for searching. */
export interface BrowsedFile {
  source: string;
  path: string;
  reader: ContactFileReader;
  search: ContactFileSearch;
}

/** Opens what is new and closes what has gone. @param paths of each source, in the order that counts */
export function browseFiles(
  paths: readonly (readonly [source: string, path: string])[],
  former: readonly BrowsedFile[],
): BrowsedFile[] {
  const byPath = new Map(former.map((file) => [file.path, file]));
  const files = paths.map(([source, path]) => {
    const open = byPath.get(path);
    byPath.delete(path);
    if (open !== undefined) return open;
    const reader = new ContactFileReader(path);
    return { source, path, reader, search: new ContactFileSearch(reader) };
  });
  for (const { reader } of byPath.values()) reader.close();
  return files;
}
