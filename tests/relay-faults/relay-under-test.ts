import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "../fakes/temporary-folder.ts";
import { ACCOUNT, HASH, redeemCode, SECRET } from "../relay/relay-fixture.ts";

/** The relay's accounts and their hook secrets. */
export const SECRETS: Readonly<Record<string, string>> = { [ACCOUNT]: SECRET, "4712": `${SECRET}-of-the-other` };

export interface RelayUnderTestOptions {
  dataDir?: string;
  env?: Record<string, string>;
  /** What the relay is run under, such as `strace …`. */
  wrapper?: readonly string[];
  nodeOptions?: readonly string[];
  /** Fields of the configuration that are to be otherwise. */
  config?: Readonly<Record<string, unknown>>;
}

/** The relay's program, which is killed and started again on the same port and data. */
export class RelayUnderTest {
  readonly folder = temporaryFolder();
  readonly port: number;
  readonly #options: RelayUnderTestOptions;
  readonly #configFile = join(this.folder, "relay.config.json");
  #child: ChildProcess | undefined;
  /** What it wrote to standard output and error. */
  log = "";

  private constructor(port: number, options: RelayUnderTestOptions) {
    this.port = port;
    this.#options = options;
    const config = {
      listen: { port },
      publicUrl: "https://relay.example.dk",
      dataDir: this.dataDir,
      logLevel: "error",
      limits: { hooksPerSecond: 1_000_000, failuresPerMinute: 1_000_000, messagesPerSecond: 1_000 },
      accounts: Object.entries(SECRETS).map(([id, secret]) => ({
        id,
        name: `Account ${id}`,
        hookSecrets: [secret],
        flexfone: { baseUrl: "http://127.0.0.1:9/api/", account: id, hash: HASH },
      })),
      ...options.config,
    };
    writeFileSync(this.#configFile, JSON.stringify(config));
  }

  static async start(options: RelayUnderTestOptions = {}): Promise<RelayUnderTest> {
    const relay = new RelayUnderTest(await freePort(), options);
    onTestFinished(() => relay.kill());
    await relay.start();
    return relay;
  }

  get dataDir(): string {
    return this.#options.dataDir ?? join(this.folder, "data");
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Whether the process is there. */
  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Starts it and waits until it answers. */
  async start(): Promise<void> {
    mkdirSync(this.dataDir, { recursive: true });
    const { wrapper = [], nodeOptions = [], env = {} } = this.#options;
    const words = [
      ...wrapper,
      process.execPath,
      ...nodeOptions,
      resolve("relay/main.ts"),
      "serve",
      "--config",
      this.#configFile,
    ];
    const [program = "", ...args] = words;
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe", ...(nodeOptions.length > 0 ? (["ipc"] as const) : [])],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (data: Buffer) => {
        this.log += data.toString();
      });
    }
    const deadline = Date.now() + 20_000;
    while (!(await this.isHealthy())) {
      if (Date.now() > deadline || !this.isRunning) throw new Error(`the relay does not start: ${this.log}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  async isHealthy(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/healthz`)).ok;
    } catch {
      return false;
    }
  }

  /** As a crash: no cleaning up. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** As an operator does. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  /** Asks the process something over its channel; only with a preload that answers. */
  async ask(question: string): Promise<unknown> {
    const child = this.#child;
    if (child === undefined) throw new Error("not running");
    const answer = once(child, "message");
    child.send(question);
    return (await answer)[0];
  }

  /** Pairs a device by the commands, beside the running relay. */
  async pair(employee: string, account = ACCOUNT): Promise<string> {
    const words = ["invite", "--config", this.#configFile, "--account", account, "--employee", employee];
    const child = spawn(process.execPath, [resolve("relay/main.ts"), ...words], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let out = "";
    child.stdout.on("data", (data: Buffer) => {
      out += data.toString();
    });
    await once(child, "close");
    const code = new URL(out.split("\n")[0] ?? "").searchParams.get("code") ?? "";
    return (await redeemCode(this.url, code)).token;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === undefined || !this.isRunning) return;
    const gone = once(child, "exit");
    child.kill(signal);
    // A wrapper may not pass it on.
    if (this.#options.wrapper !== undefined) spawn("pkill", [`-${signal.slice(3)}`, "-P", String(child.pid)]);
    await gone;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
