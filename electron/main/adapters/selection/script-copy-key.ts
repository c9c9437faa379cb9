import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "../../ports/logger.ts";
import type { CopyFailure, CopyKey } from "../../ports/selection-source.ts";

/** Starting PowerShell takes most of a second, and the keys may be held for one. Milliseconds. */
const ANSWER_WITHIN_MS = 5_000;

/** Runs a program; answers what it wrote. Rejects where it cannot, or takes too long. */
export type RunProgram = (file: string, args: readonly string[]) => Promise<string>;

/** Runs a program of the system, without a window of its own. */
export const runProgram: RunProgram = (file, args) =>
  new Promise((resolve, reject) => {
    const options = { timeout: ANSWER_WITHIN_MS, windowsHide: true, maxBuffer: 10_000, shell: false };
    execFile(file, [...args], options, (error, stdout) => (error === null ? resolve(stdout) : reject(error)));
  });

/** With what which system runs our script. Whole paths: nothing that lies in a folder of `PATH` is run instead. */
const programs: Partial<
  Record<NodeJS.Platform, { script: string; file(env: NodeJS.ProcessEnv): string; args: readonly string[] }>
> = {
  win32: {
    script: "copy-selection.ps1",
    file: ({ SystemRoot = "C:\\Windows" }) => `${SystemRoot}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`,
    args: ["-NoLogo", "-NoProfile", "-NonInteractive", "-Command"],
  },
  darwin: { script: "copy-selection.js", file: () => "/usr/bin/osascript", args: ["-l", "JavaScript", "-e"] },
};

export interface ScriptCopyKeyOptions {
  platform: NodeJS.Platform;
  /** Where the scripts are. */
  folder: string;
  env: NodeJS.ProcessEnv;
  run: RunProgram;
  logger: Logger;
}

/** The copying key, pressed by a script that the app brings, and a program that the system brings. */
export class ScriptCopyKey implements CopyKey {
  readonly #options: ScriptCopyKeyOptions;
  #script: Promise<string> | undefined;

  constructor(options: ScriptCopyKeyOptions) {
    this.#options = options;
  }

  async press(): Promise<{ ok: true } | { ok: false; why: CopyFailure }> {
    const { platform, folder, env, run, logger } = this.#options;
    const program = programs[platform];
    if (program === undefined) return { ok: false, why: "failed" };
    try {
      // Handed over as an argument: what lies in the package's archive is no file to other programs.
      this.#script ??= readFile(join(folder, program.script), "utf8");
      const answer = (await run(program.file(env), [...program.args, await this.#script])).trim();
      if (answer === "sent") return { ok: true };
      if (answer === "held") return { ok: false, why: "held" };
      logger.error("the copying key could not be pressed", { answer: answer.slice(0, 100) });
    } catch (error) {
      this.#script = undefined;
      // The message of a program that failed repeats the script.
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      logger.error("the copying key could not be pressed", { code: String(code) });
    }
    return { ok: false, why: "failed" };
  }
}
