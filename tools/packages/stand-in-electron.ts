import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { FuseV1Options } from "@electron/fuses";
import { NtExecutable, NtExecutableResource, Resource } from "resedit";

/** What `@electron/fuses` looks for in Electron's program: this, a version, the number of fuses, and a sign for each. */
const FUSE_SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";

/**
 * Writes a folder that is laid out as Electron's distribution and has no program in it, so that electron-builder packs the app
 * for real where Electron cannot be fetched: archive, unpacked files, integrity, fuses, icons and names. Nothing of it runs.
 */
export async function writeStandInElectron(folder: string, platform: "darwin" | "linux" | "win32"): Promise<void> {
  const write = async (path: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  };
  await write("LICENSE", "the stand-in's licence\n");
  await write("LICENSES.chromium.html", "the stand-in's licences\n");
  if (platform === "darwin") {
    await writeBundle(write);
    return;
  }
  for (const language of ["da", "de", "en-US"]) await write(`locales/${language}.pak`, language);
  if (platform === "linux") await write("electron", fuseWire());
  else await write("electron.exe", windowsProgram());
}

function fuseWire(): Buffer {
  const fuses = Object.values(FuseV1Options).filter((value) => typeof value === "number").length;
  return Buffer.concat([Buffer.from(FUSE_SENTINEL), Buffer.from([1, fuses]), Buffer.from("0".repeat(fuses))]);
}

/** The smallest program of 64 bits with a version and a manifest, and the fuses behind its end. */
function windowsProgram(): Buffer {
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  version.setFileVersion(1, 0, 0, 0, 1033);
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: "Electron", FileDescription: "Electron" });
  version.outputToResourceEntries(resources.entries);
  resources.entries.push({ type: 24, id: 1, lang: 1033, codepage: 1200, bin: manifest });
  resources.outputResource(program);
  program.setExtraData(fuseWire());
  return Buffer.from(program.generate());
}

const manifest = new TextEncoder().encode(
  '<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0"><trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">' +
    '<security><requestedPrivileges><requestedExecutionLevel level="asInvoker" uiAccess="false"/></requestedPrivileges></security>' +
    "</trustInfo></assembly>",
).buffer;

async function writeBundle(write: (path: string, content: string | Uint8Array) => Promise<void>): Promise<void> {
  const contents = "Electron.app/Contents";
  const frameworks = `${contents}/Frameworks`;
  await write(`${contents}/Info.plist`, propertyList("Electron", "com.github.Electron"));
  await write(`${contents}/MacOS/Electron`, "");
  for (const language of ["da", "de", "en"])
    await write(`${contents}/Resources/${language}.lproj/locale.pak`, language);
  const framework = `${frameworks}/Electron Framework.framework`;
  await write(`${framework}/Electron Framework`, fuseWire());
  for (const language of ["da", "de", "en"]) {
    await write(`${framework}/Versions/A/Resources/${language}.lproj/locale.pak`, language);
  }
  for (const kind of ["", " (GPU)", " (Plugin)", " (Renderer)"]) {
    const name = `Electron Helper${kind}`;
    await write(`${frameworks}/${name}.app/Contents/Info.plist`, propertyList(name, "com.github.Electron.helper"));
    await write(`${frameworks}/${name}.app/Contents/MacOS/${name}`, "");
  }
}

function propertyList(program: string, id: string): string {
  const entries = { CFBundleExecutable: program, CFBundleIdentifier: id, CFBundleName: program };
  const rows = Object.entries(entries).map(([key, value]) => `<key>${key}</key><string>${value}</string>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict>${rows.join("")}</dict></plist>\n`;
}
