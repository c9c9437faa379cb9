import type { NativeTheme } from "electron";
import type { Desktop } from "./desktop.ts";
import { KnownEvents, refuseUnknown } from "./refuse-unknown.ts";

type Offered = Pick<
  NativeTheme,
  "shouldUseDarkColors" | "shouldUseDarkColorsForSystemIntegratedUI" | "themeSource" | "shouldUseHighContrastColors"
>;

/** The system's theme and the app's wish. Pages in a browser follow the browser's own. */
export class NativeThemeDouble extends KnownEvents implements Offered {
  readonly shouldUseHighContrastColors = false;
  readonly #desktop: Desktop;
  #system: "light" | "dark" = "light";
  #source: NativeTheme["themeSource"] = "system";

  constructor(desktop: Desktop) {
    super("nativeTheme", ["updated"]);
    this.#desktop = desktop;
    desktop.onCommand("setSystemTheme", ({ theme }) => {
      this.#system = theme;
      this.#updated();
    });
    desktop.show("systemTheme", () => this.#system);
    desktop.show("appTheme", () => (this.shouldUseDarkColors ? "dark" : "light"));
    refuseUnknown(this, "nativeTheme");
  }

  get shouldUseDarkColors(): boolean {
    return (this.#source === "system" ? this.#system : this.#source) === "dark";
  }

  /** The system's own, on Windows and macOS. */
  get shouldUseDarkColorsForSystemIntegratedUI(): boolean {
    return this.#system === "dark";
  }

  get themeSource(): NativeTheme["themeSource"] {
    return this.#source;
  }

  set themeSource(source: NativeTheme["themeSource"]) {
    if (!["system", "light", "dark"].includes(source)) {
      throw new TypeError("Error processing argument at index 0, conversion failure");
    }
    this.#source = source;
    this.#updated();
  }

  #updated(): void {
    this.#desktop.changed();
    setImmediate(() => this.emit("updated"));
  }
}
