import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Where a program is, looked for as a shell does, and where Debian puts what is for administrators. */
function findProgram(name: string): string | undefined {
  return [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"]
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

/**
 * Why tests that need a program are left out here; undefined when they run. With `SIDETONE_REQUIRE_ALL=1` nothing is left
 * out, and they fail instead.
 *
 * @param debianPackage how to get it
 */
export function whyNotInstalled(name: string, debianPackage = name): string | undefined {
  if (findProgram(name) !== undefined || process.env.SIDETONE_REQUIRE_ALL === "1") return undefined;
  return `${name} is not installed (Debian: apt-get install ${debianPackage})`;
}

/** @throws Error where it is not installed */
export function installedProgram(name: string, debianPackage = name): string {
  const path = findProgram(name);
  if (path === undefined) throw new Error(`${name} is not installed. Debian: apt-get install ${debianPackage}`);
  return path;
}
