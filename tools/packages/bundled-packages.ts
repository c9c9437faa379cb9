import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";

/** A library of which something is in a bundle. */
export interface BundledPackage {
  name: string;
  version: string;
}

/**
 * Writes down which libraries a bundle was made of, for the bill of materials: the lockfile alone does not tell, since all that
 * is built in is a development dependency.
 *
 * @param file JSON, a list of `BundledPackage`
 */
export function recordBundledPackages(file: string): Plugin {
  return {
    name: "record-bundled-packages",
    apply: "build",
    generateBundle(_options, bundle) {
      const found = new Map<string, BundledPackage>();
      for (const output of Object.values(bundle)) {
        if (output.type !== "chunk") continue;
        for (const id of output.moduleIds) {
          const one = packageOf(id);
          if (one !== undefined) found.set(`${one.name}@${one.version}`, one);
        }
      }
      mkdirSync(dirname(file), { recursive: true });
      const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
      writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
    },
  };
}

/** Of a module's path; undefined for the project's own, and for what the bundler made up. */
function packageOf(id: string): BundledPackage | undefined {
  const path = id.replace(/^\0/, "").replace(/\?.*$/, "").replaceAll("\\", "/");
  const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)(?:\/|$)/.exec(path) ?? [];
  if (folder === undefined || !existsSync(join(folder, "package.json"))) return undefined;
  const { name, version }: { name?: unknown; version?: unknown } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  return typeof name === "string" && typeof version === "string" ? { name, version } : undefined;
}
