import { app } from "electron";
import type { AppUpdater } from "electron-updater";
import type { Logger } from "../../ports/logger.ts";
import type { UpdateAnswer, UpdateRefusal, Updates } from "../../ports/updates.ts";
import { updateRefusal } from "./update-refusal.ts";

/**
 * Updates through electron-updater, from the place that the package's `app-update.yml` names. Who gets a version is decided
 * there, by `stagingPercentage` and an id that electron-updater keeps for this computer. Windows and macOS install nothing
 * that is not signed by the same publisher.
 */
export class ElectronUpdates implements Updates {
  readonly refusal: UpdateRefusal | undefined;
  readonly #platform: NodeJS.Platform;
  readonly #logger: Logger;
  #updater: AppUpdater | undefined;

  constructor(platform: NodeJS.Platform, logger: Logger) {
    this.#platform = platform;
    this.#logger = logger;
    this.refusal = updateRefusal({
      isPackaged: app.isPackaged,
      platform,
      program: app.getPath("exe"),
      resources: process.resourcesPath,
      env: process.env,
    });
  }

  async fetchNewer(): Promise<UpdateAnswer> {
    try {
      const updater = await this.#load();
      const found = await updater.checkForUpdates();
      if (found === null || !found.isUpdateAvailable) return { kind: "none" };
      await updater.downloadUpdate(found.cancellationToken);
      return { kind: "ready", version: found.updateInfo.version };
    } catch (error) {
      return {
        kind: "failed",
        problem: error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error),
      };
    }
  }

  installNow(): void {
    // Silently, and with a start afterwards.
    this.#updater?.quitAndInstall(true, true);
  }

  /** Loaded when first needed: the tray must not wait for it. */
  async #load(): Promise<AppUpdater> {
    if (this.#updater !== undefined) return this.#updater;
    const { AppImageUpdater, MacUpdater, NsisUpdater } = await import("electron-updater");
    const updater =
      this.#platform === "win32"
        ? new NsisUpdater()
        : this.#platform === "darwin"
          ? new MacUpdater()
          : new AppImageUpdater();
    updater.autoDownload = false;
    updater.autoInstallOnAppQuit = true;
    updater.allowDowngrade = false;
    updater.disableWebInstaller = true;
    const logger = this.#logger;
    updater.logger = {
      info: (message: unknown) => logger.info("updater", { message: String(message) }),
      warn: (message: unknown) => logger.warn("updater", { message: String(message) }),
      error: (message: unknown) => logger.warn("updater", { message: String(message) }),
    };
    // What goes wrong comes back from the calls, too; without a listener it would end the app.
    updater.on("error", () => {});
    this.#updater = updater;
    return updater;
  }
}
