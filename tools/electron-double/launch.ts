import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { connectDesktop, type DesktopClient } from "./desktop-client.ts";

/** What the program prints when its desktop is there. */
export const READY_LINE = /^electron-double: the desktop is at (\S+)$/m;
/** Milliseconds. */
const START_DEADLINE = 20_000;
const QUIT_DEADLINE = 5_000;

export interface LaunchOptions {
  /** The app's built main script. */
  main: string;
  /** Given to the app as `--user-data-dir`. */
  userDataDir: string;
  args?: readonly string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** See `settings.ts`. */
  port?: number;
  locale?: string;
  platform?: "linux" | "win32" | "darwin";
}

/** An app that runs on the double. */
export interface LaunchedOnDouble {
  /** For a person's browser. */
  desktopUrl: string;
  process: ChildProcess;
  desktop: DesktopClient;
  /** What the app has printed so far, on both streams. */
  output(): string;
  /** Quits the app as the system would; by force when it does not within five seconds. */
  close(): Promise<void>;
}

/** The arguments for Node that run an app on the double. */
export function doubleArguments(options: LaunchOptions): string[] {
  const { main, userDataDir, args = [], port, locale, platform } = options;
  return [
    "--import",
    new URL("./register.ts", import.meta.url).href,
    resolve(options.cwd ?? ".", main),
    `--user-data-dir=${userDataDir}`,
    ...(port === undefined ? [] : [`--double-port=${port}`]),
    ...(locale === undefined ? [] : [`--double-locale=${locale}`]),
    ...(platform === undefined ? [] : [`--double-platform=${platform}`]),
    ...args,
  ];
}

/** @throws Error with what the app printed when it ends or says nothing within twenty seconds. */
export async function launchOnDouble(options: LaunchOptions): Promise<LaunchedOnDouble> {
  const child = spawn(process.execPath, doubleArguments(options), {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  let output = "";
  const desktopUrl = await new Promise<string>((resolveUrl, reject) => {
    const fail = (why: string) => reject(new Error(`the app did not start on the double: ${why}\n${output}`));
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      fail(`nothing within ${START_DEADLINE} ms`);
    }, START_DEADLINE);
    const read = (chunk: Buffer) => {
      output += chunk.toString("utf8");
      const url = output.match(READY_LINE)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolveUrl(url);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      fail(`it ended with ${code ?? signal}`);
    });
  });
  const desktop = await connectDesktop(desktopUrl);

  return {
    desktopUrl,
    process: child,
    desktop,
    output: () => output,
    async close() {
      const isRunning = child.exitCode === null && child.signalCode === null;
      if (isRunning) {
        const force = setTimeout(() => child.kill("SIGKILL"), QUIT_DEADLINE);
        // Windows knows no signals, so that the app is asked by the desktop.
        await desktop.quit().catch(() => child.kill("SIGTERM"));
        await exited;
        clearTimeout(force);
      }
      desktop.close();
    },
  };
}
