/** The kinds of image in a macOS icon that hold a PNG, by the edge of the image in pixels. */
const kinds: readonly (readonly [kind: string, size: number])[] = [
  ["icp4", 16],
  ["ic11", 32],
  ["icp5", 32],
  ["ic12", 64],
  ["ic07", 128],
  ["ic13", 256],
  ["ic08", 256],
  ["ic14", 512],
  ["ic09", 512],
  ["ic10", 1024],
];

/** The edges, in pixels, that `writeIcns` needs. */
export const icnsSizes: readonly number[] = [...new Set(kinds.map(([, size]) => size))];

/**
 * A macOS icon of PNGs: "icns", the length of all, and for each image its kind and length, big-endian.
 *
 * @param pngs by the edge in pixels
 * @throws Error where a size is missing
 * @see https://en.wikipedia.org/wiki/Apple_Icon_Image_format
 */
export function writeIcns(pngs: ReadonlyMap<number, Uint8Array>): Buffer {
  const parts = kinds.map(([kind, size]) => {
    const png = pngs.get(size);
    if (png === undefined) throw new Error(`there is no image of ${size} pixels`);
    return block(kind, png);
  });
  return block("icns", Buffer.concat(parts));
}

function block(kind: string, content: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.write(kind, "latin1");
  head.writeUInt32BE(head.length + content.length, 4);
  return Buffer.concat([head, content]);
}
