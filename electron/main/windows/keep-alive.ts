import type { BrowserWindow } from "electron";
import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";
import type { CrashLimit } from "./crash-limit.ts";

/** A page that answers nothing for so long will not; what it showed is shown by a fresh one. Milliseconds. */
const UNRESPONSIVE_MS = 20_000;

export interface KeepAliveOptions {
  clock: Clock;
  logger: Logger;
  limit: CrashLimit;
  /** The page is started again. */
  onRestart(): void;
  /** It crashed again and again: the window is gone until somebody opens it. */
  onGivenUp(): void;
  isQuitting(): boolean;
}

/**
 * Starts a window's page again when its process is gone or hangs, and only so often. The state is in the main process, so a
 * fresh page shows what the lost one did. One that nobody sees is not started again: the window is made when it is wanted.
 */
export function keepAlive(window: BrowserWindow, options: KeepAliveOptions): void {
  const { clock, logger, limit, onRestart, onGivenUp, isQuitting } = options;
  const { webContents } = window;
  let cancel: () => void = () => {};
  webContents.on("render-process-gone", (_event, { reason }) => {
    cancel();
    if (isQuitting() || window.isDestroyed()) return;
    logger.warn("a window's page is gone", { reason });
    const again = limit.crashed();
    if (again && window.isVisible()) {
      onRestart();
      webContents.reload();
      return;
    }
    window.destroy();
    if (!again) onGivenUp();
  });
  window.on("unresponsive", () => {
    cancel();
    cancel = clock.after(UNRESPONSIVE_MS, () => {
      if (isQuitting() || window.isDestroyed()) return;
      logger.warn("a window's page hangs");
      webContents.forcefullyCrashRenderer();
    });
  });
  window.on("responsive", () => cancel());
  window.on("closed", () => cancel());
}
