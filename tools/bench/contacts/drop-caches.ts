import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";

/** Linux forgets what it has read of files (kernel documentation, `vm.drop_caches`). @returns false where it may not be told to */
export function dropFileCache(): boolean {
  try {
    execFileSync("sync");
    writeFileSync("/proc/sys/vm/drop_caches", "1");
    return true;
  } catch {
    return false;
  }
}
