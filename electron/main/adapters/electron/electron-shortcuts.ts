import { globalShortcut } from "electron";
import type { GlobalShortcuts } from "../../ports/global-shortcuts.ts";
import type { Logger } from "../../ports/logger.ts";

/** Hotkeys through `globalShortcut`. Make it when the app is ready; the system takes them back when the app ends. */
export class ElectronShortcuts implements GlobalShortcuts {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  register(accelerator: string, onPress: () => void): boolean {
    try {
      if (globalShortcut.register(accelerator, onPress)) return true;
      this.#logger.warn("a hotkey is not to be had", { accelerator });
    } catch (error) {
      // Electron throws for what it cannot read, which is as good as not to be had.
      this.#logger.error("a hotkey could not be read", { accelerator, error: String(error) });
    }
    return false;
  }

  unregister(accelerator: string): void {
    globalShortcut.unregister(accelerator);
  }

  setSuspended(suspended: boolean): void {
    globalShortcut.setSuspended(suspended);
  }
}
