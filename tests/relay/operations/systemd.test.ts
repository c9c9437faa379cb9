import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { installedProgram, whyNotInstalled } from "../../fakes/installed-program.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

const unit = readFileSync("relay/deploy/sidetone-relay.service", "utf8");
const whyNot = whyNotInstalled("systemd-analyze", "systemd");

/** Of 10, as `systemd-analyze security` counts: what the service could still do to its machine, in tenths. */
const MOST_EXPOSURE = 20;

/** The unit in a folder of its own, with its program where there is one. */
function writeUnit(): string {
  const folder = temporaryFolder();
  const file = join(folder, "sidetone-relay.service");
  const withProgram = unit
    .replaceAll("/opt/sidetone/node_modules/.bin/node", process.execPath)
    .replaceAll("/opt/sidetone", folder);
  writeFileSync(file, withProgram);
  return file;
}

describe("the systemd unit", () => {
  it("is understood by systemd", ({ skip }) => {
    if (whyNot !== undefined) skip(whyNot);
    const { status, stderr } = spawnSync(installedProgram("systemd-analyze", "systemd"), ["verify", writeUnit()], {
      encoding: "utf8",
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("lets the relay do little to its machine", ({ skip }) => {
    if (whyNot !== undefined) skip(whyNot);
    const words = ["security", "--offline=true", "--no-pager", `--threshold=${MOST_EXPOSURE}`, writeUnit()];
    const { status, stdout } = spawnSync(installedProgram("systemd-analyze", "systemd"), words, { encoding: "utf8" });
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining("Overall exposure level") });
  });

  it("gives the relay longer to stop than it takes", () => {
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(10);
  });
});

describe.skipIf(process.platform === "win32")("the command sidetone-relay", () => {
  it("runs a command as the service does: same user, folder, program, secrets and data", () => {
    const folder = temporaryFolder();
    // Stands for systemd's, and says what it was told.
    const told = join(folder, "systemd-run");
    writeFileSync(told, '#!/bin/sh\nprintf "%s\\n" "$@"\n');
    chmodSync(told, 0o755);
    cpSync("relay/deploy/sidetone-relay", join(folder, "sidetone-relay"));
    const out = execFileSync(resolve(folder, "sidetone-relay"), ["invite", "--employee", "202"], {
      encoding: "utf8",
      env: { PATH: [folder, process.env.PATH].join(delimiter) },
    });
    const words = out.trimEnd().split("\n");
    const setting = (name: string) => new RegExp(`^${name}=(.*)$`, "m").exec(unit)?.[1] ?? "";
    for (const name of ["User", "WorkingDirectory", "LoadCredential", "UMask"]) {
      expect(words).toContain(`--property=${name}=${setting(name)}`);
    }
    expect(words).toContain(`--setenv=SIDETONE_RELAY_DATA_DIR=/var/lib/${setting("StateDirectory")}`);
    const [program = "", main = "", , ...config] = setting("ExecStart")
      .replace(/ --max-\S+/, "")
      .split(" ");
    expect(words.slice(words.indexOf(program))).toEqual([program, main, "invite", "--employee", "202", ...config]);
  });
});
