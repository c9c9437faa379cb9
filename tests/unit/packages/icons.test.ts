import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Data } from "resedit";
import { describe, expect, it } from "vitest";
import { icnsSizes, writeIcns } from "../../../tools/icons/write-icns.ts";
import { writeIco } from "../../../tools/icons/write-ico.ts";

const icons = resolve(import.meta.dirname, "../../../resources/icons");

describe("a Windows icon", () => {
  it("has bitmaps from the bottom up with a mask, and a PNG where it is large", () => {
    // Left red and opaque, right nothing; the lower row green.
    const rgba = Uint8Array.from([255, 0, 0, 255, 0, 0, 0, 0, 0, 255, 0, 255, 0, 255, 0, 255]);
    const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(20)]);
    const file = Data.IconFile.from(
      writeIco([
        { size: 2, png, rgba },
        { size: 256, png, rgba: new Uint8Array() },
      ]),
    );
    expect(file.icons.map(({ width, height, bitCount }) => [width || 256, height || 256, bitCount])).toEqual([
      [2, 2, 32],
      [256, 256, 32],
    ]);
    const bits = smallBits(writeIco([{ size: 2, png, rgba }]));
    expect([...bits.subarray(0, 16)]).toEqual([0, 255, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 0]);
    expect([bits[16], bits[20]]).toEqual([0, 0b0100_0000]);
  });

  it("of the app has every size that Windows asks for", () => {
    const { icons: images } = Data.IconFile.from(readFileSync(join(icons, "app", "app.ico")));
    expect(images.map(({ width }) => width || 256)).toEqual([16, 20, 24, 28, 32, 40, 48, 64, 128, 256]);
  });
});

describe("a macOS icon", () => {
  it("is blocks with their lengths, and says what it lacks", () => {
    const pngs = new Map(icnsSizes.map((size) => [size, Uint8Array.of(size & 0xff)]));
    const icon = writeIcns(pngs);
    expect(icon.toString("latin1", 0, 4)).toBe("icns");
    expect(icon.readUInt32BE(4)).toBe(icon.length);
    expect(icon.toString("latin1", 8, 12)).toBe("icp4");
    expect(icon.readUInt32BE(12)).toBe(9);
    pngs.delete(1024);
    expect(() => writeIcns(pngs)).toThrow("1024 pixels");
  });
});

/** Colours and mask of the only image, behind its header. */
function smallBits(icon: Buffer): Buffer {
  return icon.subarray(6 + 16 + 40);
}
