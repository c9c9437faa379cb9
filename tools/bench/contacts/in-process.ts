import { fork } from "node:child_process";
import type { Measurements } from "./measurements/all-measurements.ts";

/** MiniSearch takes gigabytes for a million contacts. */
const MOST_HEAP_MB = 12_000;

type Input<Name extends keyof Measurements> = Parameters<Measurements[Name]>[0];
type Output<Name extends keyof Measurements> = Awaited<ReturnType<Measurements[Name]>>;

/**
 * One measurement in a new process.
 *
 * @throws Error where it ends without an answer
 */
export function inProcess<Name extends keyof Measurements>(name: Name, input: Input<Name>): Promise<Output<Name>> {
  const child = fork(new URL("./measuring-process.ts", import.meta.url), {
    execArgv: ["--expose-gc", `--max-old-space-size=${MOST_HEAP_MB}`],
    serialization: "advanced",
  });
  const onParentExit = () => child.kill("SIGKILL");
  process.once("exit", onParentExit);
  return new Promise<Output<Name>>((resolve, reject) => {
    child.once("message", ({ value }: { value: Output<Name> }) => resolve(value));
    child.once("exit", (code, signal) => {
      process.off("exit", onParentExit);
      reject(new Error(`${name} ended with ${signal ?? code}.`));
    });
    child.send({ name, input });
  });
}
