import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../fakes/temporary-folder.ts";

/** Why the relay's clock cannot be set here; undefined where it can. With `SIDETONE_REQUIRE_ALL=1`, that fails instead. */
export function whyNoJumpingClock(): string | undefined {
  if (process.env.SIDETONE_REQUIRE_ALL === "1" || library() !== undefined) return undefined;
  return "faketime is not installed (Debian: apt-get install faketime)";
}

/** The clock of a process, by faketime: what tells the time of day jumps, and what measures time does not. */
export class JumpingClock {
  readonly env: Record<string, string>;
  readonly #file: string;

  /** @throws Error where faketime is not installed */
  constructor() {
    const preload = library();
    if (preload === undefined) throw new Error("faketime is not installed. Debian: apt-get install faketime");
    this.#file = join(temporaryFolder(), "clock");
    this.set("+0");
    this.env = {
      LD_PRELOAD: preload,
      FAKETIME_TIMESTAMP_FILE: this.#file,
      FAKETIME_NO_CACHE: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
    };
  }

  /** @param offset from the true time, such as `+1h` */
  set(offset: string): void {
    writeFileSync(this.#file, `${offset}\n`);
  }
}

/** Where Debian puts it, whatever the processor. */
function library(): string | undefined {
  const folders = existsSync("/usr/lib")
    ? readdirSync("/usr/lib").map((name) => join("/usr/lib", name, "faketime"))
    : [];
  return [...folders, "/usr/lib/faketime"]
    .map((folder) => join(folder, "libfaketimeMT.so.1"))
    .find((file) => existsSync(file));
}
