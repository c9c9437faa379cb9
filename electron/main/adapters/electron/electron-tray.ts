import { join } from "node:path";
import {
  app,
  Menu,
  type MenuItemConstructorOptions,
  Tray as NativeTray,
  nativeImage,
  nativeTheme,
  type Rectangle,
} from "electron";
import type { Tray, TrayMenuItem, TrayState, TrayView } from "../../ports/tray.ts";
import { fitTooltip } from "./fit-tooltip.ts";

/**
 * The tray icon through Electron's `Tray`; how many calls were missed on the dock (macOS) or launcher (Linux, Unity API),
 * and on macOS beside the icon too.
 */
export class ElectronTray implements Tray {
  readonly #tray: NativeTray;
  readonly #platform: NodeJS.Platform;
  readonly #iconFolder: string;
  readonly #openListeners: (() => void)[] = [];
  readonly #commandListeners: ((id: string) => void)[] = [];
  #state: TrayState = "offline";
  #tooltip = "";
  #menu = "";
  #badge = 0;

  constructor(platform: NodeJS.Platform, iconFolder: string) {
    this.#platform = platform;
    this.#iconFolder = iconFolder;
    this.#tray = new NativeTray(this.#icon(this.#state));
    // The taskbar's colour is the system's, whatever the app's own theme is.
    if (platform === "win32") nativeTheme.on("updated", () => this.#tray.setImage(this.#icon(this.#state)));
    // On macOS a click opens the menu, as in every menu bar.
    if (platform !== "darwin") {
      this.#tray.on("click", () => {
        for (const listener of this.#openListeners) listener();
      });
    }
  }

  render(view: TrayView): void {
    if (view.state !== this.#state) {
      this.#state = view.state;
      this.#tray.setImage(this.#icon(view.state));
    }
    if (view.tooltip !== this.#tooltip) {
      this.#tooltip = view.tooltip;
      this.#tray.setToolTip(fitTooltip(view.tooltip));
    }
    // A menu that is set anew closes under the user's hand on Linux, so only a real change is passed on.
    const menu = JSON.stringify(view.menu);
    if (menu !== this.#menu) {
      this.#menu = menu;
      this.#tray.setContextMenu(Menu.buildFromTemplate(view.menu.map((item) => this.#menuItem(item))));
    }
    if (view.badge === this.#badge) return;
    this.#badge = view.badge;
    if (this.#platform !== "win32") app.setBadgeCount(view.badge);
    if (this.#platform === "darwin") {
      this.#tray.setTitle(view.badge === 0 ? "" : String(view.badge), { fontType: "monospacedDigit" });
    }
  }

  /** Where the icon is on the screen; undefined where the platform does not say. */
  bounds(): Rectangle | undefined {
    return this.#platform === "linux" ? undefined : this.#tray.getBounds();
  }

  onOpen(listener: () => void): void {
    this.#openListeners.push(listener);
  }

  onCommand(listener: (id: string) => void): void {
    this.#commandListeners.push(listener);
  }

  #icon(state: TrayState) {
    const template = this.#platform === "darwin";
    const isDark = this.#platform === "win32" && nativeTheme.shouldUseDarkColorsForSystemIntegratedUI;
    const variant = template ? "Template" : isDark ? "-dark" : "";
    const image = nativeImage.createFromPath(join(this.#iconFolder, `${state}${variant}.png`));
    if (template) image.setTemplateImage(true);
    return image;
  }

  #menuItem(item: TrayMenuItem): MenuItemConstructorOptions {
    switch (item.type) {
      case "separator":
        return { type: "separator" };
      case "label":
        return { label: escapeMnemonic(item.label), enabled: false };
      case "command":
        return { label: escapeMnemonic(item.label), enabled: item.enabled, click: () => this.#command(item.id) };
      case "checkbox":
        return {
          type: "checkbox",
          label: escapeMnemonic(item.label),
          checked: item.checked,
          enabled: item.enabled,
          click: () => this.#command(item.id),
        };
      case "submenu":
        return { label: escapeMnemonic(item.label), submenu: item.items.map((inner) => this.#menuItem(inner)) };
    }
  }

  #command(id: string): void {
    // The system has ticked the item by itself; what is shown must be the PBX's word, so the menu is rendered anew.
    this.#menu = "";
    for (const listener of this.#commandListeners) listener(id);
  }
}

/** "&" marks a mnemonic in menus. */
function escapeMnemonic(label: string): string {
  return label.replaceAll("&", "&&");
}
