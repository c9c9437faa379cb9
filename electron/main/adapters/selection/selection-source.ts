import { clipboard, systemPreferences } from "electron";
import type { Clock } from "../../ports/clock.ts";
import type { Logger } from "../../ports/logger.ts";
import type { SelectionSource } from "../../ports/selection-source.ts";
import { startScript } from "./running-script.ts";
import { ScriptCopyKey } from "./script-copy-key.ts";

/** Whether the desktop speaks Wayland, where a program is told of selections only while it has the focus. */
function isWayland({ XDG_SESSION_TYPE, WAYLAND_DISPLAY }: NodeJS.ProcessEnv): boolean {
  if (XDG_SESSION_TYPE !== undefined && XDG_SESSION_TYPE !== "") return XDG_SESSION_TYPE === "wayland";
  return WAYLAND_DISPLAY !== undefined && WAYLAND_DISPLAY !== "";
}

/** How what is selected elsewhere is come by on this system. @param folder where our scripts are */
export function selectionSource(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  folder: string,
  clock: Clock,
  logger: Logger,
): SelectionSource {
  if (platform === "linux") {
    return isWayland(env) ? { kind: "none" } : { kind: "primary", read: () => clipboard.selection.readText() };
  }
  return {
    kind: "copy",
    key: new ScriptCopyKey({ platform, folder, env, start: startScript, clock, logger }),
    // Asked each time: he may have allowed it, or taken it back, a moment ago.
    isAllowed: () => platform !== "darwin" || systemPreferences.isTrustedAccessibilityClient(false),
  };
}
