import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";
import type { ImportOutcome } from "../../electron/main/ports/contact-importer.ts";
import type { ImportNews, ImportOrder } from "./import-program.ts";

/** An import in a process of its own, that can be killed. */
export class ImportProcess {
  readonly #child: ChildProcess;
  /** How often it told how far it was. */
  progress = 0;
  outcome: ImportOutcome | undefined;
  log = "";

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on("message", (news: ImportNews) => {
      if (news.type === "progress") this.progress += 1;
      if (news.type === "over") this.outcome = news.outcome;
    });
    child.stderr?.on("data", (text) => {
      this.log += String(text);
    });
  }

  /** @returns when it has begun */
  static async start(order: ImportOrder, env: Record<string, string> = {}): Promise<ImportProcess> {
    const child = fork(new URL("./import-program.ts", import.meta.url), {
      env: { ...process.env, ...env },
      execArgv: [],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    const started = new ImportProcess(child);
    child.send(order);
    await Promise.race([once(child, "message"), started.over()]);
    return started;
  }

  /** @throws Error where it ended by itself without an outcome */
  static async run(order: ImportOrder, env: Record<string, string> = {}): Promise<ImportOutcome> {
    const started = await ImportProcess.start(order, env);
    await started.over();
    if (started.outcome === undefined) throw new Error(`The import's process ended without an outcome: ${started.log}`);
    return started.outcome;
  }

  /** Until it has told how far it is. */
  async told(): Promise<void> {
    while (this.progress === 0 && this.#isRunning) await Promise.race([once(this.#child, "message"), this.over()]);
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.over();
  }

  async over(): Promise<void> {
    if (this.#isRunning) await once(this.#child, "close");
  }

  get #isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }
}
