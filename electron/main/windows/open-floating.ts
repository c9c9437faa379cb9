import { BrowserWindow } from "electron";
import { webPreferences } from "../security/web-preferences.ts";

/**
 * A small window without a frame on top of everything, over programs in full screen too. It is not shown yet.
 *
 * @param size CSS pixels
 */
export function openFloating(
  size: { width: number; height: number },
  { preload, platform }: { preload: string; platform: NodeJS.Platform },
): BrowserWindow {
  const window = new BrowserWindow({
    ...size,
    show: false,
    title: "Sidetone",
    frame: false,
    resizable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    // A panel floats over full-screen spaces, and takes keys without activating the app: the program before stays in front.
    ...(platform === "darwin" ? { type: "panel" } : {}),
    webPreferences: webPreferences(preload),
  });
  window.setAlwaysOnTop(true, "screen-saver");
  if (platform !== "win32") {
    // The process stays what it is, or the dock would flicker with every call.
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
  }
  return window;
}
