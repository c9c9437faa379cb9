import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const FOLDER = "out/renderer";

/** What a page loads before it shows anything, compressed as `gzip -9` does. Bytes. */
export interface PageSize {
  page: string;
  script: number;
  style: number;
}

/** The built pages; each names the modules that its own imports. */
export function rendererSizes(): PageSize[] {
  return ["index", "card", "dial-bar"].map((page) => {
    const html = readFileSync(join(FOLDER, `${page}.html`), "utf8");
    const linked = (pattern: RegExp) =>
      [...html.matchAll(pattern)].reduce((sum, [, file = ""]) => sum + compressed(join(FOLDER, file)), 0);
    return { page, script: linked(/(?:src|href)="\.\/([^"]+\.js)"/g), style: linked(/href="\.\/([^"]+\.css)"/g) };
  });
}

function compressed(file: string): number {
  return gzipSync(readFileSync(file), { level: 9 }).length;
}
