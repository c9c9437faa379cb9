import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { launchChromium } from "../tests/fakes/chromium.ts";
import { drawSvg } from "./icons/draw-svg.ts";
import { icnsSizes, writeIcns } from "./icons/write-icns.ts";
import { writeIco } from "./icons/write-ico.ts";

/**
 * Draws the icons from their SVG sources in `resources/icons`, with Chromium:
 *
 *     npm run icons
 *
 * - `tray/`: PNGs of 16 pixels and, as `@1.25x`, `@1.5x` and `@2x`, of more: Electron picks by the name (docs:
 *   "nativeImage", "High resolution image"). Templates are for macOS, which has no fractions.
 * - `app/`: `256.png` for windows, `app.ico`, and `app.icns`, which has the margin that Apple's icons have.
 * - `linux/`: one PNG per size, as the icon theme wants them.
 * - `overlay/`: the number of missed calls on the button in Windows' taskbar, from 1 to "9+".
 */
const icons = resolve(import.meta.dirname, "../resources/icons");
/** Names and edges, in pixels, of what stands for 16 pixels on a screen that is scaled. */
const scales = [
  ["", 16],
  ["@1.25x", 20],
  ["@1.5x", 24],
  ["@2x", 32],
] as const;
/** Small icons at Windows' scalings from 100 to 300 %, and large ones. Pixels. */
const windowsSizes = [16, 20, 24, 28, 32, 40, 48, 64, 128, 256];
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];

const browser = await launchChromium();
try {
  const page = await browser.newPage();
  const read = (...path: string[]) => readFile(join(icons, ...path), "utf8");
  const large = await read("app", "app.svg");
  const small = await read("app", "app-small.svg");
  const app = (size: number) => drawSvg(page, size <= 24 ? small : large, size);
  const drawAll = async (sizes: readonly number[], draw: typeof app) => {
    const images = [];
    for (const size of sizes) images.push(await draw(size));
    return images;
  };

  for (const file of await readdir(join(icons, "tray"))) {
    if (!file.endsWith(".svg")) continue;
    const name = file.slice(0, -".svg".length);
    const svg = await read("tray", file);
    for (const [suffix, size] of scales) {
      if (name.endsWith("Template") && suffix.includes(".")) continue;
      await writeFile(join(icons, "tray", `${name}${suffix}.png`), (await drawSvg(page, svg, size)).png);
    }
  }

  await writeFile(join(icons, "app", "256.png"), (await app(256)).png);
  await writeFile(join(icons, "app", "app.ico"), writeIco(await drawAll(windowsSizes, app)));
  // Apple's grid: the ground is 824 of 1024 pixels wide; in `app.svg` it is 60 of 64.
  const margin = (60 * 1024) / 824 / 2;
  const apple = large.replace(/viewBox="[^"]*"/, `viewBox="${32 - margin} ${32 - margin} ${2 * margin} ${2 * margin}"`);
  const appleImages = await drawAll(icnsSizes, (size) => drawSvg(page, apple, size));
  await writeFile(join(icons, "app", "app.icns"), writeIcns(new Map(appleImages.map(({ size, png }) => [size, png]))));

  await mkdir(join(icons, "linux"), { recursive: true });
  for (const { size, png } of await drawAll(linuxSizes, app)) {
    await writeFile(join(icons, "linux", `${size}x${size}.png`), png);
  }

  const overlay = await read("overlay", "missed.svg");
  for (const text of ["1", "2", "3", "4", "5", "6", "7", "8", "9", "9+"]) {
    const svg = overlay.replace("{text}", text).replace('font-size="10"', `font-size="${text.length > 1 ? 7.2 : 10}"`);
    for (const [suffix, size] of scales) {
      const name = `${text.replace("+", "-plus")}${suffix}.png`;
      await writeFile(join(icons, "overlay", name), (await drawSvg(page, svg, size)).png);
    }
  }
} finally {
  await browser.close();
}
