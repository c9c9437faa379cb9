import { join, resolve } from "node:path";
import type { Target } from "../generator/target.ts";
import type { BenchServer } from "./bench-server.ts";
import { PinnedProcess } from "./pinned-process.ts";
import { freePort, LOOPBACK, untilAccepting } from "./ports.ts";

const SERVER_CORE = 0;

/** One of our own small servers, on the server's core. */
export async function startScript(
  name: "floor" | "ceiling" | "socket-io",
  folder: string,
  messageBytes: number,
): Promise<BenchServer> {
  const port = await freePort();
  const server = new PinnedProcess({
    core: SERVER_CORE,
    command: process.execPath,
    args: [resolve(import.meta.dirname, `../${name}-server.ts`), String(port), String(messageBytes)],
    logFile: join(folder, `${name}.log`),
  });
  await untilAccepting(server, port);
  const target: Target =
    name === "socket-io"
      ? { kind: "socket-io", host: LOOPBACK, port, messageBytes }
      : { kind: "bare", host: LOOPBACK, port };
  return { name, target, pids: () => [server.pid], stop: () => server.stop() };
}
