import { app } from "electron";
import type { Autostart } from "../../ports/autostart.ts";
import { HIDDEN_ARGUMENT } from "./hidden-argument.ts";

/** macOS gives no arguments: there `wasOpenedAtLogin` says that no window is wanted. */
const item = { args: [HIDDEN_ARGUMENT] };

/** The login items of Windows and macOS. Windows compares the arguments too, so that they are named when it is asked. */
export const loginItem: Autostart = {
  isOn: () => app.getLoginItemSettings(item).openAtLogin,
  set: (on) => app.setLoginItemSettings({ ...item, openAtLogin: on }),
};
