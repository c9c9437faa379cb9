import { app, shell } from "electron";
import type { LinkHandler, TelephoneScheme } from "../../../../shared/ipc/links.ts";
import { telephoneSchemes } from "../../../../shared/links.ts";
import type { LinkHandlers } from "../../ports/link-handlers.ts";

/**
 * Whether Sidetone is there for everybody on this computer: then the installer has registered it with the machine rather
 * than the user (`resources/installer/installer.nsh`).
 *
 * @param program the app's own file: what everybody has lies below `Program Files`
 */
function isForEverybody(program: string, programFiles: string | undefined): boolean {
  return programFiles !== undefined && program.toLowerCase().startsWith(`${programFiles.toLowerCase()}\\`);
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

  async claim(): Promise<"done" | "system-page" | "not-taken"> {
    if (this.#platform === "win32") {
      if (isForEverybody(app.getPath("exe"), process.env.ProgramFiles)) {
        await shell.openExternal("ms-settings:defaultapps?registeredAppMachine=Sidetone");
      } else await shell.openExternal("ms-settings:defaultapps?registeredAppUser=Sidetone");
      return "system-page";
    }
    // On Linux it takes the desktop file that the deb brings and an AppImage does not.
    const taken = telephoneSchemes.map((scheme) => app.setAsDefaultProtocolClient(scheme));
    return taken.every(Boolean) ? "done" : "not-taken";
  }

  /** Windows names the program, macOS the bundle that it lies in. */
  #isOwn(path: string): boolean {
    const own = app.getPath("exe");
    return this.#platform === "win32" ? own.toLowerCase() === path.toLowerCase() : own.startsWith(`${path}/`);
  }
}
