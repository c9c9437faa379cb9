import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Installation, updateRefusal } from "../../../electron/main/adapters/updates/update-refusal.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

/** An installation that updates itself, and what a test changes of it. */
function installed(changes: Partial<Installation> = {}): Installation {
  const folder = temporaryFolder();
  const bundle = join(folder, "Sidetone.app");
  const resources = join(bundle, "Contents", "Resources");
  mkdirSync(resources, { recursive: true });
  writeFileSync(join(resources, "app-update.yml"), "provider: generic");
  const program = join(bundle, "Contents", "MacOS", "Sidetone");
  return { isPackaged: true, platform: "darwin", program, resources, env: {}, ...changes };
}

describe("whether an installation updates itself", () => {
  it("does where it is packaged, configured, and the employee's own", () => {
    expect(updateRefusal(installed())).toBeUndefined();
    const appImage = join(temporaryFolder(), "Sidetone.AppImage");
    writeFileSync(appImage, "");
    expect(updateRefusal(installed({ platform: "linux", env: { APPIMAGE: appImage } }))).toBeUndefined();
    const env = { ProgramFiles: "C:\\Program Files", LOCALAPPDATA: "C:\\Users\\mette\\AppData\\Local" };
    const program = `${env.LOCALAPPDATA}\\Programs\\Sidetone\\Sidetone.exe`;
    expect(updateRefusal(installed({ platform: "win32", program, env }))).toBeUndefined();
  });

  it.each<[string, Installation, string]>([
    ["in development", { ...bare(), isPackaged: false }, "development"],
    ["with no place for updates", { ...bare(), env: {} }, "not-configured"],
    ["as a deb", { ...bare(), platform: "linux" }, "package-manager"],
  ])("does not %s", (_, installation, refusal) => {
    expect(updateRefusal(installation)).toBe(refusal);
  });

  it("does not where Windows has it for everybody, in whatever case the folder is written", () => {
    const program = "c:\\program files\\Sidetone\\Sidetone.exe";
    const env = { ProgramFiles: "C:\\Program Files" };
    expect(updateRefusal(installed({ platform: "win32", program, env }))).toBe("administrator");
    const beside = "C:\\Program Files Mine\\Sidetone\\Sidetone.exe";
    expect(updateRefusal(installed({ platform: "win32", program: beside, env }))).toBeUndefined();
  });

  it("does not where it cannot write, or it is gone", () => {
    const gone = join(temporaryFolder(), "gone", "Sidetone.app");
    expect(updateRefusal(installed({ program: join(gone, "Contents", "MacOS", "Sidetone") }))).toBe("administrator");
    const appImage = { platform: "linux", env: { APPIMAGE: gone } } as const;
    expect(updateRefusal(installed(appImage))).toBe("administrator");
  });
});

function bare(): Installation {
  return { isPackaged: true, platform: "darwin", program: "/x/Sidetone", resources: "/nowhere", env: {} };
}
