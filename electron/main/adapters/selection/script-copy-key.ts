import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../../ports/clock.ts";
import type { Logger } from "../../ports/logger.ts";
import type { CopyKey, KeyAnswer } from "../../ports/selection-source.ts";
import type { RunningScript, StartScript } from "./running-script.ts";

/** Who dials one number often dials the next soon; the rest of the day it costs nothing. Milliseconds. */
const KEEP_RUNNING_MS = 10 * 60_000;

/** With what which system runs our script. Whole paths: nothing that lies in a folder of `PATH` is run instead. */
const programs: Partial<
  Record<NodeJS.Platform, { script: string; file(env: NodeJS.ProcessEnv): string; args: readonly string[] }>
> = {
  win32: {
    script: "copy-selection.ps1",
    file: ({ SystemRoot = "C:\\Windows" }) => `${SystemRoot}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`,
    // Without `None` PowerShell itself reads the questions, as what is piped into the script.
    args: ["-NoLogo", "-NoProfile", "-NonInteractive", "-InputFormat", "None", "-Command"],
  },
  darwin: { script: "copy-selection.js", file: () => "/usr/bin/osascript", args: ["-l", "JavaScript", "-e"] },
};

export interface ScriptCopyKeyOptions {
  platform: NodeJS.Platform;
  /** Where the scripts are. */
  folder: string;
  env: NodeJS.ProcessEnv;
  start: StartScript;
  clock: Clock;
  logger: Logger;
}

/**
 * The copying key, pressed by a script that the app brings, and a program that the system brings. It is started when it is
 * first needed and kept for a while, because starting takes longer than all the rest.
 */
export class ScriptCopyKey implements CopyKey {
  readonly #options: ScriptCopyKeyOptions;
  #running: RunningScript | undefined;
  #cancelEnd: () => void = () => {};
  #disposed = false;

  constructor(options: ScriptCopyKeyOptions) {
    this.#options = options;
  }

  released(): Promise<KeyAnswer> {
    return this.#ask("wait", "ready");
  }

  press(): Promise<KeyAnswer> {
    return this.#ask("copy", "sent");
  }

  dispose(): void {
    this.#disposed = true;
    this.#end();
  }

  async #ask(question: string, expected: string): Promise<KeyAnswer> {
    const { clock, logger } = this.#options;
    this.#cancelEnd();
    try {
      const answer = await (await this.#script()).ask(question);
      this.#cancelEnd = clock.after(KEEP_RUNNING_MS, () => this.#end());
      if (answer === expected) return { ok: true };
      if (answer === "held") return { ok: false, why: "held" };
      logger.error("the copying key could not be pressed", { answer: answer.slice(0, 100) });
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      logger.error("the copying key could not be pressed", { code: String(code) });
    }
    this.#end();
    return { ok: false, why: "failed" };
  }

  async #script(): Promise<RunningScript> {
    if (this.#running?.hasEnded === false) return this.#running;
    const { platform, folder, env, start } = this.#options;
    const program = programs[platform];
    if (program === undefined) throw new Error("there is no script for this system");
    // Handed over as an argument: what lies in the package's archive is no file to other programs.
    const text = await readFile(join(folder, program.script), "utf8");
    if (this.#disposed) throw new Error("the app ends");
    this.#running = start(program.file(env), [...program.args, text]);
    return this.#running;
  }

  #end(): void {
    this.#cancelEnd();
    this.#running?.end();
    this.#running = undefined;
  }
}
