import { join } from "node:path";
import { Arch, build, type Configuration, Platform } from "electron-builder";

/** What there are packages for. */
export const packageTargets = [
  { platform: "win32", arch: "x64" },
  { platform: "win32", arch: "arm64" },
  { platform: "darwin", arch: "x64" },
  { platform: "darwin", arch: "arm64" },
  { platform: "linux", arch: "x64" },
  { platform: "linux", arch: "arm64" },
] as const;
export type PackageTarget = (typeof packageTargets)[number];

export interface PackOptions {
  /** The project, with `out/` built. */
  projectDir: string;
  /** Where the unpacked app goes. */
  output: string;
  /** A folder that is laid out as Electron's distribution; without it electron-builder fetches Electron. */
  electronDist?: string;
}

/**
 * Packs the app for one platform, without an installer. electron-builder reads the project's configuration and checks it by
 * its own schema.
 *
 * @returns the folder that holds the packed app
 */
export async function pack({ platform, arch }: PackageTarget, options: PackOptions): Promise<string> {
  const { projectDir, output, electronDist } = options;
  const config: Configuration = {
    directories: { output },
    // Nothing to sign with, and no keychain to look into.
    ...(electronDist === undefined ? {} : { electronDist, mac: { identity: null }, forceCodeSigning: false }),
  };
  const builders = { win32: Platform.WINDOWS, darwin: Platform.MAC, linux: Platform.LINUX };
  await build({ projectDir, targets: builders[platform].createTarget("dir", Arch[arch]), config, publish: "never" });
  return join(output, unpackedFolder({ platform, arch }));
}

function unpackedFolder({ platform, arch }: PackageTarget): string {
  const name = { win32: "win", darwin: "mac", linux: "linux" }[platform];
  const suffix = arch === "x64" ? "" : `-${arch}`;
  return platform === "darwin" ? `${name}${suffix}` : `${name}${suffix}-unpacked`;
}
