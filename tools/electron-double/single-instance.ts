import { spawnSync } from "node:child_process";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Handover } from "./desktop-server.ts";

/** Milliseconds until the first process must have taken what the second hands over. */
const HANDOVER_DEADLINE = 10_000;

/** Posts what it reads to the first process's desktop; exit code 0 when it was taken. */
const handOverScript = `
  const { port, token, handover } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  const headers = { Authorization: "Bearer " + token };
  const body = JSON.stringify(handover);
  fetch("http://127.0.0.1:" + port + "/api/handover", { method: "POST", headers, body }).then(
    ({ status }) => process.exit(status === 200 ? 0 : 2),
    () => process.exit(1),
  );
`;

/**
 * The lock of one user-data folder: a file that says where the process that holds it can be reached. Asking is synchronous,
 * as in Electron: whoever does not get it has handed over its arguments when it knows.
 */
export class SingleInstance {
  readonly #self: { port: number; token: string };
  #file: string | undefined;
  #take: ((handover: Handover) => void) | undefined;

  constructor(self: { port: number; token: string }) {
    this.#self = self;
  }

  get isHeld(): boolean {
    return this.#file !== undefined;
  }

  onHandover(take: (handover: Handover) => void): void {
    this.#take = take;
  }

  receive(handover: Handover): void {
    this.#take?.(handover);
  }

  /** Whether this process is the first of its folder. */
  request(folder: string, additionalData: unknown): boolean {
    if (this.#file !== undefined) return true;
    const file = join(folder, "electron-double.lock");
    if (!this.#write(file)) {
      const handover: Handover = { argv: process.argv, workingDirectory: process.cwd(), additionalData };
      if (handOver(file, handover)) return false;
      // Whoever held it is gone without a goodbye.
      rmSync(file, { force: true });
      if (!this.#write(file)) return false;
    }
    this.#file = file;
    process.once("exit", () => this.release());
    return true;
  }

  release(): void {
    if (this.#file !== undefined) rmSync(this.#file, { force: true });
    this.#file = undefined;
  }

  #write(file: string): boolean {
    const whole = `${file}.${process.pid}`;
    writeFileSync(whole, JSON.stringify(this.#self), { mode: 0o600 });
    try {
      // A link comes with its content and fails where the name exists, so that of two only one gets it.
      linkSync(whole, file);
      return true;
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
      throw error;
    } finally {
      rmSync(whole);
    }
  }
}

function handOver(file: string, handover: Handover): boolean {
  const first: unknown = JSON.parse(readFileSync(file, "utf8"));
  const { status } = spawnSync(process.execPath, ["--input-type=commonjs", "-e", handOverScript], {
    input: JSON.stringify({ ...(first as { port: number; token: string }), handover }),
    timeout: HANDOVER_DEADLINE,
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  return status === 0;
}
