import { realpathSync } from "node:fs";
import { registerHooks } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createDouble } from "./create-double.ts";
import { setRunningDouble } from "./running-double.ts";
import { takeSettings } from "./settings.ts";

/**
 * Runs an Electron app's main script in plain Node: `node --import ./tools/electron-double/register.ts out/main/index.js`.
 * Prints the desktop's address and leaves the rest to the app.
 */
const READY_LINE = "electron-double: the desktop is at";

const settings = takeSettings(process.argv, process.env);
const [, script] = process.argv;
if (script === undefined) throw new Error("electron-double: name the app's main script");
const mainScript = realpathSync(resolve(script));

const double = await createDouble(settings, mainScript);
setRunningDouble(double);

Object.defineProperty(process, "platform", { value: settings.platform, enumerable: true });
define(process.versions, "electron", "45.4.1-double");
define(process.versions, "chrome", "0.0.0.0");
define(process, "type", "browser");
define(process, "resourcesPath", double.app.getAppPath());
define(process, "defaultApp", true);

const electron = new URL("./electron.ts", import.meta.url).href;
registerHooks({
  resolve(specifier, context, nextResolve) {
    if (["electron", "electron/main", "electron/common"].includes(specifier)) {
      return { url: electron, format: "module-typescript", shortCircuit: true };
    }
    return nextResolve(specifier, context);
  },
});

// Until the app is ready, the script alone keeps the process alive: a script that waits for what never comes then ends here
// with Node's own words, where Electron would hang.
double.server.keepAlive(false);
process.once("exit", (code) => {
  const UNSETTLED_TOP_LEVEL_AWAIT = 13;
  if (code === UNSETTLED_TOP_LEVEL_AWAIT && !double.app.isReady()) {
    console.error(
      "electron-double: the main script awaits app.whenReady() at its top level. Electron is ready only after the script " +
        "has been evaluated, so that neither ever happens (electron/electron#40719). Write app.whenReady().then(…).",
    );
  }
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => double.app.quit());

setImmediate(async () => {
  try {
    // The very module that Node is running: this waits for it.
    await import(pathToFileURL(mainScript).href);
  } catch {
    // Node ends the process with the script's own error.
    return;
  }
  if (double.app.isQuitting) return;
  double.server.keepAlive(true);
  process.stdout.write(`${READY_LINE} ${double.server.url}\n`);
  double.app.becomeReady();
});

function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true });
}
