import { readFileSync } from "node:fs";
import type { NativeImage, Size } from "electron";
import { missing, refuseUnknown, refuseUnknownOfClass } from "./refuse-unknown.ts";

type Offered = Pick<
  NativeImage,
  "isEmpty" | "toPNG" | "toDataURL" | "getSize" | "isTemplateImage" | "setTemplateImage" | "addRepresentation"
>;

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** An image that is kept as its PNG file; nothing is decoded or scaled. */
export class NativeImageDouble implements Offered {
  readonly #png: Buffer;
  #template = false;

  constructor(png: Buffer) {
    this.#png = png;
  }

  isEmpty(): boolean {
    return this.#png.length === 0;
  }

  toPNG(): Buffer {
    return this.#png;
  }

  toDataURL(): string {
    return this.isEmpty() ? "" : `data:image/png;base64,${this.#png.toString("base64")}`;
  }

  /** Pixels, from the file's IHDR chunk (RFC 2083, section 4.1.1). */
  getSize(): Size {
    if (this.isEmpty()) return { width: 0, height: 0 };
    return { width: this.#png.readUInt32BE(16), height: this.#png.readUInt32BE(20) };
  }

  isTemplateImage(): boolean {
    return this.#template;
  }

  setTemplateImage(option: boolean): void {
    this.#template = option;
  }

  // One representation is enough for a mock desktop.
  addRepresentation(): void {}
}
refuseUnknownOfClass(NativeImageDouble, "nativeImage");

const empty = Buffer.alloc(0);

/** A file that is missing or no PNG gives an empty image, as Electron does with what it cannot read. */
function fromPath(path: string): NativeImageDouble {
  try {
    return fromBuffer(readFileSync(path));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return new NativeImageDouble(empty);
    throw error;
  }
}

function fromBuffer(buffer: Buffer): NativeImageDouble {
  return new NativeImageDouble(buffer.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE) ? buffer : empty);
}

/** What the app imports as `nativeImage`. */
export const nativeImageDouble = refuseUnknown(
  {
    createEmpty: () => new NativeImageDouble(empty),
    createFromPath: fromPath,
    createFromBuffer: fromBuffer,
    createFromDataURL(url: string) {
      const png = url.match(/^data:image\/png;base64,(.*)$/)?.[1];
      if (png === undefined) throw missing("nativeImage.createFromDataURL of anything but base64 PNG");
      return fromBuffer(Buffer.from(png, "base64"));
    },
  },
  "nativeImage",
);

/** What the app gave as an image: the image itself or a file's path. */
export function asImage(image: NativeImageDouble | string): NativeImageDouble {
  return typeof image === "string" ? fromPath(image) : image;
}
