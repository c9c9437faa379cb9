import type { MenuItemConstructorOptions } from "electron";
import { CommandRefused, type Desktop } from "./desktop.ts";
import type { ShownMenuItem } from "./desktop-contract.ts";
import { createEvent, KnownEvents, missing, refuseUnknownOfClass } from "./refuse-unknown.ts";

export type MenuDouble = InstanceType<ReturnType<typeof createMenuClasses>["Menu"]>;

/** The `Menu` and `MenuItem` classes of one running app. */
export function createMenuClasses(desktop: Desktop, quit: () => void) {
  let applicationMenu: Menu | null = null;
  let popup: { menu: Menu; closed: (() => void) | undefined } | undefined;

  class MenuItem {
    readonly id: string;
    readonly type: NonNullable<MenuItemConstructorOptions["type"]>;
    readonly role: MenuItemConstructorOptions["role"];
    readonly submenu: Menu | undefined;
    readonly accelerator: string | null;
    label: string;
    sublabel: string;
    toolTip: string;
    enabled: boolean;
    visible: boolean;
    checked: boolean;
    readonly #options: MenuItemConstructorOptions;

    constructor(options: MenuItemConstructorOptions) {
      this.#options = options;
      this.id = options.id ?? "";
      this.role = options.role;
      this.submenu = options.submenu === undefined ? undefined : asMenu(options.submenu);
      this.type = options.type ?? (this.submenu === undefined ? "normal" : "submenu");
      this.accelerator = options.accelerator ?? null;
      this.label = options.label ?? options.role ?? "";
      this.sublabel = options.sublabel ?? "";
      this.toolTip = options.toolTip ?? "";
      this.enabled = options.enabled ?? true;
      this.visible = options.visible ?? true;
      this.checked = options.checked ?? false;
    }

    /** As a click of the person. The system ticks the item before the app hears of it. */
    click(siblings: readonly MenuItem[] = []): void {
      if (this.type === "checkbox") this.checked = !this.checked;
      if (this.type === "radio") for (const item of siblings) item.checked = item === this;
      const { click } = this.#options;
      if (this.role === "quit") quit();
      else if (this.role !== undefined && click === undefined) throw missing(`the menu role "${this.role}"`);
      const event = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, triggeredByAccelerator: false };
      // The app's function has Electron's own types for the item and the window.
      const call = click as ((item: MenuItem, window: undefined, event: object) => void) | undefined;
      call?.(this, undefined, createEvent(event));
    }
  }
  refuseUnknownOfClass(MenuItem, "MenuItem");

  class Menu extends KnownEvents {
    readonly items: MenuItem[] = [];

    constructor() {
      super("Menu", ["menu-will-show", "menu-will-close"]);
    }

    static buildFromTemplate(template: readonly (MenuItemConstructorOptions | MenuItem)[]): Menu {
      const menu = new Menu();
      for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item));
      return menu;
    }

    static setApplicationMenu(menu: Menu | null): void {
      applicationMenu = menu;
    }

    static getApplicationMenu(): Menu | null {
      return applicationMenu;
    }

    append(item: MenuItem): void {
      this.items.push(item);
    }

    insert(position: number, item: MenuItem): void {
      this.items.splice(position, 0, item);
    }

    getMenuItemById(id: string): MenuItem | null {
      for (const item of this.items) {
        const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null);
        if (found !== null) return found;
      }
      return null;
    }

    popup(options: { callback?: () => void } = {}): void {
      popup = { menu: this, closed: options.callback };
      this.emit("menu-will-show", createEvent({}));
      desktop.changed();
    }

    closePopup(): void {
      if (popup?.menu !== this) return;
      const { closed } = popup;
      popup = undefined;
      this.emit("menu-will-close", createEvent({}));
      closed?.();
      desktop.changed();
    }
  }
  refuseUnknownOfClass(Menu, "Menu");

  function asMenu(submenu: NonNullable<MenuItemConstructorOptions["submenu"]>): Menu {
    if (Array.isArray(submenu)) return Menu.buildFromTemplate(submenu);
    if (submenu instanceof Menu) return submenu;
    throw new TypeError("a submenu is an array of items or a Menu");
  }

  desktop.onCommand("clickPopupMenuItem", ({ path }) => {
    const menu = popup?.menu;
    if (menu === undefined) throw new CommandRefused("no menu is open");
    clickMenuItem(menu, path);
    setImmediate(() => menu.closePopup());
  });
  desktop.onCommand("dismissPopupMenu", () => popup?.menu.closePopup());
  desktop.show("popupMenu", () => (popup === undefined ? undefined : shownItems(popup.menu)));

  return { Menu, MenuItem };
}

/** What `clickMenuItem` and `shownItems` need of a menu. */
interface AnyMenu {
  items: AnyItem[];
}
interface AnyItem {
  label: string;
  type: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  submenu: AnyMenu | undefined;
  click(siblings?: readonly AnyItem[]): void;
}

/** @throws CommandRefused when there is no such item, or none that can be clicked. */
export function clickMenuItem(menu: AnyMenu, path: readonly string[]): void {
  const [label, ...deeper] = path;
  const visible = menu.items.filter((item) => item.visible && item.type !== "separator");
  const item = visible.find((candidate) => withoutMnemonics(candidate.label) === label);
  if (item === undefined) {
    const labels = visible.map((candidate) => `"${withoutMnemonics(candidate.label)}"`).join(", ");
    throw new CommandRefused(`the menu has no "${label}"; it has ${labels}`);
  }
  if (!item.enabled) throw new CommandRefused(`the menu item "${label}" is greyed out`);
  if (deeper.length > 0 && item.submenu !== undefined) clickMenuItem(item.submenu, deeper);
  else if (deeper.length > 0 || item.submenu !== undefined) throw new CommandRefused(`"${label}" is not that deep`);
  else setImmediate(() => item.click(menu.items));
}

export function shownItems(menu: AnyMenu): ShownMenuItem[] {
  return menu.items
    .filter((item) => item.visible)
    .map((item) => ({
      label: withoutMnemonics(item.label),
      type: item.type,
      enabled: item.enabled,
      checked: item.checked,
      ...(item.submenu === undefined ? {} : { submenu: shownItems(item.submenu) }),
    }));
}

/** "&File" is shown as "File" and "&&" as "&". */
function withoutMnemonics(label: string): string {
  return label.replaceAll(/&(.?)/g, "$1");
}
