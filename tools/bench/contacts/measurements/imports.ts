import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { openImporter } from "../engine.ts";

/** How long is looked at how late things are with nothing to do. Milliseconds. */
const IDLE_MS = 3_000;

export interface ImportFigures {
  contacts: number;
  refused: number;
  seconds: number;
  /** How long the main thread was kept from its work at most. Milliseconds. */
  stallMs: number;
  /** The same without an import: the machine's own. */
  idleStallMs: number;
  /** By how much the process grew at most. Bytes. */
  memory: number;
}

/** In a process of its own, whose main thread does nothing but wait for it. */
export async function measureImport(input: { folder: string; file: string }): Promise<ImportFigures> {
  const { importer, close } = openImporter(input.folder);
  const idleStallMs = await longestStall(() => wait(IDLE_MS));
  const before = process.memoryUsage().rss;
  const began = performance.now();
  let seconds = 0;
  let outcome: Awaited<ReturnType<typeof importer.run>> | undefined;
  const stallMs = await longestStall(async () => {
    const job = { source: "bench", files: [input.file] };
    outcome = await importer.run(job, () => undefined, new AbortController().signal);
    seconds = (performance.now() - began) / 1000;
  });
  // Of the whole life of the process, in KiB.
  const memory = process.resourceUsage().maxRSS * 1024 - before;
  await close();
  if (outcome?.ok !== true) throw new Error(`The import ended with ${outcome?.code}.`);
  return { contacts: outcome.contacts, refused: outcome.refused, seconds, stallMs, idleStallMs, memory };
}

async function longestStall(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
}
