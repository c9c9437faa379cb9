import { app, shell } from "electron";
import type { LinkHandler, TelephoneScheme } from "../../../../shared/ipc/links.ts";
import { telephoneSchemes } from "../../../../shared/links.ts";
import type { LinkHandlers } from "../../ports/link-handlers.ts";

/**
 * Windows' page of the programs that a user may choose for links. It opens at Sidetone, by the name and in the hive in which
 * the installer has registered it (`resources/installer/installer.nsh`).
 *
 * @param program the app's own file: what everybody has lies below `Program Files`
 */
function windowsPage(program: string, programFiles: string | undefined): string {
  const forAll = programFiles !== undefined && program.toLowerCase().startsWith(`${programFiles.toLowerCase()}\\`);
  return `ms-settings:defaultapps?${forAll ? "registeredAppMachine" : "registeredAppUser"}=Sidetone`;
}

/** Links through Electron's `app`. Windows lets no program make itself the one; there he is shown the system's page. */
export class ElectronLinkHandlers implements LinkHandlers {
  readonly #platform: NodeJS.Platform;

  constructor(platform: NodeJS.Platform) {
    this.#platform = platform;
  }

  async handler(scheme: TelephoneScheme): Promise<LinkHandler> {
    const url = `${scheme}:`;
    if (this.#platform === "win32" || this.#platform === "darwin") {
      // On Windows `isDefaultProtocolClient` knows nothing of what the user has chosen.
      const info = await app.getApplicationInfoForProtocol(url).catch(() => undefined);
      if (info !== undefined && this.#isOwn(info.path)) return { own: true };
      return info === undefined || info.name === "" ? { own: false } : { own: false, other: info.name };
    }
    if (app.isDefaultProtocolClient(scheme)) return { own: true };
    const other = app.getApplicationNameForProtocol(url).replace(/\.desktop$/, "");
    return other === "" ? { own: false } : { own: false, other };
  }

  async claim(): Promise<"done" | "system-page"> {
    if (this.#platform === "win32") {
      await shell.openExternal(windowsPage(app.getPath("exe"), process.env.ProgramFiles));
      return "system-page";
    }
    for (const scheme of telephoneSchemes) app.setAsDefaultProtocolClient(scheme);
    return "done";
  }

  /** Windows names the program, macOS the bundle that it lies in. */
  #isOwn(path: string): boolean {
    const own = app.getPath("exe");
    return this.#platform === "win32" ? own.toLowerCase() === path.toLowerCase() : own.startsWith(`${path}/`);
  }
}
