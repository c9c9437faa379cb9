import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { pack } from "../../../tools/packages/pack.ts";
import { writeStandInElectron } from "../../../tools/packages/stand-in-electron.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

const projectDir = resolve(import.meta.dirname, "../../..");
const read = (path: string) => readFileSync(join(projectDir, path), "utf8");

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

async function configuration() {
  const { default: found } = await import("../../../electron-builder.ts");
  return found;
}

describe("the packages' configuration", () => {
  it("agrees with the app about its name in Windows, and with the installer about links", async () => {
    const { appId, protocols } = await configuration();
    expect(read("electron/main/index.ts")).toContain(`APP_USER_MODEL_ID = "${appId}"`);
    const schemes = [protocols].flat().flatMap((protocol) => protocol?.schemes ?? []);
    const inInstaller = [...read("resources/installer/installer.nsh").matchAll(/sidetoneProgId "(\w+)"/g)];
    expect(inInstaller.map(([, scheme]) => scheme).sort()).toEqual(schemes.toSorted());
  });

  it("asks for the least of macOS, and is signed only where there is something to sign with", async () => {
    const entitlements = read("resources/installer/entitlements.mac.plist");
    expect([...entitlements.matchAll(/<key>(.*?)<\/key>/g)].map(([, key]) => key)).toEqual([
      "com.apple.security.cs.allow-jit",
    ]);
    vi.stubEnv("CSC_LINK", "");
    expect((await configuration()).mac).toMatchObject({ hardenedRuntime: true, identity: null, notarize: false });
    vi.resetModules();
    vi.stubEnv("CSC_LINK", "certificate.p12");
    vi.stubEnv("APPLE_KEYCHAIN_PROFILE", "notary");
    const { mac } = await configuration();
    expect(mac).toMatchObject({ hardenedRuntime: true, notarize: true });
    expect(mac).not.toHaveProperty("identity");
  });

  it("has notifications that stay, and buttons on them, from macOS", async () => {
    expect((await configuration()).mac?.extendInfo).toMatchObject({ NSUserNotificationAlertStyle: "alert" });
  });

  it("with everything set is valid, and says in the package where updates are", async ({ skip }) => {
    if (!existsSync(join(projectDir, "out", "main", "index.js")) && process.env.SIDETONE_REQUIRE_ALL !== "1") {
      skip("the app is not built: npm run build");
    }
    vi.stubEnv("SIDETONE_UPDATE_URL", "https://sidetone.example/updates/");
    for (const name of ["ENDPOINT", "PUBLISHER", "PROFILE", "ACCOUNT"])
      vi.stubEnv(`AZURE_SIGNING_${name}`, "https://x.example");
    vi.stubEnv("SIDETONE_MAINTAINER", "Nordlys IT <it@nordlys.example>");
    const folder = temporaryFolder();
    const electronDist = join(folder, "electron");
    await writeStandInElectron(electronDist, "linux");
    const packed = await pack({ platform: "linux", arch: "x64" }, { projectDir, output: folder, electronDist });
    expect(readFileSync(join(packed, "resources", "app-update.yml"), "utf8")).toContain(
      "url: https://sidetone.example/updates/",
    );
  });
});
