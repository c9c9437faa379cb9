import { join } from "node:path";
import { BrowserWindow, nativeImage, type Rectangle, screen } from "electron";
import { EVENT_CHANNEL } from "../../../shared/ipc/channels.ts";
import type { EventName, EventPayload } from "../../../shared/ipc/contract.ts";
import type { Snapshot } from "../../../shared/ipc/snapshot.ts";
import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";
import type { Windows } from "../ports/windows.ts";
import { APP_ORIGIN } from "../security/app-scheme.ts";
import { webPreferences } from "../security/web-preferences.ts";
import { CrashLimit } from "./crash-limit.ts";
import { keepAlive } from "./keep-alive.ts";

/** CSS pixels. */
const SIZE = { width: 380, height: 640 };
const MARGIN = 12;
/** A window that was not looked at for so long costs no process any more. Milliseconds. */
const IDLE_MS = 5 * 60_000;

export interface MainWindowOptions {
  preload: string;
  icon: string;
  /** Where the pictures of numbers are that lie over the icon. */
  overlays: string;
  platform: NodeJS.Platform;
  clock: Clock;
  logger: Logger;
  /** Its page crashed again and again, and the window is gone. */
  onGivenUp(): void;
  /** It is shown, or not any more. */
  onVisible(visible: boolean): void;
  /** Where the tray icon is, when the platform says. */
  trayBounds(): Rectangle | undefined;
}

/** The compact window, made when it is asked for, hidden rather than closed, and destroyed when nobody has looked for a while. */
export class MainWindow implements Windows {
  readonly #options: MainWindowOptions;
  #window: BrowserWindow | undefined;
  #loaded = false;
  #pendingShow: EventPayload<"window.show"> | undefined;
  #quitting = false;
  #cancelIdle: () => void = () => {};
  /** What the page said that it shows. */
  #shown: EventPayload<"window.show"> | undefined;
  readonly #limit: CrashLimit;
  #missed = { count: 0, description: "" };

  constructor(options: MainWindowOptions) {
    this.#options = options;
    this.#limit = new CrashLimit(options.clock);
  }

  /** Whether a frame's web contents are this window's. */
  owns(webContentsId: number): boolean {
    return this.#window !== undefined && !this.#window.isDestroyed() && this.#window.webContents.id === webContentsId;
  }

  show(request: EventPayload<"window.show">): void {
    const window = this.#open();
    if (this.#loaded) this.#send("window.show", request);
    else this.#pendingShow = request;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  hide(): void {
    this.#window?.hide();
  }

  remember(shown: EventPayload<"window.show">): void {
    this.#shown = shown;
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
    this.#drawMissed();
  }

  #drawMissed(): void {
    const { count, description } = this.#missed;
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
    const { preload, icon } = this.#options;
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
      autoHideMenuBar: true,
      webPreferences: webPreferences(preload),
    });
    this.#window = window;
    this.#loaded = false;
    window.webContents.on("did-finish-load", () => {
      this.#loaded = true;
      if (this.#pendingShow !== undefined) this.#send("window.show", this.#pendingShow);
      this.#pendingShow = undefined;
    });
    const { clock, logger, onGivenUp } = this.#options;
    keepAlive(window, {
      clock,
      logger,
      limit: this.#limit,
      onRestart: () => {
        this.#loaded = false;
        this.#pendingShow ??= this.#shown;
      },
      onGivenUp,
      isQuitting: () => this.#quitting,
    });
    window.on("close", (event) => {
      if (this.#quitting) return;
      event.preventDefault();
      window.hide();
    });
    // Windows' taskbar makes the window's button anew each time it is shown, a moment later, and with nothing over it.
    window.on("focus", () => this.#drawMissed());
    window.on("show", () => {
      this.#drawMissed();
      this.#cancelIdle();
      this.#options.onVisible(true);
    });
    window.on("hide", () => {
      this.#options.onVisible(false);
      this.#destroyLater(window);
    });
    window.on("minimize", () => this.#options.onVisible(false));
    window.on("restore", () => this.#options.onVisible(true));
    window.on("closed", () => {
      this.#cancelIdle();
      this.#options.onVisible(false);
      this.#window = undefined;
      this.#loaded = false;
      this.#shown = undefined;
    });
    void window.loadURL(`${APP_ORIGIN}/index.html`);
    return window;
  }

  #destroyLater(window: BrowserWindow): void {
    this.#cancelIdle();
    this.#cancelIdle = this.#options.clock.after(IDLE_MS, () => {
      if (!window.isDestroyed() && !window.isVisible()) window.destroy();
    });
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
