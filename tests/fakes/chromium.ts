import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type LaunchOptions } from "playwright-core";

/** Where Chromium, Chrome or Edge usually is; `CHROMIUM_PATH` comes first. */
const places = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ...[process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA].flatMap((folder) =>
    folder === undefined
      ? []
      : [
          join(folder, "Google", "Chrome", "Application", "chrome.exe"),
          join(folder, "Microsoft", "Edge", "Application", "msedge.exe"),
        ],
  ),
];

function findChromium(): string | undefined {
  return places.find((place) => place !== undefined && existsSync(place));
}

/**
 * Why tests that need a browser are left out here; undefined when they run. With `SIDETONE_REQUIRE_ALL=1` nothing is left
 * out, and they fail instead.
 */
export function whyNoChromium(): string | undefined {
  if (findChromium() !== undefined || process.env.SIDETONE_REQUIRE_ALL === "1") return undefined;
  return "no Chromium was found: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH";
}

/** A headless browser. @throws Error when there is none on this machine. */
export function launchChromium(options: Pick<LaunchOptions, "env"> = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error("No Chromium was found. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.");
  }
  return chromium.launch({
    ...options,
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
