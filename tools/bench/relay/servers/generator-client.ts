import { join, resolve } from "node:path";
import { z } from "zod";
import type { Answers, Command } from "../generator/commands.ts";
import { PinnedProcess } from "./pinned-process.ts";

const GENERATOR_CORE = 1;
const script = resolve(import.meta.dirname, "../generator-process.ts");

const answerSchema = z.object({ id: z.int(), answer: z.unknown().optional(), problem: z.string().optional() });

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** The generator's process, on its own core. */
export class GeneratorClient {
  readonly #process: PinnedProcess;
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;

  constructor(folder: string) {
    this.#process = new PinnedProcess({
      core: GENERATOR_CORE,
      command: process.execPath,
      args: ["--max-semi-space-size=64", script],
      logFile: join(folder, "generator.log"),
      messages: true,
    });
    const { child } = this.#process;
    child.on("message", (message) => {
      const { id, answer, problem } = answerSchema.parse(message);
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (problem === undefined) waiting?.resolve(answer);
      else waiting?.reject(new Error(`The generator: ${problem}`));
    });
    child.on("exit", () => {
      for (const { reject } of this.#waiting.values()) reject(new Error("The generator has ended; see generator.log."));
      this.#waiting.clear();
    });
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** @throws Error with what the generator says */
  async tell<C extends Command>(command: C): Promise<Answers[C["do"]]> {
    this.#process.mustRun();
    const id = this.#next++;
    const answered = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#process.child.send({ id, command });
    // Both ends of the channel are this program: the answer to a command has its type.
    return (await answered) as Answers[C["do"]];
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }
}
