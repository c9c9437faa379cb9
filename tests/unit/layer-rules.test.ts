import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../fakes/temporary-folder.ts";

const root = resolve(import.meta.dirname, "../..");

/** Lints one file that holds one import, as if it stood at that place in the project. */
function lint(place: string, specifier: string): { passed: boolean; output: string } {
  const folder = temporaryFolder();
  copyFileSync(join(root, "biome.json"), join(folder, "biome.json"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  const file = join(folder, place);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `import "${specifier}";\n`);
  const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [biome, "lint", "--vcs-enabled=false", "--only=style/noRestrictedImports", place],
    { cwd: folder, encoding: "utf8" },
  );
  const output = stdout + stderr;
  expect(output).toContain("Checked 1 file");
  return { passed: status === 0, output };
}

it.each([
  ["shared/calls/probe.ts", "node:fs"],
  ["shared/calls/probe.ts", "electron"],
  ["shared/calls/probe.ts", "react"],
  ["shared/calls/probe.ts", "../../relay/relay.ts"],
  ["electron/main/services/probe.ts", "electron"],
  ["electron/main/services/probe.ts", "node:path"],
  ["electron/main/services/probe.ts", "../adapters/system-clock.ts"],
  ["electron/main/ports/probe.ts", "better-sqlite3"],
  ["electron/main/adapters/probe.ts", "../services/app-state.ts"],
  ["electron/main/adapters/probe.ts", "../compose.ts"],
  ["electron/main/windows/probe.ts", "../../../tools/find-electron.ts"],
  ["renderer/probe.tsx", "node:fs"],
  ["renderer/probe.tsx", "../electron/main/services/app-state.ts"],
  ["electron/preload/probe.ts", "../main/compose.ts"],
  ["relay/probe.ts", "electron"],
  ["relay/probe.ts", "../electron/main/services/app-state.ts"],
])("%s may not import %s", (place, specifier) => {
  const { passed, output } = lint(place, specifier);
  expect(passed).toBe(false);
  expect(output).toContain("noRestrictedImports");
});

it.each([
  ["shared/calls/probe.ts", "zod"],
  ["shared/calls/probe.ts", "../phone-numbers/format.ts"],
  ["electron/main/services/probe.ts", "../ports/clock.ts"],
  ["electron/main/services/probe.ts", "../../../shared/calls/call.ts"],
  ["electron/main/adapters/probe.ts", "electron"],
  ["electron/main/adapters/sqlite/probe.ts", "../../ports/call-store.ts"],
  ["renderer/probe.tsx", "../shared/ipc/contract.ts"],
  ["relay/probe.ts", "../shared/links.ts"],
  ["tests/probe.ts", "../relay/relay.ts"],
])("%s may import %s", (place, specifier) => {
  expect(lint(place, specifier)).toMatchObject({ passed: true });
});
