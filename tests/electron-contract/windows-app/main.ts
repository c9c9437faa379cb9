import { join } from "node:path";
import { app } from "electron";
import { registerAppScheme, serveAppScheme } from "../../../electron/main/security/app-scheme.ts";
import { MainWindow } from "../../../electron/main/windows/main-window.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";

/** The window by itself, with a time that moves by links: `test:show`, `test:hide`, `test:missed?3`, `test:advance?300000`. */
const say = (line: unknown) => process.stdout.write(`window: ${JSON.stringify(line)}\n`);
const icons = join(import.meta.dirname, "../../../resources/icons");

app.requestSingleInstanceLock();
registerAppScheme();
app.on("window-all-closed", () => {});
app
  .whenReady()
  .then(() => {
    serveAppScheme(join(import.meta.dirname, "../fixture-app"));
    const clock = new FakeClock();
    const window = new MainWindow({
      preload: join(import.meta.dirname, "../fixture-app/preload.cjs"),
      icon: join(icons, "app/256.png"),
      overlays: join(icons, "overlay"),
      platform: process.platform,
      trayBounds: () => undefined,
      clock,
      logger: new SilentLogger(),
      onGivenUp: () => say("given up"),
      onVisible: (visible) => say({ visible }),
    });
    app.on("second-instance", (_event, argv) => {
      const { pathname, search } = new URL(argv.at(-1) ?? "");
      if (pathname === "show") window.show({ view: "calls" });
      if (pathname === "hide") window.hide();
      if (pathname === "missed") window.showMissed(Number(search.slice(1)), `${search.slice(1)} missed`);
      if (pathname === "advance") clock.advance(Number(search.slice(1)));
      // What windows tell comes after the call that caused it.
      setImmediate(() => setImmediate(() => say({ done: pathname, waiting: clock.waiting })));
    });
    app.on("before-quit", () => window.allowClosing());
    say("ready");
  })
  .catch((error: unknown) => {
    say({ failed: String(error) });
    app.exit(1);
  });
