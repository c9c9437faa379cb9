import { stat, statfs } from "node:fs/promises";
import { Gauge, type Registry } from "prom-client";

/** How large the database is, and how much room its disk has, so that somebody is warned before it is full. */
export function addStorageFigures(registry: Registry, databaseFile: string): void {
  const registers = [registry];
  new Gauge({
    name: "sidetone_relay_storage_bytes",
    help: "Size of the database and its write-ahead log.",
    registers,
    async collect() {
      const sizes = await Promise.all([sizeOf(databaseFile), sizeOf(`${databaseFile}-wal`)]);
      this.set(sizes.reduce((sum, size) => sum + size, 0));
    },
  });
  new Gauge({
    name: "sidetone_relay_storage_free_bytes",
    help: "Free space where the database is.",
    registers,
    async collect() {
      const { bavail, bsize } = await statfs(databaseFile);
      this.set(bavail * bsize);
    },
  });
}

/** The write-ahead log is not there before the first write, nor after the last. */
async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return 0;
    throw error;
  }
}
