import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../../..");
const workflow = readFileSync(join(root, ".github", "workflows", "packages.yml"), "utf8");
const scripts: Record<string, string> = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts;

describe("the workflow", () => {
  it("runs others' actions only as they were read: by commit, with the version beside it", () => {
    const uses = [...workflow.matchAll(/uses: (.*)$/gm)].map(([, action]) => action);
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("may read and nothing else, and leaves no login in the working copy", () => {
    const permissions = [...workflow.matchAll(/^ *permissions:\n((?: +.*\n)+)/gm)].map(([, given]) => given);
    expect(permissions).toEqual(["  contents: read\n"]);
    const checkouts = workflow.match(/actions\/checkout@/g);
    expect(workflow.match(/persist-credentials: false/g)).toHaveLength(checkouts?.length ?? 0);
  });

  it("runs scripts that there are", () => {
    const named = [...workflow.matchAll(/npm run ([\w:]+)/g)].map(([, name = ""]) => name);
    expect(named).toEqual(expect.arrayContaining(["check", "test:electron", "dist", "dist:dir", "sbom"]));
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });

  it("tests on the three systems with the real Electron, on Linux with a display", () => {
    expect(workflow).toMatch(/os: \[ubuntu-[\d.]+, macos-\d+, windows-\d+\]/);
    expect(workflow).toContain("xvfb-run --auto-servernum npm run test:electron");
  });
});
