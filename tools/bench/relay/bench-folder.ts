import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileSystemOf } from "../report/machine.ts";

/** Where the data of a run is; has to be a disk that syncs. */
export const DEFAULT_FOLDER = "/var/tmp";

/**
 * A new folder for a run's data.
 *
 * @throws Error on a file system in memory, where a sync costs nothing and every figure would be wrong
 */
export function makeBenchFolder(parent: string): { folder: string; fileSystem: string; remove(): void } {
  const fileSystem = fileSystemOf(parent);
  if (fileSystem === "tmpfs") {
    throw new Error(`${parent} is in memory, so nothing there is durable. Give a folder on a disk: --folder PATH.`);
  }
  const folder = mkdtempSync(join(parent, "sidetone-bench-"));
  return { folder, fileSystem, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
