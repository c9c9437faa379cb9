import type { Rectangle, Tray } from "electron";
import { CommandRefused, type Desktop } from "./desktop.ts";
import { clickMenuItem, type MenuDouble, shownItems } from "./menu.ts";
import { asImage, type NativeImageDouble } from "./native-image.ts";
import { createEvent, KnownEvents, refuseUnknownOfClass } from "./refuse-unknown.ts";
import type { ScreenDouble } from "./screen.ts";

type Offered = Pick<
  Tray,
  | "destroy"
  | "isDestroyed"
  | "setToolTip"
  | "setTitle"
  | "getTitle"
  | "getBounds"
  | "closeContextMenu"
  | "setIgnoreDoubleClickEvents"
>;

export interface TraySurroundings {
  desktop: Desktop;
  screen: ScreenDouble;
  platform: string;
  isReady(): boolean;
}

/** The `Tray` class of one running app. The desktop shows the newest icon. */
export function createTrayClass({ desktop, screen, platform, isReady }: TraySurroundings) {
  const icons: TrayDouble[] = [];

  class TrayDouble extends KnownEvents implements Offered {
    #image: NativeImageDouble;
    #tooltip = "";
    #title = "";
    #menu: MenuDouble | null = null;
    #destroyed = false;

    constructor(image: NativeImageDouble | string) {
      super("Tray", [
        "click",
        "right-click",
        "double-click",
        "middle-click",
        "balloon-click",
        "mouse-up",
        "mouse-down",
      ]);
      if (!isReady()) throw new Error("Cannot create Tray before app is ready");
      this.#image = loaded(image);
      icons.push(this);
      desktop.changed();
    }

    setImage(image: NativeImageDouble | string): void {
      this.#image = loaded(image);
      desktop.changed();
    }

    setToolTip(toolTip: string): void {
      this.#tooltip = toolTip;
      desktop.changed();
    }

    setTitle(title: string): void {
      this.#title = platform === "darwin" ? title : "";
      desktop.changed();
    }

    getTitle(): string {
      return this.#title;
    }

    setContextMenu(menu: MenuDouble | null): void {
      this.#menu = menu;
      desktop.changed();
    }

    popUpContextMenu(menu?: MenuDouble): void {
      (menu ?? this.#menu)?.popup();
    }

    closeContextMenu(): void {
      this.#menu?.closePopup();
    }

    /** Electron's Linux has no bounds to give. */
    getBounds(): Rectangle {
      return platform === "linux" ? { x: 0, y: 0, width: 0, height: 0 } : screen.trayBounds;
    }

    setIgnoreDoubleClickEvents(): void {}

    destroy(): void {
      this.#destroyed = true;
      icons.splice(icons.indexOf(this), 1);
      desktop.changed();
    }

    isDestroyed(): boolean {
      return this.#destroyed;
    }

    /** As the desktop shows it. */
    look() {
      return {
        tooltip: this.#tooltip,
        title: this.#title,
        icon: this.#image.toDataURL(),
        menu: this.#menu === null ? [] : shownItems(this.#menu),
      };
    }

    press(button: "left" | "right" | "double"): void {
      const event = createEvent({ shiftKey: false, ctrlKey: false, altKey: false, metaKey: false });
      const names = { left: "click", right: "right-click", double: "double-click" };
      this.emit(names[button], event, this.getBounds(), screen.getCursorScreenPoint());
    }

    choose(path: readonly string[]): void {
      if (this.#menu === null) throw new CommandRefused("the tray icon has no menu");
      clickMenuItem(this.#menu, path);
    }
  }
  refuseUnknownOfClass(TrayDouble, "Tray");

  const newest = () => {
    const icon = icons.at(-1);
    if (icon === undefined) throw new CommandRefused("there is no tray icon");
    return icon;
  };
  desktop.onCommand("clickTray", ({ button }) => {
    const icon = newest();
    setImmediate(() => icon.press(button));
  });
  desktop.onCommand("clickTrayMenuItem", ({ path }) => newest().choose(path));
  desktop.show("tray", () => icons.at(-1)?.look());
  return TrayDouble;
}

/** @throws Error for a file that holds no image, as Electron does. */
function loaded(image: NativeImageDouble | string): NativeImageDouble {
  const result = asImage(image);
  if (typeof image === "string" && result.isEmpty()) throw new Error(`Failed to load image from path '${image}'`);
  return result;
}
