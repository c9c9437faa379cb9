import { FuseV1Options } from "@electron/fuses";
import { linkSchemes } from "../../shared/links.ts";
import { fuseConfig } from "./fuses.ts";
import type { PackedApp } from "./read-package.ts";

/** What the app loads by name while it runs. */
const needed = [
  "package.json",
  "CHANGELOG.md",
  "out/main/index.js",
  "out/main/import-thread.js",
  "out/main/browse-thread.js",
  "out/preload/index.cjs",
  "out/renderer/index.html",
  "out/renderer/card.html",
  "out/renderer/dial-bar.html",
  "resources/icons/app/256.png",
  "node_modules/better-sqlite3/package.json",
  "node_modules/better-sqlite3/lib/index.js",
];

/** What is loaded by name on one platform alone. */
const ofPlatform: Record<PackedApp["target"]["platform"], readonly string[]> = {
  win32: [
    "resources/selection/copy-selection.ps1",
    ...["1", "2", "3", "4", "5", "6", "7", "8", "9", "9-plus"].map((count) => `resources/icons/overlay/${count}.png`),
  ],
  darwin: ["resources/selection/copy-selection.js"],
  linux: [],
};

/** What there is no reason for in a package. */
const unwanted: readonly [RegExp, string][] = [
  [/\.(ts|tsx|mts|cts)$/, "a source"],
  [/\.map$/, "a source map"],
  [/(^|\/)(tests?|__tests__|fixtures|coverage|docs|examples?)\//, "a test or documentation"],
  [/^(electron|renderer|shared|relay|tools)\//, "a source"],
  [/\.(cc|cpp|c|h|gyp|gypi|o|a|lib|pdb|tar\.gz)$/, "material for a compiler"],
  [/(^|\/)\.[^/]+$/, "a hidden file"],
  [/\.(svg|md)$/, "not read at run time"],
  [/^node_modules\/(?!better-sqlite3\/)/, "a library that is built in already"],
];
const wantedAll = new Set(["CHANGELOG.md"]);

/** The archive and what lies beside it. Bytes. */
const MOST_BYTES = 8_000_000;

/** What is wrong with a packed app, in sentences; empty for one that may be given to people. */
export function judgePackage(packed: PackedApp): string[] {
  const { target, files, fuses, headerHash, expectedHash, languages } = packed;
  const problems: string[] = [];
  const paths = new Set(files.map(({ path }) => path));
  for (const path of [...needed, ...trayIcons(target.platform), ...ofPlatform[target.platform]]) {
    if (!paths.has(path)) problems.push(`${path} is missing`);
  }
  for (const path of paths) {
    const reason = wantedAll.has(path) ? undefined : unwanted.find(([pattern]) => pattern.test(path))?.[1];
    if (reason !== undefined) problems.push(`${path} is ${reason}`);
  }
  const native = files.filter(({ path }) => path.endsWith(".node"));
  const only = `node_modules/better-sqlite3/prebuilds/${target.platform}-${target.arch}.node`;
  if (native.length !== 1 || native[0]?.path !== only) {
    problems.push(`native modules are ${native.map(({ path }) => path).join(", ") || "none"} instead of ${only} alone`);
  }
  for (const { path, unpacked } of files) {
    if (unpacked !== path.endsWith(".node")) problems.push(`${path} is ${unpacked ? "" : "not "}beside the archive`);
  }
  // Linux has no place where Electron would look for the hash.
  if (target.platform !== "linux" && expectedHash !== headerHash) {
    problems.push(`the program expects an archive of hash ${expectedHash ?? "none"}, and it is ${headerHash}`);
  }
  for (const scheme of target.platform === "darwin" ? linkSchemes : []) {
    if (!packed.infoPlist?.includes(`<string>${scheme}</string>`)) problems.push(`macOS is not told of ${scheme}:`);
  }
  const wanted = fuseConfig(false);
  for (const [name, number] of Object.entries(FuseV1Options)) {
    if (typeof number !== "number") continue;
    if (fuses[name] !== wanted[number]) problems.push(`fuse ${name} is ${fuses[name] ?? "not set"}`);
  }
  const names = target.platform === "darwin" ? "da.lproj en.lproj" : "da.pak en-US.pak";
  if (languages.join(" ") !== names) problems.push(`Chromium's languages are ${languages.join(" ")}`);
  const bytes = totalBytes(packed);
  if (bytes > MOST_BYTES) problems.push(`it has ${bytes} bytes beside Electron; ${MOST_BYTES} are enough`);
  return problems;
}

/** Everything but Electron. */
export function totalBytes({ archiveBytes, files }: PackedApp): number {
  return files.filter(({ unpacked }) => unpacked).reduce((sum, { bytes }) => sum + bytes, archiveBytes);
}

function trayIcons(platform: PackedApp["target"]["platform"]): string[] {
  const suffixes = platform === "darwin" ? ["Template.png", "Template@2x.png"] : [".png", "@2x.png"];
  const states = ["connected", "offline", "ringing", "in-call", "missed"];
  return states.flatMap((state) => suffixes.map((suffix) => `resources/icons/tray/${state}${suffix}`));
}
