import { execFile } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { extractAll } from "@electron/asar";
import { expect, it, onTestFinished } from "vitest";
import { createDemoWorld } from "../../tools/demo/demo-world.ts";
import { doubleArguments } from "../../tools/electron-double/launch.ts";
import { pack, packageTargets } from "../../tools/packages/pack.ts";
import { readPackage } from "../../tools/packages/read-package.ts";
import { writeStandInElectron } from "../../tools/packages/stand-in-electron.ts";
import { employeeOf } from "../../tools/simulator/company/company.ts";
import { launchChromium, whyNoChromium } from "../fakes/chromium.ts";
import { temporaryFolder } from "../fakes/temporary-folder.ts";
import { startOnDouble } from "./app-on-double.ts";

const own = packageTargets.find(({ platform, arch }) => platform === process.platform && arch === process.arch);

it("what is in the package, and nothing else of the project, is an app that runs", async ({ skip }) => {
  const reason = own === undefined ? "there is no package for this machine" : whyNoChromium();
  if (own === undefined || reason !== undefined) return skip(reason);
  const folder = temporaryFolder();
  const electronDist = join(folder, "electron");
  await writeStandInElectron(electronDist, own.platform);
  const projectDir = resolve(import.meta.dirname, "../..");
  const packed = await readPackage(own, await pack(own, { projectDir, output: join(folder, "dist"), electronDist }));
  // The double is plain Node, which reads no archives. What lies beside the archive comes along.
  const app = join(folder, "app");
  extractAll(packed.archive, app);

  const world = await createDemoWorld("202");
  const browser = await launchChromium();
  const running = await startOnDouble(browser, world.userDataDir, join(app, "out", "main", "index.js"));
  onTestFinished(async () => {
    await running.close();
    await browser.close();
    await world.close();
    world.remove();
  });
  const page = await running.openWindow();
  await page.getByText("Forbundet", { exact: true }).first().waitFor();
  // The list of people comes from the databases by a thread of its own.
  await page.getByRole("tab", { name: "Kontakter" }).click();
  const { name } = employeeOf(world.simulator.company, "201");
  await page.getByText(name).first().waitFor();
  expect(await loadLate(app)).toEqual([]);
});

/** Parts that are loaded only when needed are not met by starting the app: all of the package's modules are loaded by name. */
async function loadLate(app: string): Promise<string[]> {
  const main = join(app, "out", "main");
  // The bundler writes a module for an optional library that is not installed; it only fails, and is expected to.
  const isLate = (name: string) =>
    name !== "index.js" && !name.endsWith("-thread.js") && !name.startsWith("__vite-optional");
  const late = readdirSync(main).filter(isLate);
  const script = join(main, "load-all.mjs");
  const imports = late.map(
    (name) => `await import("./${name}").catch((error) => console.log("FAILED ${name}", error));`,
  );
  writeFileSync(
    script,
    `import { app } from "electron";\napp.whenReady().then(async () => {\n${imports.join("\n")}\napp.quit();\n});\n`,
  );
  const userDataDir = join(app, "..", "late");
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    doubleArguments({ main: script, userDataDir }),
  );
  return `${stdout}\n${stderr}`.split("\n").filter((line) => /FAILED|Error/.test(line));
}
