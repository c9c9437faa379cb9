import { join } from "node:path";
import { BrowserWindow, nativeImage, type Rectangle, screen } from "electron";
import { EVENT_CHANNEL } from "../../../shared/ipc/channels.ts";
import type { EventName, EventPayload } from "../../../shared/ipc/contract.ts";
import type { Snapshot } from "../../../shared/ipc/snapshot.ts";
import type { Windows } from "../ports/windows.ts";
import { APP_ORIGIN } from "../security/app-scheme.ts";

/** CSS pixels. */
const SIZE = { width: 380, height: 640 };
const MARGIN = 12;

export interface MainWindowOptions {
  preload: string;
  icon: string;
  /** Where the pictures of numbers are that lie over the icon. */
  overlays: string;
  platform: NodeJS.Platform;
  /** It is shown, or not any more. */
  onVisible(visible: boolean): void;
  /** Where the tray icon is, when the platform says. */
  trayBounds(): Rectangle | undefined;
}

/** The compact window, made when first asked for, and hidden rather than closed until the app quits. */
export class MainWindow implements Windows {
  readonly #options: MainWindowOptions;
  #window: BrowserWindow | undefined;
  #loaded = false;
  #pendingShow: EventPayload<"window.show"> | undefined;
  #quitting = false;
  #missed = { count: 0, description: "" };

  constructor(options: MainWindowOptions) {
    this.#options = options;
  }

  /** Whether a frame's web contents are this window's. */
  owns(webContentsId: number): boolean {
    return this.#window !== undefined && !this.#window.isDestroyed() && this.#window.webContents.id === webContentsId;
  }

  show(request: EventPayload<"window.show">): void {
    const window = this.#open();
    if (this.#loaded) this.#send("window.show", request);
    else this.#pendingShow = request;
    window.show();
    window.focus();
  }

  hide(): void {
    this.#window?.hide();
  }

  toggle(): void {
    if (this.#window?.isVisible() === true && this.#window.isFocused()) this.hide();
    else this.show({ view: "calls" });
  }

  publish(snapshot: Snapshot): void {
    if (this.#loaded) this.#send("snapshot.changed", snapshot);
  }

  /**
   * How many calls were missed, over the window's icon in Windows' taskbar.
   *
   * @param description for screen readers
   */
  showMissed(count: number, description: string): void {
    this.#missed = { count, description };
    const window = this.#window;
    if (this.#options.platform !== "win32" || window === undefined || window.isDestroyed()) return;
    const name = count > 9 ? "9-plus" : String(count);
    const image = count === 0 ? null : nativeImage.createFromPath(join(this.#options.overlays, `${name}.png`));
    window.setOverlayIcon(image, count === 0 ? "" : description);
  }

  /** From now on closing is closing. */
  allowClosing(): void {
    this.#quitting = true;
  }

  #send<Name extends EventName>(name: Name, payload: EventPayload<Name>): void {
    const window = this.#window;
    if (window !== undefined && !window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, name, payload);
  }

  #open(): BrowserWindow {
    if (this.#window !== undefined && !this.#window.isDestroyed()) return this.#window;
    const { preload, icon, platform } = this.#options;
    const window = new BrowserWindow({
      ...SIZE,
      ...this.#place(),
      minWidth: 320,
      minHeight: 400,
      show: false,
      title: "Sidetone",
      icon,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: platform !== "linux",
      autoHideMenuBar: true,
      webPreferences: {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      },
    });
    this.#window = window;
    this.#loaded = false;
    this.showMissed(this.#missed.count, this.#missed.description);
    window.webContents.on("did-finish-load", () => {
      this.#loaded = true;
      if (this.#pendingShow !== undefined) this.#send("window.show", this.#pendingShow);
      this.#pendingShow = undefined;
    });
    window.webContents.on("render-process-gone", () => {
      // The state is in this process, so a fresh page shows what the lost one did.
      if (!this.#quitting && !window.isDestroyed()) window.webContents.reload();
    });
    window.on("close", (event) => {
      if (this.#quitting) return;
      event.preventDefault();
      window.hide();
    });
    window.on("show", () => this.#options.onVisible(true));
    window.on("hide", () => this.#options.onVisible(false));
    window.on("minimize", () => this.#options.onVisible(false));
    window.on("restore", () => this.#options.onVisible(true));
    window.on("closed", () => {
      this.#options.onVisible(false);
      this.#window = undefined;
      this.#loaded = false;
    });
    void window.loadURL(`${APP_ORIGIN}/index.html`);
    return window;
  }

  /** Beside the tray icon and inside the work area of its display; in the lower right corner where that is unknown. */
  #place(): { x: number; y: number } {
    const tray = this.#options.trayBounds();
    const known = tray !== undefined && tray.width > 0;
    const { workArea } = known ? screen.getDisplayMatching(tray) : screen.getPrimaryDisplay();
    const right = workArea.x + workArea.width - SIZE.width - MARGIN;
    const bottom = workArea.y + workArea.height - SIZE.height - MARGIN;
    if (!known) return { x: right, y: bottom };
    const x = Math.round(tray.x + tray.width / 2 - SIZE.width / 2);
    const below = tray.y < workArea.y + workArea.height / 2;
    return {
      x: Math.max(workArea.x + MARGIN, Math.min(x, right)),
      y: below ? workArea.y + MARGIN : bottom,
    };
  }
}
