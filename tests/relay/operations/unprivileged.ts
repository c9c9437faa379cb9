import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** How this machine reaches a package registry. */
const network = ["NODE_EXTRA_CA_CERTS", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "npm_config_registry"];
/** Debian's `nobody` and `nogroup`. */
const NOBODY = 65_534;

/** A folder of a user who may do nothing elsewhere, and programs that run as he. */
export class Unprivileged {
  readonly folder: string;
  readonly #user: { uid: number; gid: number } | undefined;
  readonly #environment: NodeJS.ProcessEnv;

  constructor() {
    // Whoever is not root already is such a user.
    this.#user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined;
    this.folder = mkdtempSync(join(tmpdir(), "sidetone-install-"));
    const home = join(this.folder, "home");
    const bin = join(this.folder, "bin");
    mkdirSync(home);
    mkdirSync(bin);
    // He may not be able to reach the Node that runs the tests.
    const node = join(bin, "node");
    cpSync(process.execPath, node);
    this.#environment = {
      HOME: home,
      PATH: `${bin}:${process.env.PATH ?? ""}`,
      npm_config_cache: join(home, "npm"),
      npm_config_fetch_retries: "1",
      ...Object.fromEntries(network.map((name) => [name, process.env[name]])),
    };
    this.own(this.folder, home, bin, node);
  }

  own(...paths: string[]): void {
    if (this.#user !== undefined) for (const path of paths) chownSync(path, this.#user.uid, this.#user.gid);
  }

  spawn(
    command: string,
    words: readonly string[],
    options: { cwd: string; env?: Record<string, string> },
  ): ChildProcess {
    const all: SpawnOptions = {
      ...this.#user,
      cwd: options.cwd,
      env: { ...this.#environment, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    };
    return spawn(command, words, all);
  }

  /** Waits for its end. @throws Error with what it said, where its exit code is not 0 */
  async run(
    command: string,
    words: readonly string[],
    options: { cwd: string; env?: Record<string, string> },
  ): Promise<string> {
    const child = this.spawn(command, words, options);
    let said = "";
    child.stdout?.on("data", (data: Buffer) => {
      said += data.toString();
    });
    child.stderr?.on("data", (data: Buffer) => {
      said += data.toString();
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
    if (code !== 0) throw new Error(`${[command, ...words].join(" ")} ended with ${code}: ${said}`);
    return said;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Makes a folder and those above it, up to one that is there. */
export function makeFolder(user: Unprivileged, folder: string): void {
  if (dirname(folder) !== user.folder && !folder.startsWith(user.folder)) throw new Error(`${folder} is not his`);
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  for (let path = folder; path.length >= first.length; path = dirname(path)) user.own(path);
}
