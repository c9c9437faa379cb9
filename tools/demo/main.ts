import { spawn } from "node:child_process";
import { once } from "node:events";
import { launchOnDouble } from "../electron-double/launch.ts";
import { buildApp } from "./build-app.ts";
import { type DemoOptions, demoUsage, readDemoOptions } from "./demo-options.ts";
import { createDemoWorld, type DemoWorld } from "./demo-world.ts";
import { obtainElectron } from "./obtain-electron.ts";
import { playDemo } from "./play-demo.ts";

/** What Electron's `app.getAppPath()` is for the built app: this project's root. */
const MAIN = "out/main/index.js";

async function run(options: DemoOptions): Promise<number> {
  console.log("Building the app …");
  await buildApp();
  const world = await createDemoWorld(options.employee);
  try {
    if (options.script) return await playDemo(world, MAIN);
    const electron = options.double ? undefined : await obtainElectron();
    if (electron === undefined) await onDouble(world, options.double);
    else await onElectron(world, electron);
    return 0;
  } finally {
    await world.close();
    world.remove();
  }
}

async function onElectron(world: DemoWorld, electron: string): Promise<void> {
  const app = spawn(electron, [".", `--user-data-dir=${world.userDataDir}`], { stdio: "inherit" });
  describe(world, "The app runs in Electron: look for its icon in the tray or menu bar.");
  await Promise.race([once(app, "exit"), interrupted()]);
  if (app.exitCode === null) app.kill();
}

async function onDouble(world: DemoWorld, wanted: boolean): Promise<void> {
  const why = wanted
    ? ""
    : "Electron's program is not here and could not be fetched in time, so the app runs on a stand-in. ";
  const app = await launchOnDouble({ main: MAIN, userDataDir: world.userDataDir, locale: "da-DK" });
  describe(world, `${why}Open the app's desktop in a browser:\n    ${app.desktopUrl}`);
  await Promise.race([once(app.process, "exit"), interrupted()]);
  await app.close();
}

function describe(world: DemoWorld, app: string): void {
  const { simulator, relay } = world;
  console.log(`
  ${app}

  Place calls on the simulated PBX of ${simulator.company.name}:
    ${simulator.controlUrl}

  The relay between them listens at ${relay.url}. Ctrl+C ends the demo.
`);
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

try {
  const options = readDemoOptions(process.argv.slice(2));
  if (options === "help") console.log(demoUsage);
  else process.exitCode = await run(options);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
