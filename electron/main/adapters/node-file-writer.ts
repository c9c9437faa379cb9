import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import type { FileWriter } from "../ports/file-writer.ts";

/** Writes beside the file, and gives it its name at the end. */
export const nodeFileWriter: FileWriter = {
  async write(path, pieces) {
    const beside = `${path}.${randomUUID()}.part`;
    try {
      const file = await open(beside, "wx");
      try {
        for await (const piece of pieces) await file.write(piece);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, path);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  },
};
