import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from "electron";
import { CommandRefused, type Desktop } from "./desktop.ts";
import { createEvent, KnownEvents, missing, refuseUnknownOfClass } from "./refuse-unknown.ts";
import type { ScreenDouble } from "./screen.ts";
import { WebContentsDouble, type WebContentsSurroundings } from "./web-contents.ts";

type Offered = Pick<
  BrowserWindow,
  | "id"
  | "loadURL"
  | "show"
  | "showInactive"
  | "hide"
  | "focus"
  | "blur"
  | "isVisible"
  | "isFocused"
  | "isDestroyed"
  | "isMinimized"
  | "close"
  | "destroy"
  | "getBounds"
  | "setBounds"
  | "getPosition"
  | "setPosition"
  | "getSize"
  | "setSize"
  | "center"
  | "minimize"
  | "restore"
  | "moveTop"
  | "getTitle"
  | "setTitle"
  | "setAlwaysOnTop"
  | "isAlwaysOnTop"
  | "setSkipTaskbar"
  | "setMenuBarVisibility"
  | "removeMenu"
  | "setVisibleOnAllWorkspaces"
  | "setContentProtection"
  | "setBackgroundColor"
  | "setMinimumSize"
  | "setOverlayIcon"
  | "flashFrame"
>;

const EVENTS = [
  "close",
  "closed",
  "show",
  "hide",
  "focus",
  "blur",
  "ready-to-show",
  "page-title-updated",
  "minimize",
  "restore",
  "move",
  "moved",
  "resize",
  "resized",
  "unresponsive",
  // Real events for which the double has no cause.
  "maximize",
  "unmaximize",
  "responsive",
  "session-end",
  "query-session-end",
];

/** What a window needs of the app around it. */
interface WindowApp {
  isReady(): boolean;
  getName(): string;
  emit(event: string, ...args: unknown[]): boolean;
  onAllWindowsClosed(): void;
}

export interface WindowSurroundings extends WebContentsSurroundings {
  desktop: Desktop;
  app: WindowApp;
  screen: ScreenDouble;
}

