import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname } from "node:path";

export interface PinnedOptions {
  /** Which core it runs on, from 0. */
  core: number;
  command: string;
  args: readonly string[];
  /** Where its output goes. */
  logFile: string;
  cwd?: string;
  environment?: Readonly<Record<string, string>>;
  /** A channel for messages between Node processes. */
  messages?: boolean;
}

/** What keeps processes apart, so that the generator does not take the server's time. */
export function canPin(): boolean {
  return availableParallelism() >= 2 && existsSync("/usr/bin/taskset");
}

/** A process on one core. */
export class PinnedProcess {
  readonly child: ChildProcess;
  readonly #name: string;
  readonly #logFile: string;

  constructor({ core, command, args, logFile, cwd, environment, messages = false }: PinnedOptions) {
    this.#name = command;
    this.#logFile = logFile;
    const log = openSync(logFile, "a", 0o600);
    const [program = command, ...rest] = canPin()
      ? ["/usr/bin/taskset", "-c", String(core), command, ...args]
      : [command, ...args];
    this.child = spawn(program, rest, {
      cwd: cwd ?? dirname(logFile),
      env: { ...process.env, ...environment },
      stdio: ["ignore", log, log, ...(messages ? (["ipc"] as const) : [])],
    });
    closeSync(log);
    // A benchmark that fails leaves nobody behind who would take the next one's time.
    const end = () => this.child.kill("SIGKILL");
    process.once("exit", end);
    this.child.once("exit", () => process.off("exit", end));
  }

  /** `taskset` becomes the program, so this is the program's. */
  get pid(): number {
    if (this.child.pid === undefined) throw new Error(`${this.#name} was not started: see ${this.#logFile}.`);
    return this.child.pid;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Ends it and waits. */
  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
    if (this.hasEnded) return;
    const ended = once(this.child, "exit");
    this.child.kill(signal);
    const late = setTimeout(() => this.child.kill("SIGKILL"), 15_000);
    await ended;
    clearTimeout(late);
  }

  /** @throws Error where it has ended, with where to read why */
  mustRun(): void {
    if (!this.hasEnded) return;
    const how = this.child.exitCode ?? this.child.signalCode;
    throw new Error(`${this.#name} has ended (${how}). Its output is in ${this.#logFile}.`);
  }
}
