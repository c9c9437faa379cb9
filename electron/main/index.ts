import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { app, dialog, powerMonitor } from "electron";
import { resolveLocale } from "../../shared/i18n/i18next-options.ts";
import { linkAmong } from "../../shared/links.ts";
import { HIDDEN_ARGUMENT } from "./adapters/autostart/hidden-argument.ts";
import { createTranslator } from "./adapters/i18next-translator.ts";
import { compose, type SidetoneApp } from "./compose.ts";
import { registerAppScheme } from "./security/app-scheme.ts";

/** Windows' name for the app in notifications and the taskbar; the same as in the installer. */
const APP_USER_MODEL_ID = "dk.sidetone.desktop";
/**
 * Whom Windows asks when a notification is touched, also when the app does not run. The same for ever: Electron writes it
 * into the Start menu's shortcut, and would make up another one each time.
 */
const TOAST_ACTIVATOR_CLSID = "{6C3B7C9E-52C0-4D0B-9B5E-7F8A1E4D2A63}";

/** The build puts the threads' programs beside this one. */
const threads = {
  importContacts: pathToFileURL(join(import.meta.dirname, "import-thread.js")),
  browseContacts: pathToFileURL(join(import.meta.dirname, "browse-thread.js")),
};

/** Links that may wait until the app is ready; a page can open them without end. */
const MOST_WAITING = 5;

if (!app.requestSingleInstanceLock()) {
  app.quit();
} else {
  app.enableSandbox();
  // On Wayland hotkeys are had from the desktop's portal alone (Electron: "globalShortcut").
  if (process.platform === "linux") app.commandLine.appendSwitch("enable-features", "GlobalShortcutsPortal");
  if (process.platform === "win32") app.setToastActivatorCLSID(TOAST_ACTIVATOR_CLSID);
  app.setAppUserModelId(APP_USER_MODEL_ID);
  registerAppScheme();

  let running: SidetoneApp | undefined;
  // Links may come before the app is ready (macOS) and wait here until it is.
  const waiting: string[] = [];
  const openLink = (link: string) => {
    if (running !== undefined) running.openLink(link);
    else if (waiting.length < MOST_WAITING) waiting.push(link);
  };
  const first = linkAmong(process.argv);
  if (first !== undefined) openLink(first);

  app.on("open-url", (event, url) => {
    event.preventDefault();
    openLink(url);
  });
  app.on("second-instance", (_event, argv) => {
    const link = linkAmong(argv);
    if (link !== undefined) openLink(link);
    else if (!argv.includes(HIDDEN_ARGUMENT)) running?.showWindow();
  });
  app.on("activate", () => running?.showWindow());
  // A tray app lives without windows.
  app.on("window-all-closed", () => {});
  app.on("will-quit", () => running?.dispose());
  app.on("before-quit", () => running?.prepareToQuit());

  // Not awaited: Electron becomes ready only after this module has been evaluated.
  app
    .whenReady()
    .then(async () => {
      // Windows' installer has done so, and its uninstaller takes it away again.
      if (process.platform !== "win32") app.setAsDefaultProtocolClient("sidetone");
      // The session ends: what is under way is ended too, rather than cut off.
      powerMonitor.on("shutdown", () => app.quit());
      running = await compose(process.platform, threads, { hidden: wasStartedHidden() });
      for (const link of waiting.splice(0)) running.openLink(link);
    })
    .catch(fail);
}

/** With the session: macOS says so, the others are given an argument. */
function wasStartedHidden(): boolean {
  if (process.argv.includes(HIDDEN_ARGUMENT)) return true;
  return process.platform === "darwin" && app.getLoginItemSettings().wasOpenedAtLogin;
}

/** The app cannot run; a tray app that is silent about it would look as if it did. */
function fail(error: unknown): void {
  const problem = error instanceof Error ? error.message : String(error);
  const { translate } = createTranslator(resolveLocale("system", app.getPreferredSystemLanguages()));
  dialog.showErrorBox(translate("dialogs.startFailed"), problem);
  app.exit(1);
}
