import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The path of an installed Electron binary, or undefined. Looks where the `electron` package keeps it and downloads
 * nothing; `ELECTRON_OVERRIDE_DIST_PATH` is honoured as the package itself does.
 */
export function findElectronBinary(): string | undefined {
  const folder = dirname(fileURLToPath(import.meta.resolve("electron/package.json")));
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const pathFile = join(folder, "path.txt");
  const name = existsSync(pathFile) ? readFileSync(pathFile, "utf8").trim() : nameOf(process.platform);
  const binary = join(override ?? join(folder, "dist"), name);
  return existsSync(binary) ? binary : undefined;
}

function nameOf(platform: NodeJS.Platform): string {
  if (platform === "darwin") return "Electron.app/Contents/MacOS/Electron";
  return platform === "win32" ? "electron.exe" : "electron";
}
