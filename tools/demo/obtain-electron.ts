import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findElectronBinary } from "../find-electron.ts";

/** How long the download may take before the demo goes on without it. Milliseconds. */
const DOWNLOAD_WITHIN_MS = 15_000;

/** Electron's binary: the installed one, or fetched within 15 seconds; undefined where neither is to be had. */
export async function obtainElectron(): Promise<string | undefined> {
  const installed = findElectronBinary();
  if (installed !== undefined) return installed;
  console.log("Electron is not installed yet; trying to fetch it for up to 15 seconds …");
  await download();
  return findElectronBinary();
}

/** Runs the electron package's own installer and stops it after a while. Its output would only alarm. */
async function download(): Promise<void> {
  const script = join(dirname(fileURLToPath(import.meta.resolve("electron/package.json"))), "install.js");
  const installer = spawn(process.execPath, [script], { stdio: "ignore" });
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => installer.kill("SIGKILL"), DOWNLOAD_WITHIN_MS);
    const finished = () => {
      clearTimeout(timer);
      resolve();
    };
    installer.on("error", finished);
    installer.on("exit", finished);
  });
}
