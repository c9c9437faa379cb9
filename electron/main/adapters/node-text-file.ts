import { open } from "node:fs/promises";
import type { TextFile } from "../ports/text-file.ts";

/** Reads no more than it may, whatever the file says of its size. */
export const nodeTextFile: TextFile = {
  async read(path, most) {
    const file = await open(path, "r");
    try {
      const buffer = Buffer.alloc(most + 1);
      let length = 0;
      for (;;) {
        const { bytesRead } = await file.read(buffer, length, buffer.length - length, null);
        length += bytesRead;
        if (length > most) return undefined;
        if (bytesRead === 0) return buffer.toString("utf8", 0, length);
      }
    } finally {
      await file.close();
    }
  },
};
