import type { Display, Point, Rectangle, Screen, Size } from "electron";
import { KnownEvents, refuseUnknown } from "./refuse-unknown.ts";

type Offered = Pick<
  Screen,
  "getPrimaryDisplay" | "getAllDisplays" | "getDisplayNearestPoint" | "getDisplayMatching" | "getCursorScreenPoint"
>;

/** Device-independent pixels: one full-HD screen with a bar at its foot. */
const SCREEN = { width: 1920, height: 1080 };
const BAR_HEIGHT = 48;

/** One ordinary screen, whose cursor stands still. */
export class ScreenDouble extends KnownEvents implements Offered {
  readonly #isReady: () => boolean;

  constructor(isReady: () => boolean) {
    super("screen", ["display-added", "display-removed", "display-metrics-changed"]);
    this.#isReady = isReady;
    refuseUnknown(this, "screen");
  }

  getPrimaryDisplay(): Display {
    if (!this.#isReady()) throw new Error("The 'screen' module can't be used before the app 'ready' event");
    const workArea = { x: 0, y: 0, width: SCREEN.width, height: SCREEN.height - BAR_HEIGHT };
    const display: Partial<Display> = {
      id: 1,
      label: "Desktop",
      bounds: { x: 0, y: 0, ...SCREEN },
      size: { ...SCREEN },
      workArea,
      workAreaSize: { width: workArea.width, height: workArea.height },
      scaleFactor: 1,
      rotation: 0,
      internal: false,
      detected: true,
      touchSupport: "unavailable",
    };
    return refuseUnknown(display, "display") as Display;
  }

  getAllDisplays(): Display[] {
    return [this.getPrimaryDisplay()];
  }

  getDisplayNearestPoint(_point: Point): Display {
    return this.getPrimaryDisplay();
  }

  getDisplayMatching(_rectangle: Rectangle): Display {
    return this.getPrimaryDisplay();
  }

  getCursorScreenPoint(): Point {
    return { x: SCREEN.width / 2, y: SCREEN.height / 2 };
  }

  /** Where something of this size is in the middle of the work area. */
  centered({ width, height }: Size): Point {
    return {
      x: Math.round((SCREEN.width - width) / 2),
      y: Math.round((SCREEN.height - BAR_HEIGHT - height) / 2),
    };
  }

  /** Where the tray's icon is. */
  get trayBounds(): Rectangle {
    return { x: SCREEN.width - 160, y: SCREEN.height - BAR_HEIGHT + 12, width: 24, height: 24 };
  }
}
