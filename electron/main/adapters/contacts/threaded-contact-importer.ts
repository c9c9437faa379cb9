import { Worker } from "node:worker_threads";
import type { ImportProgress } from "../../../../shared/contacts/source.ts";
import { defined } from "../../../../shared/defined.ts";
import type { ContactImporter, ImportJob, ImportOutcome, RefusedLine } from "../../ports/contact-importer.ts";
import { removeLargeFile } from "./contact-file.ts";
import type { ContactFolder } from "./contact-folder.ts";
import type { ImportMessage, ImportTask } from "./import-messages.ts";

/** MB that an import's objects may take before the thread is ended; SQLite's own memory is beside it. */
const MOST_HEAP_MB = 512;
/** A thread that was told to stop and does not is ended. Milliseconds. */
const STOP_WITHIN_MS = 5_000;

/** Imports in a thread, so that nothing else waits for it. */
export class ThreadedContactImporter implements ContactImporter {
  readonly #folder: ContactFolder;
  readonly #thread: URL;
  readonly #under = new Set<Worker>();

  /** @param thread the program of the thread, `import-thread` */
  constructor(folder: ContactFolder, thread: URL) {
    this.#folder = folder;
    this.#thread = thread;
  }

  async run(
    job: ImportJob,
    onProgress: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<ImportOutcome> {
    if (signal.aborted) return { ok: false, code: "cancelled" };
    const { path, former } = this.#folder.next(job.source);
    const stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const task: ImportTask = { path, files: [...job.files], stop, ...defined({ mapping: job.mapping, former }) };
    const outcome = await this.#import(task, onProgress, signal);
    if (outcome.ok && !outcome.unchanged) await this.#folder.flip(job.source);
    return outcome;
  }

  remove(source: string): Promise<void> {
    return this.#folder.remove(source);
  }

  report(source: string, offset: number, limit: number): { lines: RefusedLine[]; total: number } {
    const reader = this.#folder.get(source)?.reader;
    return { lines: reader?.report(offset, limit) ?? [], total: reader?.refused ?? 0 };
  }

  count(source: string): number {
    return this.#folder.get(source)?.reader.contacts ?? 0;
  }

  /** Ends what is under way; the sources have what they had. */
  async dispose(): Promise<void> {
    await Promise.all([...this.#under].map((worker) => worker.terminate()));
  }

  #import(
    task: ImportTask,
    onProgress: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<ImportOutcome> {
    return new Promise((resolve) => {
      const worker = new Worker(this.#thread, {
        workerData: task,
        execArgv: [],
        resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
      });
      this.#under.add(worker);
      let outcome: ImportOutcome | undefined;
      let late: NodeJS.Timeout | undefined;
      const onAbort = () => {
        Atomics.store(new Int32Array(task.stop), 0, 1);
        late = setTimeout(() => void worker.terminate(), STOP_WITHIN_MS);
      };
      signal.addEventListener("abort", onAbort, { once: true });
      worker.on("message", (message: ImportMessage) => {
        if (message.type === "over") outcome = message.outcome;
        else if (!signal.aborted) onProgress(message.progress);
      });
      worker.on("error", (error) => {
        outcome ??= { ok: false, code: "internal", detail: error.message };
      });
      worker.on("exit", () => {
        this.#under.delete(worker);
        clearTimeout(late);
        signal.removeEventListener("abort", onAbort);
        const ended: ImportOutcome = signal.aborted
          ? { ok: false, code: "cancelled" }
          : { ok: false, code: "interrupted" };
        const result = outcome ?? ended;
        // It may have been ended in the middle of its work, or had no room even to tidy up.
        if (result.ok) resolve(result);
        else void removeUnfinished(task.path).then(() => resolve(result));
      });
    });
  }
}

/** What cannot be deleted now is deleted at the next start. */
async function removeUnfinished(path: string): Promise<void> {
  await Promise.allSettled([".new", ".staging"].map((suffix) => removeLargeFile(`${path}${suffix}`)));
}
