import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { getRawHeader } from "@electron/asar";
import { FuseState, FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { NtExecutable, NtExecutableResource } from "resedit";
import type { PackageTarget } from "./pack.ts";

interface PackedFile {
  /** In the archive, with forward slashes. */
  path: string;
  bytes: number;
  /** It lies beside the archive, where the system can load it. */
  unpacked: boolean;
}

/** What is in a packed app, read from its files. */
export interface PackedApp {
  target: PackageTarget;
  /** The archive, for extracting. */
  archive: string;
  archiveBytes: number;
  files: PackedFile[];
  /** SHA-256 of the archive's header, hexadecimal, and what the program was told that it is; undefined where it was not. */
  headerHash: string;
  expectedHash: string | undefined;
  /** By name; undefined for a fuse that was left as Electron had it. */
  fuses: Record<string, boolean | undefined>;
  /** Of Chromium's own texts, such as those of its dialogs. */
  languages: string[];
  /** What macOS reads of the app before it runs; undefined elsewhere. */
  infoPlist: string | undefined;
}

/** @param folder what `pack` returned */
export async function readPackage(target: PackageTarget, folder: string): Promise<PackedApp> {
  const isMac = target.platform === "darwin";
  const resources = isMac ? join(folder, "Sidetone.app", "Contents", "Resources") : join(folder, "resources");
  const archive = join(resources, "app.asar");
  const { headerString, header } = getRawHeader(archive);
  const program = join(folder, { win32: "Sidetone.exe", darwin: "Sidetone.app", linux: "sidetone" }[target.platform]);
  const languageFiles = isMac ? resources : join(folder, "locales");
  return {
    target,
    archive,
    archiveBytes: (await readFile(archive)).length,
    files: listFiles(header, ""),
    headerHash: createHash("sha256").update(headerString).digest("hex"),
    expectedHash: await expectedHash(target, folder),
    fuses: await readFuses(program),
    languages: (await readdir(languageFiles)).filter((name) => /\.(pak|lproj)$/.test(name)).sort(),
    infoPlist: isMac ? await readInfoPlist(folder) : undefined,
  };
}

type Entry = ReturnType<typeof getRawHeader>["header"] | { size: number; unpacked?: boolean } | { link: string };

function listFiles(entry: Entry, path: string): PackedFile[] {
  if ("link" in entry) return [{ path, bytes: 0, unpacked: false }];
  if ("size" in entry) return [{ path, bytes: entry.size, unpacked: entry.unpacked === true }];
  return Object.entries(entry.files).flatMap(([name, inner]) =>
    listFiles(inner, path === "" ? name : `${path}/${name}`),
  );
}

function readInfoPlist(folder: string): Promise<string> {
  return readFile(join(folder, "Sidetone.app", "Contents", "Info.plist"), "utf8");
}

/** Where Electron looks for the hash: Info.plist on macOS, a resource of the program on Windows; Linux checks none. */
async function expectedHash({ platform }: PackageTarget, folder: string): Promise<string | undefined> {
  if (platform === "darwin") {
    const plist = await readInfoPlist(folder);
    return /<key>Resources\/app\.asar<\/key>.*?<key>hash<\/key>\s*<string>([0-9a-f]{64})</s.exec(plist)?.[1];
  }
  if (platform === "linux") return undefined;
  const program = NtExecutable.from(await readFile(join(folder, "Sidetone.exe")), { ignoreCert: true });
  const resource = NtExecutableResource.from(program).entries.find(({ type }) => type === "INTEGRITY");
  if (resource === undefined) return undefined;
  const told: unknown = JSON.parse(Buffer.from(resource.bin).toString("utf8"));
  const entry: unknown = Array.isArray(told) ? told[0] : undefined;
  return typeof entry === "object" && entry !== null && "value" in entry ? String(entry.value) : undefined;
}

async function readFuses(program: string): Promise<Record<string, boolean | undefined>> {
  const wire = await getCurrentFuseWire(program);
  const fuses: Record<string, boolean | undefined> = {};
  for (const [name, number] of Object.entries(FuseV1Options)) {
    if (typeof number !== "number") continue;
    const state = wire[number];
    fuses[name] = state === FuseState.ENABLE ? true : state === FuseState.DISABLE ? false : undefined;
  }
  return fuses;
}
