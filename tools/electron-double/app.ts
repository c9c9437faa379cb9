import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { App, CommandLine, Dock, LoginItemSettings, NativeImage } from "electron";
import type { Desktop } from "./desktop.ts";
import type { Handover } from "./desktop-server.ts";
import { nativeImageDouble } from "./native-image.ts";
import { createEvent, KnownEvents, missing, refuseUnknown } from "./refuse-unknown.ts";
import type { DoubleSettings } from "./settings.ts";
import type { SingleInstance } from "./single-instance.ts";

type Offered = Pick<
  App,
  | "whenReady"
  | "isReady"
  | "requestSingleInstanceLock"
  | "hasSingleInstanceLock"
  | "releaseSingleInstanceLock"
  | "quit"
  | "exit"
  | "relaunch"
  | "getAppPath"
  | "getPath"
  | "setPath"
  | "setAppLogsPath"
  | "getName"
  | "setName"
  | "name"
  | "getVersion"
  | "getLocale"
  | "getSystemLocale"
  | "getPreferredSystemLanguages"
  | "isPackaged"
  | "setAppUserModelId"
  | "setToastActivatorCLSID"
  | "toastActivatorCLSID"
  | "setAsDefaultProtocolClient"
  | "isDefaultProtocolClient"
  | "getApplicationNameForProtocol"
  | "getApplicationInfoForProtocol"
  | "removeAsDefaultProtocolClient"
  | "setBadgeCount"
  | "getBadgeCount"
  | "badgeCount"
  | "enableSandbox"
  | "setLoginItemSettings"
  | "getLoginItemSettings"
  | "setAboutPanelOptions"
  | "focus"
  | "disableHardwareAcceleration"
>;

const EMITTED = [
  "will-finish-launching",
  "ready",
  "activate",
  "second-instance",
  "open-url",
  "before-quit",
  "will-quit",
  "quit",
  "window-all-closed",
  "web-contents-created",
  "browser-window-created",
];
/** Real events for which the double has no cause. */
const NEVER = [
  "open-file",
  "browser-window-focus",
  "browser-window-blur",
  "certificate-error",
  "select-client-certificate",
  "login",
  "render-process-gone",
  "child-process-gone",
  "session-created",
];

type PathName = Parameters<App["getPath"]>[0];

/** The windows as the app's life cycle sees them. */
interface ClosableWindow {
  allowsClosing(): boolean;
  destroy(): void;
}

export interface AppSurroundings {
  desktop: Desktop;
  settings: DoubleSettings;
  singleInstance: SingleInstance;
  /** The main script, and the folder of the package that it belongs to. */
  mainScript: string;
  windows(): ClosableWindow[];
}

/** Electron's `app`: the life of the process, from its start to its exit. */
export class AppDouble extends KnownEvents implements Offered {
  readonly isPackaged = false;
  readonly commandLine: CommandLine;
  readonly dock: Dock | undefined;
  readonly #surroundings: AppSurroundings;
  readonly #package: { folder: string; name: string; version: string };
  readonly #paths = new Map<string, string>();
  readonly #switches: Map<string, string>;
  readonly #protocolClients = new Set<string>();
  readonly #ready = Promise.withResolvers<void>();
  #name: string;
  #isReady = false;
  #quitting = false;
  #badge = 0;
  #dockBadge = "";
  #appUserModelId = "";
  #activatorClsid = `{${crypto.randomUUID().toUpperCase()}}`;
  #loginItem: { openAtLogin: boolean; args: string[] } = { openAtLogin: false, args: [] };

