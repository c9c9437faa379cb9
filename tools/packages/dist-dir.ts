import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { judgePackage, totalBytes } from "./judge-package.ts";
import { type PackageTarget, pack, packageTargets } from "./pack.ts";
import { type PackedApp, readPackage } from "./read-package.ts";
import { writeStandInElectron } from "./stand-in-electron.ts";

/**
 * Packs the built app without making installers, and says whether what is in it is right:
 *
 *     npm run dist:dir               # this computer's platform, with Electron, into dist/
 *     npm run dist:dir -- --dry      # all platforms, around a stand-in for Electron's program; fetches and keeps nothing
 *     npm run dist:dir -- --dry --list
 *
 * Exit code 1 when something is wrong.
 */
const { values } = parseArgs({
  options: { dry: { type: "boolean", default: false }, list: { type: "boolean", default: false } },
});
const projectDir = resolve(import.meta.dirname, "../..");
let wrong = 0;

if (values.dry) {
  const folder = await mkdtemp(join(tmpdir(), "sidetone-packages-"));
  try {
    for (const target of packageTargets) {
      const electronDist = join(folder, `electron-${target.platform}`);
      await writeStandInElectron(electronDist, target.platform);
      report(await readPackage(target, await pack(target, { projectDir, output: join(folder, "dist"), electronDist })));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
} else {
  const own = packageTargets.find(({ platform, arch }) => platform === process.platform && arch === process.arch);
  if (own === undefined) throw new Error(`there are no packages for ${process.platform} ${process.arch}`);
  report(await readPackage(own, await pack(own, { projectDir, output: resolve(projectDir, "dist") })));
}
process.exitCode = wrong === 0 ? 0 : 1;

function report(packed: PackedApp): void {
  const problems = judgePackage(packed);
  wrong += problems.length;
  console.log(
    `${nameOf(packed.target)}: ${packed.files.length} files, ${megabytes(totalBytes(packed))} beside Electron`,
  );
  const largest = packed.files.toSorted((a, b) => b.bytes - a.bytes);
  for (const { path, bytes, unpacked } of values.list ? largest : largest.slice(0, 3)) {
    console.log(`  ${megabytes(bytes).padStart(9)}  ${path}${unpacked ? "  (beside the archive)" : ""}`);
  }
  for (const problem of problems) console.log(`  WRONG: ${problem}`);
}

function nameOf({ platform, arch }: PackageTarget): string {
  return `${platform} ${arch}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(2)} MB`;
}
