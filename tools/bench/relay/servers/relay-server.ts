import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Target } from "../generator/target.ts";
import { seedDevices } from "../seed-devices.ts";
import type { BenchServer } from "./bench-server.ts";
import { PinnedProcess } from "./pinned-process.ts";
import { freePort, LOOPBACK, untilAccepting } from "./ports.ts";

const SERVER_CORE = 0;
/** As in relay/deploy/sidetone-relay.service. */
const NODE_OPTIONS = ["--max-semi-space-size=8"];
const project = resolve(import.meta.dirname, "../../../..");

export interface RelayServerOptions {
  folder: string;
  clients: number;
  accounts: number;
  /** Done to the data folder before the relay is started. */
  prepare?: (dataDir: string, accounts: readonly string[]) => void;
}

/** The relay as it is operated: `relay/main.ts serve` with a configuration and a data folder. */
export class RelayServer implements BenchServer {
  readonly name = "relay";
  readonly target: Extract<Target, { kind: "relay" }>;
  readonly operationsPort: number;
  readonly configFile: string;
  readonly #logFile: string;
  readonly #compileCache: string;
  #process: PinnedProcess | undefined;

  private constructor(
    target: Extract<Target, { kind: "relay" }>,
    files: { configFile: string; logFile: string; compileCache: string; operationsPort: number },
  ) {
    this.target = target;
    this.configFile = files.configFile;
    this.operationsPort = files.operationsPort;
    this.#logFile = files.logFile;
    this.#compileCache = files.compileCache;
  }

  /** Writes a configuration, pairs a device for each client, and starts. */
  static async start({ folder, clients, accounts: count, prepare }: RelayServerOptions): Promise<RelayServer> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const accounts = Array.from({ length: count }, (_, at) => {
      const id = `a${String(at + 1).padStart(3, "0")}`;
      return { id, hookSecret: `a-hook-secret-of-at-least-32-letters-${id}` };
    });
    const port = await freePort();
    const operationsPort = await freePort();
    const dataDir = join(folder, "data");
    const configFile = join(folder, "relay.config.json");
    const config = {
      listen: { host: LOOPBACK, port },
      operations: { listen: { host: LOOPBACK, port: operationsPort } },
      dataDir,
      // One client is as many connections as a company of hundreds; each limit is still looked at for each hook.
      limits: { connections: 30_000, hooksPerSecond: 1_000_000 },
      accounts: accounts.map(({ id, hookSecret }) => ({
        id,
        name: `Firma ${id} A/S`,
        hookSecrets: [hookSecret],
        flexfone: { baseUrl: "http://127.0.0.1:9/api/", account: id, hash: "unused" },
      })),
    };
    writeFileSync(configFile, JSON.stringify(config), { mode: 0o600 });
    const tokensFile = join(folder, "tokens");
    const ids = accounts.map(({ id }) => id);
    await seedDevices({ dataDir, accounts: ids, clients, tokensFile });
    prepare?.(dataDir, ids);
    const server = new RelayServer(
      { kind: "relay", host: LOOPBACK, port, accounts, tokensFile },
      { configFile, logFile: join(folder, "relay.log"), compileCache: join(folder, "compiled"), operationsPort },
    );
    // The service has been started before, so Node has prepared its code.
    await server.startAgain();
    await server.stop();
    await server.startAgain();
    return server;
  }

  /** @returns how long it took until connections were accepted, milliseconds */
  async startAgain(): Promise<number> {
    const begun = performance.now();
    this.#process = new PinnedProcess({
      core: SERVER_CORE,
      command: process.execPath,
      args: [...NODE_OPTIONS, join(project, "relay/main.ts"), "serve", "--config", this.configFile],
      logFile: this.#logFile,
      cwd: project,
      environment: { NODE_COMPILE_CACHE: this.#compileCache },
    });
    await untilAccepting(this.#process, this.target.port);
    return performance.now() - begun;
  }

  pids(): number[] {
    return this.#process === undefined ? [] : [this.#process.pid];
  }

  async stop(): Promise<void> {
    await this.#process?.stop();
  }

  /** As a power cut or the kernel's out-of-memory killer would. */
  async kill(): Promise<void> {
    await this.#process?.stop("SIGKILL");
  }

  /** Prometheus' text; undefined where the relay does not offer it. */
  async metrics(): Promise<string | undefined> {
    const response = await fetch(`http://${LOOPBACK}:${this.operationsPort}/metrics`).catch(() => undefined);
    return response?.ok === true ? await response.text() : undefined;
  }
}
