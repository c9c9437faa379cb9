import { type FSWatcher, watch } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import type { Clock } from "../../ports/clock.ts";
import type { FileWatcher } from "../../ports/file-watcher.ts";
import { localFiles } from "./local-files.ts";

/** A program that writes a file is given this long to write on. Milliseconds. */
const QUIET_MS = 1_500;
/** Servers' shares tell nothing by themselves: they are looked at this often. Milliseconds. */
const LOOK_EVERY_MS = 2 * 60_000;

/**
 * Watches by what the file system tells and, since shares tell nothing, by looking. A file is watched by its folder, since
 * programs replace it by another when they save.
 */
export class NodeFileWatcher implements FileWatcher {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  watch(path: string, onChange: () => void): () => void {
    let watcher: FSWatcher | undefined;
    let isStopped = false;
    let quiet: () => void = () => {};
    let look: () => void = () => {};
    let seen: string | undefined;
    const changed = () => {
      quiet();
      quiet = this.#clock.after(QUIET_MS, () => void check());
    };
    const check = async () => {
      const now = await stateOf(path);
      if (isStopped) return;
      if (now !== seen && seen !== undefined) {
        seen = now;
        onChange();
      }
      seen = now;
      // It has come (back), or what was watched has gone.
      if (watcher === undefined) await begin();
    };
    const begin = async () => {
      const isFolder = await isDirectory(path);
      if (isStopped || watcher !== undefined) return;
      try {
        watcher = watch(isFolder ? path : dirname(path), { persistent: false }, (_event, name) => {
          if (isFolder || name === null || name === basename(path)) changed();
        });
        const ended = () => {
          watcher?.close();
          watcher = undefined;
          changed();
        };
        watcher.on("error", ended);
      } catch {
        // Not there, or a share that cannot be watched: looking is what is left.
        watcher = undefined;
      }
    };
    const lookAgain = () => {
      look = this.#clock.after(LOOK_EVERY_MS, () => void check().then(lookAgain));
    };
    void check();
    lookAgain();
    return () => {
      isStopped = true;
      quiet();
      look();
      watcher?.close();
    };
  }
}

/** Changes with what is there. */
async function stateOf(path: string): Promise<string> {
  const found = await localFiles.fetch(
    { id: "", kind: "watched", name: "", location: path },
    { password: undefined, isWanted: true, signal: new AbortController().signal },
  );
  return found.ok ? JSON.stringify(found.validators) : found.code;
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
