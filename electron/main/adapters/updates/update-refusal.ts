import { accessSync, constants, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { UpdateRefusal } from "../../ports/updates.ts";

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
export function updateRefusal({
  isPackaged,
  platform,
  program,
  resources,
  env,
}: Installation): UpdateRefusal | undefined {
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
