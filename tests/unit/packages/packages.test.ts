import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { judgePackage } from "../../../tools/packages/judge-package.ts";
import { pack, packageTargets } from "../../../tools/packages/pack.ts";
import { type PackedApp, readPackage } from "../../../tools/packages/read-package.ts";
import { writeStandInElectron } from "../../../tools/packages/stand-in-electron.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

const projectDir = resolve(import.meta.dirname, "../../..");
const prebuilds = "node_modules/better-sqlite3/prebuilds";
const isBuilt = existsSync(join(projectDir, "out", "main", "index.js"));

describe("packages", () => {
  it.for(packageTargets)("for $platform $arch has what the app needs and nothing else", async (target, { skip }) => {
    // `npm test` builds first; `npm run check` need not.
    if (!isBuilt && process.env.SIDETONE_REQUIRE_ALL !== "1") skip("the app is not built: npm run build");
    const folder = temporaryFolder();
    const electronDist = join(folder, "electron");
    await writeStandInElectron(electronDist, target.platform);
    const packed = await readPackage(
      target,
      await pack(target, { projectDir, output: join(folder, "dist"), electronDist }),
    );
    expect(judgePackage(packed)).toEqual([]);
  });
});

describe("judging a package", () => {
  it("has nothing to say about a right one", () => {
    expect(judgePackage(rightPackage())).toEqual([]);
  });

  it.each<[string, (packed: PackedApp) => Partial<PackedApp>, string]>([
    [
      "a thread's program that is missing",
      without("out/main/import-thread.js"),
      "out/main/import-thread.js is missing",
    ],
    ["a window's page that is missing", without("out/renderer/card.html"), "out/renderer/card.html is missing"],
    [
      "what copies the selection missing",
      without("resources/selection/copy-selection.ps1"),
      "resources/selection/copy-selection.ps1 is missing",
    ],
    [
      "a scheme that macOS is not told of",
      ({ target }) => ({ target: { ...target, platform: "darwin" }, infoPlist: "<string>tel</string>" }),
      "macOS is not told of callto:",
    ],
    ["a source map", having("out/main/index.js.map"), "out/main/index.js.map is a source map"],
    ["a test", having("tests/unit/some.test.ts"), "tests/unit/some.test.ts is a source"],
    ["a library beside the bundle", having("node_modules/zod/index.js"), "is a library that is built in already"],
    ["hidden settings", having("out/.env"), "out/.env is a hidden file"],
    ["another platform's module", having(`${prebuilds}/darwin-x64.node`, true), "instead of"],
    [
      "JavaScript beside the archive, where nothing checks it",
      ({ files }) => ({
        files: files.map((file) => ({ ...file, unpacked: file.unpacked || file.path.includes("lib/") })),
      }),
      "node_modules/better-sqlite3/lib/index.js is beside the archive",
    ],
    [
      "an archive that is not the one that was hashed",
      () => ({ expectedHash: "00" }),
      "the program expects an archive",
    ],
    ["no hash", () => ({ expectedHash: undefined }), "the program expects an archive of hash none"],
    ["a fuse that is not blown", ({ fuses }) => ({ fuses: { ...fuses, RunAsNode: true } }), "fuse RunAsNode is true"],
    ["a fuse nobody thought of", ({ fuses }) => ({ fuses: { ...fuses, WasmTrapHandlers: undefined } }), "is not set"],
    [
      "Chromium's other languages",
      () => ({ languages: ["da.pak", "de.pak", "en-US.pak"] }),
      "languages are da.pak de.pak",
    ],
    ["too much", () => ({ archiveBytes: 50_000_000 }), "bytes beside Electron"],
  ])("finds %s", (_, change, problem) => {
    const packed = rightPackage();
    expect(judgePackage({ ...packed, ...change(packed) }).join("\n")).toContain(problem);
  });
});

function rightPackage(): PackedApp {
  const tray = ["connected", "offline", "ringing", "in-call", "missed"].flatMap((state) => [
    `resources/icons/tray/${state}.png`,
    `resources/icons/tray/${state}@2x.png`,
  ]);
  const paths = [
    "package.json",
    "CHANGELOG.md",
    "out/main/index.js",
    "out/main/import-thread.js",
    "out/main/browse-thread.js",
    "out/preload/index.cjs",
    "out/renderer/index.html",
    "out/renderer/card.html",
    "out/renderer/dial-bar.html",
    "resources/selection/copy-selection.ps1",
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((count) => `resources/icons/overlay/${count}.png`),
    "resources/icons/overlay/9-plus.png",
    "resources/icons/app/256.png",
    ...tray,
    "node_modules/better-sqlite3/package.json",
    "node_modules/better-sqlite3/lib/index.js",
  ];
  return {
    target: { platform: "win32", arch: "x64" },
    archive: "app.asar",
    archiveBytes: 3_000_000,
    files: [
      ...paths.map((path) => ({ path, bytes: 1000, unpacked: false })),
      { path: `${prebuilds}/win32-x64.node`, bytes: 2_000_000, unpacked: true },
    ],
    headerHash: "ab",
    expectedHash: "ab",
    fuses: {
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
      WasmTrapHandlers: true,
    },
    languages: ["da.pak", "en-US.pak"],
    infoPlist: undefined,
  };
}

function without(gone: string) {
  return ({ files }: PackedApp) => ({ files: files.filter(({ path }) => path !== gone) });
}

function having(path: string, unpacked = false) {
  return ({ files }: PackedApp) => ({ files: [...files, { path, bytes: 1, unpacked }] });
}
