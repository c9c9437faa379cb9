import { execFileSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { installedProgram, whyNotInstalled } from "../fakes/installed-program.ts";
import { temporaryFolder } from "../fakes/temporary-folder.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** Disks write so much or nothing of it. Bytes. */
const SECTOR = 512;

/** Why there can be no faulty disk here; undefined where there can. With `SIDETONE_REQUIRE_ALL=1`, its absence fails. */
export function whyNoFaultyDisk(): string | undefined {
  return process.platform === "linux"
    ? whyNotInstalled("gcc", "gcc libc6-dev")
    : "needs Linux, to stand in for its disk";
}

/** A data folder on a disk that fails when it is told to, and whose power can be cut; see `faulty-disk.c`. */
export class FaultyDisk {
  readonly dataDir: string;
  readonly #synced: string;
  readonly #control: string;
  readonly #library: string;

  constructor() {
    const folder = temporaryFolder();
    this.dataDir = join(folder, "data");
    this.#synced = join(folder, "synced");
    this.#control = join(folder, "control");
    this.#library = join(folder, "faulty-disk.so");
    mkdirSync(this.dataDir);
    mkdirSync(this.#synced);
    writeFileSync(this.#control, Buffer.alloc(20));
    const source = resolve("tests/relay-faults/faulty-disk.c");
    execFileSync(installedProgram("gcc", "gcc libc6-dev"), [
      "-shared",
      "-fPIC",
      "-O2",
      "-o",
      this.#library,
      source,
      "-ldl",
    ]);
  }

  /** What the relay is to be started with. */
  get env(): Record<string, string> {
    return {
      LD_PRELOAD: this.#library,
      DISK_FOLDER: this.dataDir,
      DISK_SYNCED: this.#synced,
      DISK_CONTROL: this.#control,
    };
  }

  /** Every write fails with this error of the system; 0 for none. */
  failWrites(errno: number): void {
    this.#set(0, errno);
  }

  /** Every sync fails with this error of the system; 0 for none. */
  failSyncs(errno: number): void {
    this.#set(1, errno);
  }

  /** Whether the disk says that it has synced when it has not. */
  lie(on: boolean): void {
    this.#set(2, on ? 1 : 0);
  }

  /** The process dies in the middle of this write to SQLite's log, counted from now on; 0 for never. */
  dieInWrite(count: number): void {
    this.#set(3, count);
  }

  /** Whether the process dies in the next sync of SQLite's log, when all is written and nothing is synced. */
  dieInSync(on: boolean): void {
    this.#set(4, on ? 1 : 0);
  }

  /**
   * What was not synced is lost, wholly or in part: of each sector that was written since, either content may be there. To
   * be called when the process is dead.
   *
   * @param share how much of it has come through, 0 to 1; a matter of luck where it is left out
   */
  cutPower(random: SeededRandom, share = [0, 0.5, 1][random.between(0, 2)] ?? 0): void {
    for (const name of readdirSync(this.dataDir)) {
      const file = join(this.dataDir, name);
      const copy = join(this.#synced, name);
      if (name.endsWith("-shm")) rmSync(file);
      else if (existsSync(copy)) {
        const left = mixed(readFileSync(copy), readFileSync(file), () => random.next() < share);
        // What is there after a power cut has reached the disk, whether it was synced or not.
        for (const path of [file, copy]) writeFileSync(path, left);
      }
      // Its name may be there before its content is, and the other way round.
      else if (random.next() < 0.5) rmSync(file);
      else writeFileSync(file, readFileSync(file).subarray(0, share * SECTOR));
    }
  }

  #set(place: number, value: number): void {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(value);
    const file = openSync(this.#control, "r+");
    writeSync(file, bytes, 0, 4, 4 * place);
    closeSync(file);
  }
}

function mixed(synced: Buffer, written: Buffer, hasComeThrough: () => boolean): Buffer {
  const result = Buffer.alloc((hasComeThrough() ? written : synced).length);
  for (let at = 0; at < result.length; at += SECTOR) {
    const isNew = at >= synced.length || (at < written.length && hasComeThrough());
    (isNew ? written : synced).subarray(at, at + SECTOR).copy(result, at);
  }
  return result;
}
