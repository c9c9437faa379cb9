import { execFileSync } from "node:child_process";

/** What a process holds open besides its clients. */
const BESIDES = 500;

/**
 * Whether so many clients can be connected: each is a file descriptor in the server, and one in the generator.
 *
 * @throws Error that says how to raise the limit
 */
export function requireOpenFiles(clients: number): void {
  const limit = execFileSync("sh", ["-c", "ulimit -n"], { encoding: "utf8" }).trim();
  if (limit === "unlimited" || Number(limit) >= clients + BESIDES) return;
  throw new Error(
    `${clients} clients need ${clients + BESIDES} open files, and this shell allows ${limit}. ` +
      `Raise it: "ulimit -n ${clients + BESIDES}" (as root, or within "ulimit -Hn"), or run with fewer clients.`,
  );
}
