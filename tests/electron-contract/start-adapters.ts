import { onTestFinished } from "vitest";
import { type LaunchedOnDouble, launchOnDouble } from "../../tools/electron-double/launch.ts";
import { temporaryFolder } from "../fakes/temporary-folder.ts";

export const platforms = ["linux", "win32", "darwin"] as const;
export type Platform = (typeof platforms)[number];

/** One of the programs in `adapters-app/`, with the adapters of a platform, on the stand-in; ended with the test. */
export async function startAdapters(
  program: "main" | "selection",
  platform: Platform,
  { userDataDir = temporaryFolder(), args = [] }: { userDataDir?: string; args?: string[] } = {},
): Promise<LaunchedOnDouble> {
  const app = await launchOnDouble({
    main: `tests/electron-contract/adapters-app/${program}.ts`,
    args: [`--adapters-for=${platform}`, ...args],
    platform,
    userDataDir,
  });
  onTestFinished(() => app.close());
  await said(app, "ready");
  return app;
}

/** Waits until the adapters have told something; fails after half a minute. */
export async function said(app: LaunchedOnDouble, what: unknown): Promise<void> {
  const line = `adapters: ${JSON.stringify(what)}`;
  const deadline = Date.now() + 30_000;
  while (!app.output().includes(line)) {
    if (Date.now() > deadline) throw new Error(`never said: ${line}\n${app.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
