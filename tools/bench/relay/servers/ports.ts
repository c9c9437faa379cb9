import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { PinnedProcess } from "./pinned-process.ts";

export const LOOPBACK = "127.0.0.1";

/** A port that nobody listens on, for programs that cannot choose one themselves. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, LOOPBACK);
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("The system gave no port.");
  return address.port;
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
