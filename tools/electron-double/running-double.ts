import type { ElectronDouble } from "./create-double.ts";

/**
 * The one double of this process. A module's exports are fixed when it is loaded, so that what `register.ts` has made must lie
 * where `electron.ts` finds it.
 */
let running: ElectronDouble | undefined;

export function setRunningDouble(double: ElectronDouble): void {
  running = double;
}

/** @throws Error when the program was started without `--import …/register.ts`. */
export function runningDouble(): ElectronDouble {
  if (running === undefined) {
    throw new Error("electron-double: start with `node --import ./tools/electron-double/register.ts <main script>`");
  }
  return running;
}
