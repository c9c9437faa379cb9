import { accessSync, constants, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { app } from "electron";
import type { AppUpdater } from "electron-updater";
import type { Logger } from "../../ports/logger.ts";
import type { UpdateAnswer, UpdateRefusal, Updates } from "../../ports/updates.ts";

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
    this.refusal = whyNot({
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

export interface Installation {
  isPackaged: boolean;
  platform: NodeJS.Platform;
  /** The running program. */
  program: string;
  /** The package's resources. */
  resources: string;
  env: Readonly<Record<string, string | undefined>>;
}

/** Why an app that is installed like this does not update itself; undefined where it does. */
export function whyNot({ isPackaged, platform, program, resources, env }: Installation): UpdateRefusal | undefined {
  if (!isPackaged) return "development";
  if (platform === "linux") {
    const { APPIMAGE } = env;
    // The deb has no such variable; its files are the package manager's.
    if (APPIMAGE === undefined) return "package-manager";
    if (!existsSync(join(resources, "app-update.yml"))) return "not-configured";
    return isWritable(APPIMAGE) && isWritable(dirname(APPIMAGE)) ? undefined : "administrator";
  }
  if (!existsSync(join(resources, "app-update.yml"))) return "not-configured";
  if (platform === "win32") return isUnderProgramFiles(program, env) ? "administrator" : undefined;
  // Sidetone.app/Contents/MacOS/Sidetone: the bundle is replaced, in the folder that holds it.
  const bundle = dirname(dirname(dirname(program)));
  return isWritable(bundle) && isWritable(dirname(bundle)) ? undefined : "administrator";
}

/** Installed for everybody; Windows tells by no call of Node's whether he may write there. */
function isUnderProgramFiles(program: string, env: Installation["env"]): boolean {
  const folders = [env.ProgramFiles, env["ProgramFiles(x86)"], env.ProgramW6432];
  return folders.some(
    (folder) => folder !== undefined && program.toLowerCase().startsWith(`${folder.toLowerCase()}\\`),
  );
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
