import type { GlobalShortcut } from "electron";
import { CommandRefused, type Desktop } from "./desktop.ts";
import { refuseUnknown } from "./refuse-unknown.ts";

type Offered = Pick<
  GlobalShortcut,
  "register" | "registerAll" | "isRegistered" | "unregister" | "unregisterAll" | "setSuspended" | "isSuspended"
>;

/** Shortcuts that the desktop can press. */
export function createGlobalShortcut(desktop: Desktop, isReady: () => boolean): Offered {
  const registered = new Map<string, () => void>();
  let suspended = false;
  const requireReady = () => {
    if (!isReady()) throw new Error("globalShortcut cannot be used before the app is ready");
  };
  desktop.show("shortcuts", () => [...registered.keys()]);
  desktop.onCommand("pressShortcut", ({ accelerator }) => {
    const run = registered.get(accelerator);
    if (run === undefined) throw new CommandRefused(`"${accelerator}" is not registered`);
    // Suspended, the key goes to whatever program is in front.
    if (!suspended) setImmediate(run);
  });

  const shortcuts = {
    register(accelerator, callback) {
      requireReady();
      if (suspended || desktop.failures.shortcutRefused || registered.has(accelerator)) return false;
      registered.set(accelerator, callback);
      desktop.changed();
      return true;
    },
    registerAll(accelerators, callback) {
      for (const accelerator of accelerators) shortcuts.register(accelerator, callback);
    },
    isRegistered(accelerator) {
      requireReady();
      return registered.has(accelerator);
    },
    unregister(accelerator) {
      requireReady();
      registered.delete(accelerator);
      desktop.changed();
    },
    setSuspended(next) {
      requireReady();
      suspended = next;
    },
    isSuspended() {
      requireReady();
      return suspended;
    },
    unregisterAll() {
      requireReady();
      registered.clear();
      desktop.changed();
    },
  } satisfies Offered;
  return refuseUnknown(shortcuts, "globalShortcut");
}
