import { randomInt } from "node:crypto";
import { connect, createServer } from "node:net";
import type { PinnedProcess } from "./pinned-process.ts";

export const LOOPBACK = "127.0.0.1";

/** Below those that the system gives out itself (`ip_local_port_range`), so that no client has it a moment later. */
const FIRST_PORT = 20_000;
const LAST_PORT = 32_000;

/** A port that nobody listens on, for programs that cannot choose one themselves. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST_PORT, LAST_PORT);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, LOOPBACK, () => server.close(() => resolve(true)));
  });
}

/**
 * Waits until a program accepts connections.
 *
 * @throws Error where it ended, or does not within the time
 */
export async function untilAccepting(process: PinnedProcess, port: number, withinMs = 20_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await accepts(port))) {
    process.mustRun();
    if (performance.now() > deadline) throw new Error(`Nothing accepts connections on port ${port}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: LOOPBACK, port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
