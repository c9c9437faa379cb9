import type { Page } from "playwright-core";
import type { IconImage } from "./write-ico.ts";

/**
 * Draws an SVG with Chromium.
 *
 * @param svg its root element has a `viewBox` and neither width nor height
 * @param size edge in pixels
 */
export async function drawSvg(page: Page, svg: string, size: number): Promise<IconImage> {
  await page.setViewportSize({ width: size, height: size });
  const sized = svg.replace("<svg ", `<svg width="${size}" height="${size}" `);
  await page.setContent(`<style>html,body{margin:0;background:transparent}svg{display:block}</style>${sized}`);
  const png = await page.screenshot({ omitBackground: true });
  const rgba = await page.evaluate(
    async ([encoded, edge]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${encoded}`;
      await image.decode();
      const canvas = new OffscreenCanvas(edge, edge);
      const context = canvas.getContext("2d");
      if (context === null) throw new Error("there is no canvas");
      context.drawImage(image, 0, 0);
      return [...context.getImageData(0, 0, edge, edge).data];
    },
    [png.toString("base64"), size] as const,
  );
  return { size, png, rgba: Uint8Array.from(rgba) };
}
