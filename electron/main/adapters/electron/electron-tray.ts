import { join } from "node:path";
import { app, Menu, type MenuItemConstructorOptions, Tray as NativeTray, nativeImage, type Rectangle } from "electron";
import type { Tray, TrayMenuItem, TrayState, TrayView } from "../../ports/tray.ts";

/** The tray icon through Electron's `Tray`; the badge on the dock (macOS) or launcher (Linux, Unity API). */
export class ElectronTray implements Tray {
  readonly #tray: NativeTray;
  readonly #platform: NodeJS.Platform;
  readonly #iconFolder: string;
  readonly #openListeners: (() => void)[] = [];
  readonly #commandListeners: ((id: string) => void)[] = [];
  #state: TrayState = "offline";
  #tooltip = "";
  #menu = "";

  constructor(platform: NodeJS.Platform, iconFolder: string) {
    this.#platform = platform;
    this.#iconFolder = iconFolder;
    this.#tray = new NativeTray(this.#icon(this.#state));
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
      this.#tray.setToolTip(view.tooltip);
    }
    // A menu that is set anew closes under the user's hand on Linux, so only a real change is passed on.
    const menu = JSON.stringify(view.menu);
    if (menu !== this.#menu) {
      this.#menu = menu;
      this.#tray.setContextMenu(Menu.buildFromTemplate(view.menu.map((item) => this.#menuItem(item))));
    }
    if (this.#platform !== "win32") app.setBadgeCount(view.badge);
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
    const image = nativeImage.createFromPath(join(this.#iconFolder, `${state}${template ? "Template" : ""}.png`));
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
