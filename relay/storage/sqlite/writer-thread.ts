import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { type Entry, EventWriter, messageOf, type Written } from "./event-writer.ts";
import { type CleaningSlice, LogCleaner } from "./log-cleaner.ts";
import { type ErasingSlice, LogEraser } from "./log-eraser.ts";
import { openDatabase } from "./open-database.ts";

/**
 * The one writer of events, in a thread of its own: takes a group of entries and commits them together, so that the cost
 * of syncing to disk is shared by all that arrived while the last group was written.
 */
export type WriterRequest =
  /** JSON of the entries: a text crosses between threads much faster than objects do. */
  | { type: "write"; group: string }
  | { type: "clean"; slice: CleaningSlice }
  | { type: "erase"; slice: ErasingSlice }
  | { type: "check" }
  | { type: "close" };

export type WriterAnswer =
  /** JSON of what became of each, in order. */
  | { type: "written"; written: string }
  | { type: "cleaned"; next: CleaningSlice | undefined }
  | { type: "erased"; next: ErasingSlice | undefined; count: number }
  | { type: "done" }
  | { type: "failed"; message: string };

const { file, epoch } = z.object({ file: z.string(), epoch: z.string() }).parse(workerData);
const database = openDatabase(file);
// What is deleted is overwritten, so that it cannot be found in the file.
database.pragma("secure_delete = ON");
const writer = new EventWriter(database, epoch);
const cleaner = new LogCleaner(database);
const eraser = new LogEraser(database);

parentPort?.on("message", (request: WriterRequest) => {
  parentPort?.postMessage(carryOut(request));
  if (request.type === "close") parentPort?.close();
});

function carryOut(request: WriterRequest): WriterAnswer {
  try {
    switch (request.type) {
      case "write":
        return { type: "written", written: write(request.group) };
      case "clean":
        return { type: "cleaned", next: cleaner.clean(request.slice) };
      case "erase":
        return erase(request.slice);
      case "check":
        database.prepare("INSERT OR REPLACE INTO meta (name, value) VALUES ('checked', ?)").run(String(Date.now()));
        return { type: "done" };
      case "close":
        database.close();
        return { type: "done" };
    }
  } catch (error) {
    return { type: "failed", message: messageOf(error) };
  }
}

function write(group: string): string {
  const written: Written[] = writer.write(JSON.parse(group) as Entry[]);
  return JSON.stringify(written);
}

function erase(slice: ErasingSlice): WriterAnswer {
  const { next, count } = eraser.erase(slice);
  // What was erased stands in the write-ahead log too.
  if (next === undefined) database.pragma("wal_checkpoint(TRUNCATE)");
  return { type: "erased", next, count };
}
