import { join } from "node:path";
import { flipFuses } from "@electron/fuses";
import type { AfterPackContext } from "electron-builder";
import { fuseConfig } from "./fuses.ts";

/**
 * Sets the fuses of a packed app, before it is signed. electron-builder's own `electronFuses` has a list of its own, in which
 * the newest fuses are missing, so the program is handed to `@electron/fuses` itself.
 */
export async function setFuses({ appOutDir, electronPlatformName, packager }: AfterPackContext): Promise<void> {
  // Only a Mac can sign anew; packages for macOS are made on one.
  const resign = electronPlatformName === "darwin" && process.platform === "darwin";
  await flipFuses(join(appOutDir, programFile(electronPlatformName, packager)), fuseConfig(resign));
}

/** The program, or on macOS its bundle, in a packed app. */
function programFile(platform: string, packager: AfterPackContext["packager"]): string {
  const { productFilename } = packager.appInfo;
  if (platform === "darwin") return `${productFilename}.app`;
  if (platform === "win32") return `${productFilename}.exe`;
  return "executableName" in packager ? String(packager.executableName) : productFilename.toLowerCase();
}
