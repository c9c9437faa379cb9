import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Browser } from "playwright-core";
import { launchChromium } from "../tests/fakes/chromium.ts";

/**
 * Draws the icons' PNGs from their SVG sources in `resources/icons`, with Chromium:
 *
 *     npm run icons
 *
 * Tray icons in 16 pixels and, as `@2x`, in 32: Electron picks by the name (docs: "nativeImage", "High resolution image").
 * The app's icon in 256 and 512.
 */
const icons = resolve(import.meta.dirname, "../resources/icons");
const browser = await launchChromium();
try {
  for (const file of await readdir(join(icons, "tray"))) {
    if (!file.endsWith(".svg")) continue;
    const name = file.slice(0, -".svg".length);
    await draw(browser, join(icons, "tray", file), 16, join(icons, "tray", `${name}.png`));
    await draw(browser, join(icons, "tray", file), 32, join(icons, "tray", `${name}@2x.png`));
  }
  for (const size of [256, 512]) {
    await draw(browser, join(icons, "app", "app.svg"), size, join(icons, "app", `${size}.png`));
  }
} finally {
  await browser.close();
}

/** @param size edge in pixels */
async function draw(chrome: Browser, source: string, size: number, target: string): Promise<void> {
  const page = await chrome.newPage({ viewport: { width: size, height: size } });
  try {
    const svg = (await readFile(source, "utf8")).replace("<svg ", `<svg width="${size}" height="${size}" `);
    await page.setContent(`<style>html,body{margin:0;background:transparent}svg{display:block}</style>${svg}`);
    await page.screenshot({ path: target, omitBackground: true });
  } finally {
    await page.close();
  }
}
