import { type BrowserWindow, type Display, screen } from "electron";
import { EVENT_CHANNEL } from "../../../shared/ipc/channels.ts";
import type { EventName } from "../../../shared/ipc/contract.ts";
import type { BarView } from "../../../shared/ipc/dial-bar.ts";
import type { DialBarWindow as DialBarWindowPort } from "../ports/dial-bar-window.ts";
import { APP_ORIGIN } from "../security/app-scheme.ts";
import { openFloating } from "./open-floating.ts";
import { placeBar } from "./place-bar.ts";

/** CSS pixels. */
const WIDTH = 560;
/** Until the page has said how high it is. */
const FIRST_HEIGHT = 56;

export interface DialBarWindowOptions {
  preload: string;
  platform: NodeJS.Platform;
  /** He went elsewhere, or closed it. */
  onLeft(): void;
}

/**
 * The dial bar's window: one line on top of everything, where the pointer is, with the focus. Made when it is asked for, and
 * destroyed when it goes, so that it costs nothing the rest of the day.
 */
export class DialBarWindow implements DialBarWindowPort {
  readonly #options: DialBarWindowOptions;
  #window: BrowserWindow | undefined;
  #loaded = false;
  #view: BarView | undefined;
  #height = FIRST_HEIGHT;
  /** Where it came up; it stays there while it grows. */
  #display: Display | undefined;

  constructor(options: DialBarWindowOptions) {
    this.#options = options;
  }

  owns(webContentsId: number): boolean {
    return this.#alive()?.webContents.id === webContentsId;
  }

  prepare(): void {
    if (this.#alive() === undefined) this.#open();
  }

  show(view: BarView): void {
    this.#view = view;
    const window = this.#alive() ?? this.#open();
    this.#display = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
    this.#place(window);
    // Shown before it has been drawn: whoever presses a hotkey goes on typing at once.
    window.show();
    window.focus();
    this.#send(window, "bar.changed", view);
  }

  update(view: BarView): void {
    const window = this.#alive();
    if (window === undefined || this.#view === undefined) return;
    this.#view = view;
    this.#send(window, "bar.changed", view);
  }

  hide(): void {
    const window = this.#alive();
    this.#view = undefined;
    this.#window = undefined;
    this.#loaded = false;
    this.#height = FIRST_HEIGHT;
    if (window === undefined) return;
    // Hidden first: the program before gets the focus back, rather than any other.
    window.hide();
    window.destroy();
  }

  resize(height: number): void {
    this.#height = height;
    const window = this.#alive();
    if (window !== undefined && this.#view !== undefined) this.#place(window);
  }

  dispose(): void {
    this.hide();
  }

  #alive(): BrowserWindow | undefined {
    return this.#window?.isDestroyed() === false ? this.#window : undefined;
  }

  #send(window: BrowserWindow, name: EventName, view: BarView): void {
    // Before that it asks for what it shows.
    if (this.#loaded) window.webContents.send(EVENT_CHANNEL, name, view);
  }

  #open(): BrowserWindow {
    const window = openFloating({ width: WIDTH, height: FIRST_HEIGHT }, this.#options);
    this.#window = window;
    this.#loaded = false;
    window.webContents.on("did-finish-load", () => {
      if (this.#window !== window) return;
      this.#loaded = true;
      if (this.#view !== undefined) this.#send(window, "bar.changed", this.#view);
    });
    // What was typed is lost with the page; he opens it anew.
    window.webContents.on("render-process-gone", () => this.#left(window));
    window.on("blur", () => this.#left(window));
    window.on("closed", () => this.#left(window));
    void window.loadURL(`${APP_ORIGIN}/dial-bar.html`);
    return window;
  }

  /** Only of the window that is shown now: one that was replaced or is being prepared is nobody's to leave. */
  #left(window: BrowserWindow): void {
    if (this.#window === window && this.#view !== undefined) this.#options.onLeft();
  }

  #place(window: BrowserWindow): void {
    const display = this.#display ?? screen.getPrimaryDisplay();
    const bounds = placeBar(display.workArea, { width: WIDTH, height: this.#height });
    window.setBounds(bounds);
    // Where it comes to a display of another scale, the first time counts by the scale of the one it left.
    if (window.getBounds().width !== bounds.width) window.setBounds(bounds);
  }
}