/** The `BrowserWindow` class of one running app. */
export function createBrowserWindowClass(surroundings: WindowSurroundings) {
  const { desktop, app, screen } = surroundings;
  const windows = new Map<number, Window>();
  let lastId = 0;

  class Window extends KnownEvents implements Offered {
    readonly id: number;
    readonly webContents: WebContentsDouble;
    #bounds: Rectangle;
    #title: string;
    #visible: boolean;
    #focused = false;
    #minimized = false;
    #alwaysOnTop: boolean;
    #skipTaskbar: boolean;
    #overlay = "";
    #destroyed = false;

    constructor(options: BrowserWindowConstructorOptions = {}) {
      super("BrowserWindow", EVENTS);
      if (!app.isReady()) throw new Error("Cannot create BrowserWindow before app is ready");
      refuseUnsafe(options);
      this.id = ++lastId;
      this.#title = options.title ?? app.getName();
      this.#visible = options.show ?? true;
      this.#alwaysOnTop = options.alwaysOnTop ?? false;
      this.#skipTaskbar = options.skipTaskbar ?? false;
      const { width = 800, height = 600 } = options;
      this.#bounds = { ...screen.centered({ width, height }), width, height };
      if (options.x !== undefined && options.y !== undefined) {
        this.#bounds = { x: options.x, y: options.y, width, height };
      }
      this.webContents = new WebContentsDouble(this.id, options.webPreferences?.preload, surroundings, {
        onTitle: (title) => this.#pageTitle(title),
        onFocus: (focused) => this.#setFocused(focused),
        onFirstLoad: () => this.emit("ready-to-show", createEvent({})),
        onCloseByPage: () => this.close(),
      });
      windows.set(this.id, this);
      app.emit("web-contents-created", createEvent({}), this.webContents);
      app.emit("browser-window-created", createEvent({}), this);
      desktop.changed();
    }

    static getAllWindows(): Window[] {
      return [...windows.values()];
    }

    static fromId(id: number): Window | null {
      return windows.get(id) ?? null;
    }

    static fromWebContents(contents: WebContentsDouble): Window | null {
      return Window.getAllWindows().find((window) => window.webContents === contents) ?? null;
    }

    static getFocusedWindow(): Window | null {
      return Window.getAllWindows().find((window) => window.isFocused()) ?? null;
    }

    loadURL(url: string): Promise<void> {
      this.#requireAlive();
      const loaded = this.webContents.load(url);
      // As in Electron, a load that nobody waits for may fail without ending the program.
      loaded.catch(() => {});
      return loaded;
    }

    show(): void {
      this.showInactive();
      this.focus();
    }

    showInactive(): void {
      this.#requireAlive();
      this.#minimized = false;
      if (this.#visible) return;
      this.#visible = true;
      this.#later("show");
    }

    hide(): void {
      this.#requireAlive();
      this.#setFocused(false);
      if (!this.#visible) return;
      this.#visible = false;
      this.#overlay = "";
      this.#later("hide");
    }

    focus(): void {
      this.#requireAlive();
      if (this.#visible) this.#setFocused(true);
    }

    blur(): void {
      this.#setFocused(false);
    }

    isVisible(): boolean {
      return this.#visible;
    }

    isFocused(): boolean {
      return this.#focused;
    }

    isDestroyed(): boolean {
      return this.#destroyed;
    }

    isMinimized(): boolean {
      return this.#minimized;
    }

    minimize(): void {
      this.#minimized = true;
      this.#setFocused(false);
      this.#later("minimize");
    }

    restore(): void {
      this.#minimized = false;
      this.#later("restore");
    }

    /** The app may refuse in `close`; then nothing happens. */
    close(): void {
      if (this.#destroyed || !this.allowsClosing()) return;
      setImmediate(() => this.destroy());
    }

    /** Asks the app, by `close`. */
    allowsClosing(): boolean {
      const event = createEvent({});
      this.emit("close", event);
      return !event.defaultPrevented;
    }

    destroy(): void {
      if (this.#destroyed) return;
      this.#destroyed = true;
      this.#visible = false;
      this.#focused = false;
      windows.delete(this.id);
      this.webContents.destroy();
      this.emit("closed");
      desktop.changed();
      if (windows.size === 0) app.onAllWindowsClosed();
    }

    getBounds(): Rectangle {
      return { ...this.#bounds };
    }

    setBounds(bounds: Partial<Rectangle>): void {
      const before = this.#bounds;
      this.#bounds = { ...before, ...bounds };
      const { x, y, width, height } = this.#bounds;
      if (x !== before.x || y !== before.y) this.#later("move");
      if (width !== before.width || height !== before.height) this.#later("resize");
    }

    /** Windows and macOS tell of the end of a drag too. */
    dragTo(x: number, y: number): void {
      this.setBounds({ x, y });
      if (surroundings.platform !== "linux") this.#later("moved");
    }

    getPosition(): number[] {
      return [this.#bounds.x, this.#bounds.y];
    }

    setPosition(x: number, y: number): void {
      this.setBounds({ x, y });
    }

    getSize(): number[] {
      return [this.#bounds.width, this.#bounds.height];
    }

    setSize(width: number, height: number): void {
      this.setBounds({ width, height });
    }

    center(): void {
      this.setBounds(screen.centered(this.#bounds));
    }

    getTitle(): string {
      return this.#title;
    }

    setTitle(title: string): void {
      this.#title = title;
      desktop.changed();
    }

    setAlwaysOnTop(flag: boolean): void {
      this.#alwaysOnTop = flag;
      desktop.changed();
    }

    isAlwaysOnTop(): boolean {
      return this.#alwaysOnTop;
    }

    setSkipTaskbar(skip: boolean): void {
      this.#skipTaskbar = skip;
      if (skip) this.#overlay = "";
      desktop.changed();
    }

    /** It lies over the window's button in Windows' taskbar: where there is none, it goes nowhere, and is not kept. */
    setOverlayIcon(overlay: unknown, description: string): void {
      this.#requireAlive();
      const hasButton = surroundings.platform === "win32" && this.#visible && !this.#skipTaskbar;
      this.#overlay = hasButton && overlay !== null ? description : "";
      desktop.changed();
    }

    /** What a screen reader says of it; "" where there is none. */
    get overlay(): string {
      return this.#overlay;
    }

    // A browser's windows are not the app's to decorate.
    moveTop(): void {}
    setMenuBarVisibility(): void {}
    removeMenu(): void {}
    setVisibleOnAllWorkspaces(): void {}
    setContentProtection(): void {}
    setBackgroundColor(): void {}
    setMinimumSize(): void {}
    flashFrame(): void {}

    #pageTitle(title: string): void {
      const event = createEvent({});
      this.emit("page-title-updated", event, title, true);
      if (!event.defaultPrevented) this.setTitle(title);
    }

    #setFocused(focused: boolean): void {
      if (this.#focused === focused || this.#destroyed) return;
      if (focused) for (const other of windows.values()) if (other !== this) other.blur();
      this.#focused = focused;
      this.#later(focused ? "focus" : "blur");
    }

    /** The system tells of what happened to a window; the call that caused it has returned by then. */
    #later(event: string): void {
      desktop.changed();
      setImmediate(() => {
        if (!this.#destroyed) this.emit(event, createEvent({}));
      });
    }

    #requireAlive(): void {
      if (this.#destroyed) throw new TypeError("Object has been destroyed");
    }
  }
  refuseUnknownOfClass(Window, "BrowserWindow");

  const find = (id: number) => {
    const window = windows.get(id);
    if (window === undefined) throw new CommandRefused(`there is no window ${id}`);
    return window;
  };
  desktop.onCommand("focusWindow", ({ id }) => find(id).focus());
  desktop.onCommand("closeWindow", ({ id }) => find(id).close());
  desktop.onCommand("moveWindow", ({ id, x, y }) => find(id).dragTo(x, y));
  desktop.onCommand("hangWindow", ({ id }) => {
    find(id).emit("unresponsive");
  });
  desktop.onCommand("crashWindow", ({ id }) => find(id).webContents.crash());
  desktop.show("windows", () =>
    Window.getAllWindows().map((window) => {
      const url = window.webContents.browserUrl();
      return {
        id: window.id,
        title: window.getTitle(),
        visible: window.isVisible(),
        focused: window.isFocused(),
        alwaysOnTop: window.isAlwaysOnTop(),
        overlay: window.overlay,
        open: window.webContents.isOpen(),
        ...(url === undefined ? {} : { url }),
        bounds: window.getBounds(),
      };
    }),
  );
  return Window;
}

/** A page in a browser is always sandboxed and isolated, so an app that wants less would not run as it does on Electron. */
function refuseUnsafe({ webPreferences = {} }: BrowserWindowConstructorOptions): void {
  const { sandbox, contextIsolation, nodeIntegration, nodeIntegrationInSubFrames, webSecurity, webviewTag } =
    webPreferences;
  if (sandbox === false) throw missing("webPreferences.sandbox: false");
  if (contextIsolation === false) throw missing("webPreferences.contextIsolation: false");
  if (nodeIntegration === true) throw missing("webPreferences.nodeIntegration: true");
  if (nodeIntegrationInSubFrames === true) throw missing("webPreferences.nodeIntegrationInSubFrames: true");
  if (webSecurity === false) throw missing("webPreferences.webSecurity: false");
  if (webviewTag === true) throw missing("webPreferences.webviewTag: true");
}