  constructor(surroundings: AppSurroundings) {
    super("app", [...EMITTED, ...NEVER]);
    const { desktop, settings, singleInstance, mainScript } = surroundings;
    this.#surroundings = surroundings;
    this.#package = readPackage(mainScript);
    this.#name = this.#package.name;
    this.#switches = switchesOf(process.argv);
    this.commandLine = this.#commandLine();
    this.dock = settings.platform === "darwin" ? this.#dock() : undefined;

    singleInstance.onHandover((handover) => this.#secondInstance(handover));
    desktop.onCommand("openUrl", ({ url }) => this.#openUrl(url));
    desktop.onCommand("activate", () =>
      this.emit("activate", createEvent({}), this.#surroundings.windows().length > 0),
    );
    desktop.onCommand("setLocale", ({ locale }) => {
      settings.locale = locale;
    });
    desktop.onCommand("quit", () => setImmediate(() => this.quit()));
    desktop.show("app", () => ({
      name: this.#name,
      version: this.getVersion(),
      platform: settings.platform,
      ready: this.#isReady,
    }));
    desktop.show("locale", () => settings.locale);
    desktop.show("badge", () => this.#badge);
    desktop.show("toasts", () => ({ appUserModelId: this.#appUserModelId, activatorClsid: this.#activatorClsid }));
    desktop.show("loginItem", () => ({ ...this.#loginItem }));
    desktop.show("protocolClients", () => [...this.#protocolClients]);
    refuseUnknown(this, "app");
  }

  // --- start and end --------------------------------------------------------------------------------------------------

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  isReady(): boolean {
    return this.#isReady;
  }

  /** Called when the main script has been evaluated to its end, which Electron waits for too. */
  becomeReady(): void {
    if (this.#quitting) return;
    this.emit("will-finish-launching");
    this.#isReady = true;
    this.emit("ready", createEvent({}), {});
    this.#ready.resolve();
    this.#surroundings.desktop.changed();
  }

  get isQuitting(): boolean {
    return this.#quitting;
  }

  quit(): void {
    if (this.#quitting) return;
    const before = createEvent({});
    this.emit("before-quit", before);
    if (before.defaultPrevented) return;
    this.#quitting = true;
    // The call returns first; what the script does after it still happens, as on Electron.
    setImmediate(() => {
      for (const window of this.#surroundings.windows()) {
        if (!window.allowsClosing()) {
          this.#quitting = false;
          return;
        }
        window.destroy();
      }
      const will = createEvent({});
      this.emit("will-quit", will);
      if (will.defaultPrevented) this.#quitting = false;
      else this.#end(0);
    });
  }

  /** At once, and nobody is asked. */
  exit(exitCode = 0): void {
    this.#quitting = true;
    for (const window of this.#surroundings.windows()) window.destroy();
    this.#end(exitCode);
  }

  relaunch(options: Parameters<App["relaunch"]>[0] = {}): void {
    const args = options.args ?? process.argv.slice(1);
    process.once("exit", () => {
      spawn(process.execPath, [...process.execArgv, ...args], { detached: true, stdio: "inherit" }).unref();
    });
  }

  onAllWindowsClosed(): void {
    if (this.#quitting) return;
    if (!this.emit("window-all-closed")) this.quit();
  }

  #end(exitCode: number): never {
    this.emit("quit", createEvent({}), exitCode);
    process.exit(exitCode);
  }

  // --- one instance, links --------------------------------------------------------------------------------------------

  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    return this.#surroundings.singleInstance.request(this.getPath("userData"), additionalData);
  }

  hasSingleInstanceLock(): boolean {
    return this.#surroundings.singleInstance.isHeld;
  }

  releaseSingleInstanceLock(): void {
    this.#surroundings.singleInstance.release();
  }

  setAsDefaultProtocolClient(protocol: string): boolean {
    this.#protocolClients.add(protocol);
    this.#surroundings.desktop.changed();
    return true;
  }

  isDefaultProtocolClient(protocol: string): boolean {
    return this.#protocolClients.has(protocol);
  }

  /** No other program stands for any scheme here. */
  getApplicationNameForProtocol(url: string): string {
    return this.#protocolClients.has(schemeOf(url)) ? this.#name : "";
  }

  /** @throws Error where no program has it, as Electron's does; not on Linux. */
  async getApplicationInfoForProtocol(url: string): ReturnType<App["getApplicationInfoForProtocol"]> {
    const { platform } = this.#surroundings.settings;
    if (platform === "linux") throw missing("app.getApplicationInfoForProtocol() on Linux");
    if (!this.#protocolClients.has(schemeOf(url))) throw new Error("Unable to retrieve installation path to app");
    const exe = this.getPath("exe");
    return {
      name: this.#name,
      path: platform === "darwin" ? dirname(exe) : exe,
      icon: nativeImageDouble.createEmpty() as unknown as NativeImage,
    };
  }

  removeAsDefaultProtocolClient(protocol: string): boolean {
    return this.#protocolClients.delete(protocol);
  }

  #secondInstance({ argv, workingDirectory, additionalData }: Handover): void {
    this.emit("second-instance", createEvent({}), argv, workingDirectory, additionalData);
  }

  /** As the system hands over a link: macOS by an event, the others by starting the program once more. */
  #openUrl(url: string): void {
    if (this.#surroundings.settings.platform === "darwin") this.emit("open-url", createEvent({}), url);
    else {
      const argv = [process.execPath, this.#surroundings.mainScript, url];
      this.#secondInstance({ argv, workingDirectory: process.cwd(), additionalData: null });
    }
  }

  // --- names, paths, languages ----------------------------------------------------------------------------------------

  getAppPath(): string {
    return this.#package.folder;
  }

  /** @throws Error for a name that Electron does not know. */
  getPath(name: PathName): string {
    const path = this.#paths.get(name) ?? this.#standardPath(name);
    if (name === "userData" || name === "logs" || name === "crashDumps") mkdirSync(path, { recursive: true });
    return path;
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, resolve(path));
  }

  setAppLogsPath(path?: string): void {
    this.#paths.set("logs", path ?? join(this.getPath("userData"), "logs"));
  }

  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.setName(name);
  }

  getName(): string {
    return this.#name;
  }

  setName(name: string): void {
    this.#name = name;
  }

  getVersion(): string {
    return this.#package.version;
  }

  /** Empty before the app is ready, as in Electron. */
  getLocale(): string {
    return this.#isReady ? this.#surroundings.settings.locale : "";
  }

  getSystemLocale(): string {
    return this.#surroundings.settings.locale;
  }

  getPreferredSystemLanguages(): string[] {
    return [this.#surroundings.settings.locale];
  }

  #standardPath(name: PathName): string {
    const home = homedir();
    switch (name) {
      case "home":
        return home;
      case "appData":
        return process.env.XDG_CONFIG_HOME ?? join(home, ".config");
      case "userData":
        return resolve(this.#switches.get("user-data-dir") || join(this.getPath("appData"), this.#name));
      case "sessionData":
        return this.getPath("userData");
      case "logs":
        return join(this.getPath("userData"), "logs");
      case "crashDumps":
        return join(this.getPath("userData"), "Crashpad");
      case "temp":
        return tmpdir();
      case "exe":
      case "module":
        return process.execPath;
      case "desktop":
      case "documents":
      case "downloads":
      case "music":
      case "pictures":
      case "videos":
        return join(home, name[0]?.toUpperCase() + name.slice(1));
      default:
        throw missing(`app.getPath("${name}")`);
    }
  }

  #commandLine(): CommandLine {
    const switches = this.#switches;
    return refuseUnknown(
      {
        appendSwitch: (name, value = "") => void switches.set(name, value),
        hasSwitch: (name) => switches.has(name),
        getSwitchValue: (name) => switches.get(name) ?? "",
        removeSwitch: (name) => void switches.delete(name),
        appendArgument: () => {},
      } satisfies CommandLine,
      "app.commandLine",
    );
  }

  // --- what the system shows of the app -------------------------------------------------------------------------------

  get badgeCount(): number {
    return this.#badge;
  }

  set badgeCount(count: number) {
    this.setBadgeCount(count);
  }

  getBadgeCount(): number {
    return this.#badge;
  }

  /** Windows has no badge count; Electron says false there. */
  setBadgeCount(count = 0): boolean {
    if (this.#surroundings.settings.platform === "win32") return false;
    this.#badge = count;
    this.#surroundings.desktop.changed();
    return true;
  }

  setLoginItemSettings(settings: Parameters<App["setLoginItemSettings"]>[0]): void {
    this.#requireLoginItems();
    this.#loginItem = { openAtLogin: settings.openAtLogin ?? false, args: settings.args ?? [] };
    this.#surroundings.desktop.changed();
  }

  /** On Windows the item is the one with the arguments that are asked for. */
  getLoginItemSettings({ args = [] }: Parameters<App["getLoginItemSettings"]>[0] = {}): LoginItemSettings {
    this.#requireLoginItems();
    const { openAtLogin: isOn, args: own } = this.#loginItem;
    const isWindows = this.#surroundings.settings.platform === "win32";
    return {
      openAtLogin: isOn && (!isWindows || own.join(" ") === args.join(" ")),
      wasOpenedAtLogin: false,
      status: isOn ? "enabled" : "not-registered",
      executableWillLaunchAtLogin: isOn,
      launchItems: [],
    };
  }

  /** Linux has no such list; Electron's does nothing there, which no app should rely on. */
  #requireLoginItems(): void {
    if (this.#surroundings.settings.platform === "linux") throw missing("login items on Linux");
  }

  #dock(): Dock {
    const offered: Partial<Dock> = {
      bounce: () => 1,
      cancelBounce: () => {},
      getBadge: () => this.#dockBadge,
      setBadge: (text) => {
        this.#dockBadge = text;
      },
      hide: () => {},
      show: async () => {},
      isVisible: () => true,
      setIcon: () => {},
      setMenu: () => {},
    };
    return refuseUnknown(offered, "app.dock") as Dock;
  }

  /** Nothing to do: pages in a browser are always sandboxed. @throws Error after ready, as Electron does. */
  enableSandbox(): void {
    if (this.#isReady) throw new Error("app.enableSandbox() can only be called before app is ready");
  }

  setAppUserModelId(id: string): void {
    this.#appUserModelId = id;
    this.#surroundings.desktop.changed();
  }

  get toastActivatorCLSID(): string {
    this.#requireWindows("toastActivatorCLSID");
    return this.#activatorClsid;
  }

  /** @throws Error for what is no GUID, as Electron does. */
  setToastActivatorCLSID(id: string): void {
    this.#requireWindows("setToastActivatorCLSID");
    const guid = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i.exec(id)?.[1];
    if (guid === undefined) throw new Error("Invalid CLSID format");
    this.#activatorClsid = `{${guid.toUpperCase()}}`;
    this.#surroundings.desktop.changed();
  }

  /** On other systems Electron's object has not got it. */
  #requireWindows(name: string): void {
    if (this.#surroundings.settings.platform !== "win32") throw new TypeError(`app.${name} is there on Windows only`);
  }

  // A browser and a page stand for what these would change.
  setAboutPanelOptions(): void {}
  focus(): void {}
  disableHardwareAcceleration(): void {}
}

function schemeOf(url: string): string {
  return url.replace(/:.*$/s, "");
}

/** The package that a script belongs to, as if Electron had been started with its folder. */
function readPackage(mainScript: string): { folder: string; name: string; version: string } {
  for (let folder = dirname(mainScript); ; folder = dirname(folder)) {
    try {
      const found: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      const { productName, name, version } = found as { productName?: string; name?: string; version?: string };
      return { folder, name: productName ?? name ?? "Electron", version: version ?? "0.0.0" };
    } catch (error) {
      const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
      if (!isMissing) throw error;
      if (folder === dirname(folder)) return { folder: dirname(mainScript), name: "Electron", version: "0.0.0" };
    }
  }
}

/** `--name=value` and `--name` among a program's arguments. */
function switchesOf(argv: readonly string[]): Map<string, string> {
  const given = argv.slice(2).filter((argument) => argument.startsWith("--"));
  return new Map(
    given.map((argument) => {
      const [name = "", ...value] = argument.slice(2).split("=");
      return [name, value.join("=")] as const;
    }),
  );
}
