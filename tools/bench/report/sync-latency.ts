import { closeSync, fdatasyncSync, openSync, unlinkSync, writeSync } from "node:fs";
import { join } from "node:path";
import { Histogram, type Latency } from "./histogram.ts";

/** What a commit of the size of one SQLite page plus its frame costs at least. Bytes. */
const WRITE_BYTES = 4096 + 24;

/** How long the disk under a folder takes for `fdatasync` after a small append: the floor under every durable answer. */
export function measureSyncLatency(folder: string, rounds: number): Latency {
  const file = join(folder, "sync-latency");
  const descriptor = openSync(file, "w", 0o600);
  const histogram = new Histogram();
  const bytes = Buffer.alloc(WRITE_BYTES, 1);
  try {
    for (let round = 0; round < rounds; round++) {
      writeSync(descriptor, bytes);
      const before = performance.now();
      fdatasyncSync(descriptor);
      histogram.add(performance.now() - before);
    }
  } finally {
    closeSync(descriptor);
    unlinkSync(file);
  }
  return histogram.latency();
}
