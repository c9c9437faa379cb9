import { app } from "electron";
import type { Autostart } from "../../ports/autostart.ts";
import { HIDDEN_ARGUMENT } from "./hidden-argument.ts";

/** macOS gives no arguments: there `wasOpenedAtLogin` says that no window is wanted. */
const item = { args: [HIDDEN_ARGUMENT] };

/**
 * The login items of Windows and macOS. Windows compares the arguments too, so that they are named when it is asked; it
 * keeps an item that he switched off in the Task Manager, and says so in `executableWillLaunchAtLogin` alone.
 */
export const loginItem: Autostart = {
  isOn() {
    const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings(item);
    return openAtLogin && (process.platform !== "win32" || executableWillLaunchAtLogin);
  },
  set: (on) => app.setLoginItemSettings({ ...item, openAtLogin: on }),
};
