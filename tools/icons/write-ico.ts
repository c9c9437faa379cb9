/** An image of an icon: its PNG, and its pixels as RGBA, row by row from the top. */
export interface IconImage {
  /** Edge in pixels. */
  size: number;
  png: Uint8Array;
  rgba: Uint8Array;
}

const HEADER = 6;
const ENTRY = 16;
const BITMAP_HEADER = 40;

/**
 * A Windows icon. Images up to 128 pixels are bitmaps, which all of Windows and NSIS read; larger ones are PNGs (Windows
 * Vista and later), since a bitmap of 256 pixels is 270 kB.
 *
 * @see https://learn.microsoft.com/windows/win32/menurc/newheader and `ICONDIRENTRY`
 */
export function writeIco(images: readonly IconImage[]): Buffer {
  const bodies = images.map((image) => (image.size <= 128 ? bitmap(image) : Buffer.from(image.png)));
  const head = Buffer.alloc(HEADER + ENTRY * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  for (const [index, { size }] of images.entries()) {
    const body = bodies[index] ?? Buffer.alloc(0);
    const at = HEADER + ENTRY * index;
    // 0 stands for 256.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(body.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += body.length;
  }
  return Buffer.concat([head, ...bodies]);
}

/** Colours as BGRA from the bottom row up, then the mask of one bit per pixel, which is for systems without alpha. */
function bitmap({ size, rgba }: IconImage): Buffer {
  const maskRow = Math.ceil(size / 32) * 4;
  const body = Buffer.alloc(BITMAP_HEADER + size * size * 4 + maskRow * size);
  body.writeUInt32LE(BITMAP_HEADER, 0);
  body.writeInt32LE(size, 4);
  // The height counts colours and mask.
  body.writeInt32LE(size * 2, 8);
  body.writeUInt16LE(1, 12);
  body.writeUInt16LE(32, 14);
  body.writeUInt32LE(size * size * 4 + maskRow * size, 20);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const from = ((size - 1 - y) * size + x) * 4;
      const to = BITMAP_HEADER + (y * size + x) * 4;
      const alpha = rgba[from + 3] ?? 0;
      body[to] = rgba[from + 2] ?? 0;
      body[to + 1] = rgba[from + 1] ?? 0;
      body[to + 2] = rgba[from] ?? 0;
      body[to + 3] = alpha;
      const mask = BITMAP_HEADER + size * size * 4 + y * maskRow + (x >> 3);
      if (alpha < 128) body[mask] = (body[mask] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return body;
}
