import { spawn } from "node:child_process";

/** A program that is asked line by line. */
export interface RunningScript {
  /** @returns its next line. Rejects where it has ended, or does not answer in time. One question at a time. */
  ask(line: string): Promise<string>;
  readonly hasEnded: boolean;
  end(): void;
}

export type StartScript = (file: string, args: readonly string[]) => RunningScript;

/** Starting PowerShell takes most of a second, and the keys may be held for one. Milliseconds. */
const ANSWER_WITHIN_MS = 5_000;
/** What it answers is a word. Characters. */
const LONGEST_ANSWER = 1_000;

/**
 * Starts a program of the system, without a window of its own. It is given nothing but the questions, and its input ends with
 * the app, whatever becomes of that.
 */
export const startScript: StartScript = (file, args) => {
  const child = spawn(file, [...args], { stdio: ["pipe", "pipe", "ignore"], windowsHide: true, shell: false });
  let text = "";
  let hasEnded = false;
  let waiting: { resolve(line: string): void; reject(error: Error): void } | undefined;
  const end = (error: Error) => {
    hasEnded = true;
    child.kill();
    waiting?.reject(error);
    waiting = undefined;
  };
  child.on("error", end);
  child.on("exit", () => end(new Error("the program has ended")));
  // Where it has ended, "exit" says so.
  child.stdin.on("error", () => {});
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    const at = text.indexOf("\n");
    if (at !== -1) {
      const line = text.slice(0, at).trim();
      text = "";
      waiting?.resolve(line);
      waiting = undefined;
    } else if (text.length > LONGEST_ANSWER) end(new Error("the program says too much"));
  });
  return {
    get hasEnded() {
      return hasEnded;
    },
    end: () => end(new Error("the program was ended")),
    async ask(line) {
      if (hasEnded) throw new Error("the program has ended");
      const answer = new Promise<string>((resolve, reject) => {
        waiting = { resolve, reject };
      });
      const timer = setTimeout(() => end(new Error("the program does not answer")), ANSWER_WITHIN_MS);
      child.stdin.write(`${line}\n`);
      try {
        return await answer;
      } finally {
        clearTimeout(timer);
      }
    },
  };
};
