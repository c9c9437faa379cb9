import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import type { Readable } from "node:stream";
import { onTestFinished } from "vitest";

/** The relay's program as a process of its own, killed when the test is over. */
export class RelayProcess {
  out = "";
  err = "";
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #exited: Promise<unknown>;
  #changed: () => void = () => {};

  constructor(...words: string[]) {
    this.child = spawn(process.execPath, [resolve("relay/main.ts"), ...words], { stdio: ["ignore", "pipe", "pipe"] });
    this.child.stdout.on("data", (data: Buffer) => {
      this.out += data.toString();
      this.#changed();
    });
    this.child.stderr.on("data", (data: Buffer) => {
      this.err += data.toString();
      this.#changed();
    });
    this.#exited = once(this.child, "close").then(() => this.#changed());
    onTestFinished(() => {
      this.child.kill("SIGKILL");
    });
  }

  /** Waits for a named condition on its standard output; fails after half a minute with what it said. */
  async until(what: string, condition: (out: string) => boolean): Promise<void> {
    const deadline = Date.now() + 30_000;
    while (!condition(this.out)) {
      const left = deadline - Date.now();
      if (left <= 0 || this.child.exitCode !== null) {
        throw new Error(`waited in vain until ${what}; it said: ${this.out}${this.err}`);
      }
      await new Promise<void>((done) => {
        const timer = setTimeout(done, left);
        this.#changed = () => {
          clearTimeout(timer);
          done();
        };
      });
    }
  }

  /** For `serve`: waits until it listens. */
  async listening(): Promise<{ url: string; operationsUrl: string | undefined }> {
    await this.until("it listens", (out) => out.includes('"url"'));
    const line = this.out.split("\n").find((one) => one.includes('"url"')) ?? "{}";
    return JSON.parse(line) as { url: string; operationsUrl: string | undefined };
  }

  /** Its exit code, once it is over; undefined where a signal ended it. */
  async exitCode(): Promise<number | undefined> {
    await this.#exited;
    return this.child.exitCode ?? undefined;
  }
}
