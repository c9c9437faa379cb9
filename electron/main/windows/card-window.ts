import { type BrowserWindow, type Display, screen } from "electron";
import type { CardView } from "../../../shared/ipc/card.ts";
import { EVENT_CHANNEL } from "../../../shared/ipc/channels.ts";
import type { EventName } from "../../../shared/ipc/contract.ts";
import type { CallCardWindow } from "../ports/call-card-window.ts";
import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";
import type { CardPlace, SettingsStore } from "../ports/settings-store.ts";
import { APP_ORIGIN } from "../security/app-scheme.ts";
import { CrashLimit } from "./crash-limit.ts";
import { keepAlive } from "./keep-alive.ts";
import { openFloating } from "./open-floating.ts";
import { cardPlaceOf, placeCard } from "./place-card.ts";

/** CSS pixels. */
const WIDTH = 360;
/** Until the page has said how high it is. */
const FIRST_HEIGHT = 120;
/** It costs a process, and the next call may be hours away. Milliseconds. */
const IDLE_MS = 60_000;
/** Displays whose places are remembered. */
const MOST_PLACES = 20;
/** Away from the corner where the system's own notifications come up. */
const FIRST_PLACE = { win32: { x: 0.99, y: 0.03 }, other: { x: 0.99, y: 0.97 } } as const;

export interface CardWindowOptions {
  preload: string;
  platform: NodeJS.Platform;
  settings: SettingsStore;
  clock: Clock;
  logger: Logger;
}

/**
 * The call card's window: on top of everything, over programs in full screen too, without ever taking the focus. Made when
 * a call comes up, and destroyed when none has for a while. It comes up on the display where the pointer is, where it was
 * left there.
 */
export class CardWindow implements CallCardWindow {
  readonly #options: CardWindowOptions;
  readonly #limit: CrashLimit;
  #window: BrowserWindow | undefined;
  #view: CardView | undefined;
  #loaded = false;
  #height = FIRST_HEIGHT;
  /** Where it was put; a move to anywhere else was his. */
  #placed = { x: 0, y: 0 };
  #cancelIdle: () => void = () => {};

  constructor(options: CardWindowOptions) {
    this.#options = options;
    this.#limit = new CrashLimit(options.clock);
    const place = () => this.#place();
    screen.on("display-removed", place);
    screen.on("display-metrics-changed", place);
  }

  owns(webContentsId: number): boolean {
    return this.#alive()?.webContents.id === webContentsId;
  }

  show(view: CardView): void {
    this.#view = view;
    this.#cancelIdle();
    const window = this.#alive() ?? this.#open();
    if (this.#loaded) this.#send(window, "card.changed", view);
  }

  hide(): void {
    this.#view = undefined;
    const window = this.#alive();
    if (window === undefined) return;
    window.hide();
    this.#cancelIdle();
    this.#cancelIdle = this.#options.clock.after(IDLE_MS, () => this.#alive()?.destroy());
  }

  /** The page has drawn what it shows: only now is there something to see. */
  resize(height: number): void {
    this.#height = height;
    const window = this.#alive();
    if (window === undefined || this.#view === undefined) return;
    // He may be dragging it: what the system tells later, its bounds say already.
    this.#moved(window);
    this.#place();
    if (!window.isVisible()) window.showInactive();
  }

  dispose(): void {
    this.#cancelIdle();
    this.#alive()?.destroy();
  }

  #alive(): BrowserWindow | undefined {
    return this.#window?.isDestroyed() === false ? this.#window : undefined;
  }

  #send(window: BrowserWindow, name: EventName, view: CardView): void {
    window.webContents.send(EVENT_CHANNEL, name, view);
  }

  #open(): BrowserWindow {
    const window = openFloating({ width: WIDTH, height: this.#height }, this.#options);
    this.#window = window;
    this.#loaded = false;
    window.webContents.on("did-finish-load", () => {
      // The page asks for what it shows; what changed since it asked is told.
      this.#loaded = true;
      if (this.#view !== undefined) this.#send(window, "card.changed", this.#view);
    });
    const { clock, logger } = this.#options;
    keepAlive(window, {
      clock,
      logger,
      limit: this.#limit,
      onRestart: () => {
        this.#loaded = false;
      },
      // The notification and the tray still tell.
      onGivenUp: () => {},
      isQuitting: () => false,
    });
    // Linux tells of each step of a move, the others of its end.
    if (this.#options.platform === "linux") window.on("move", () => this.#moved(window));
    else window.on("moved", () => this.#moved(window));
    window.on("closed", () => {
      this.#window = undefined;
      this.#loaded = false;
    });
    void window.loadURL(`${APP_ORIGIN}/card.html`);
    return window;
  }

  /** Puts it where it belongs on the display where it is, or where the pointer is when it comes up. */
  #place(): void {
    const window = this.#alive();
    if (window === undefined) return;
    const display = window.isVisible()
      ? screen.getDisplayMatching(window.getBounds())
      : screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
    const bounds = placeCard(display.workArea, { width: WIDTH, height: this.#height }, this.#placeOn(display));
    this.#placed = { x: bounds.x, y: bounds.y };
    window.setBounds(bounds);
    // Where it comes to a display of another scale, the first time counts by the scale of the one it left.
    if (window.getBounds().width !== bounds.width) window.setBounds(bounds);
  }

  #placeOn({ id }: Display): CardPlace {
    const { settings, platform } = this.#options;
    return settings.get().cardPlaces[String(id)] ?? FIRST_PLACE[platform === "win32" ? "win32" : "other"];
  }

  /** He dragged it somewhere. */
  #moved(window: BrowserWindow): void {
    if (window.isDestroyed() || !window.isVisible()) return;
    const bounds = window.getBounds();
    // Scaling rounds: a pixel off is where it was put.
    const isPlaced = Math.abs(bounds.x - this.#placed.x) <= 1 && Math.abs(bounds.y - this.#placed.y) <= 1;
    if (isPlaced) return;
    this.#placed = { x: bounds.x, y: bounds.y };
    const { settings } = this.#options;
    const { id, workArea } = screen.getDisplayMatching(bounds);
    const { [String(id)]: _, ...others } = settings.get().cardPlaces;
    const kept = Object.entries(others).slice(1 - MOST_PLACES);
    settings.update({ cardPlaces: { ...Object.fromEntries(kept), [String(id)]: cardPlaceOf(workArea, bounds) } });
  }
}
