import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { doubleArguments, type LaunchOptions, READY_LINE } from "../../electron-double/launch.ts";
import type { Observed, Order } from "./observed.ts";

/** An app on the double, with the observer in its process. */
export interface ObservedApp {
  desktopUrl: string;
  /** The next that is told of this type. @throws Error when the app ends before, or after twenty seconds */
  next<Type extends Observed["type"]>(type: Type): Promise<Extract<Observed, { type: Type }>>;
  order(order: Order): void;
  close(): Promise<void>;
}

const DEADLINE_MS = 20_000;

/** @throws Error with what the app printed when it does not start */
export async function startObserved(options: LaunchOptions): Promise<ObservedApp> {
  const [flag = "", register = "", ...rest] = doubleArguments(options);
  const observer = new URL("./observer.ts", import.meta.url).href;
  const child = spawn(process.execPath, ["--expose-gc", flag, register, "--import", observer, ...rest], {
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const said = outputOf(child);
  const told: Observed[] = [];
  let onTold = () => {};
  child.on("message", (observed: Observed) => {
    told.push(observed);
    onTold();
  });
  const next: ObservedApp["next"] = async (type) => {
    const deadline = Date.now() + DEADLINE_MS;
    for (;;) {
      const at = told.findIndex((one) => one.type === type);
      const [found] = at < 0 ? [] : told.splice(at, 1);
      if (found !== undefined) return found as Extract<Observed, { type: typeof type }>;
      if (Date.now() > deadline || child.exitCode !== null) {
        throw new Error(`The app did not tell of "${type}":\n${said()}`);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1_000);
        onTold = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  return {
    desktopUrl: await readyUrl(child, said),
    next,
    order: (order) => child.send(order),
    async close() {
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

/** What it printed so far. */
function outputOf(child: ChildProcess): () => string {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
    });
  }
  return () => output;
}

function readyUrl(child: ChildProcess, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const read = () => {
      const url = READY_LINE.exec(said())?.[1];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.on("data", read);
    child.once("exit", (code) => reject(new Error(`The app ended with ${code}:\n${said()}`)));
  });
}
