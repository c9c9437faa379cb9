import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron, type ElectronApplication } from "playwright-core";
import { afterAll, beforeAll, describe, it } from "vitest";
import { findElectronBinary } from "../../tools/find-electron.ts";
import { type ContractHost, contract } from "./contract.ts";

const executablePath = findElectronBinary();

if (executablePath === undefined) {
  it("the contract on Electron", ({ skip }) => {
    skip("Electron's program is not on this machine; fetch it with `npx install-electron` and run this again");
  });
} else describe("the contract on Electron", () => runContract(executablePath));

function runContract(binary: string) {
  const userDataDir = mkdtempSync(join(tmpdir(), "sidetone-contract-"));
  const isRoot = process.getuid?.() === 0;
  const args = [
    join(import.meta.dirname, "fixture-app"),
    `--user-data-dir=${userDataDir}`,
    // Chromium's own sandbox refuses to run for root, as in a container.
    ...(isRoot ? ["--no-sandbox"] : []),
  ];
  let app: ElectronApplication;
  let host: ContractHost;

  beforeAll(async () => {
    app = await _electron.launch({ executablePath: binary, args });
    const page = await app.firstWindow();
    await page.waitForLoadState();
    host = {
      page,
      userDataDir,
      async startAgain(lastArgument) {
        const [code] = await once(spawn(binary, [...args, lastArgument], { stdio: "ignore" }), "exit");
        return code;
      },
    };
  });

  afterAll(async () => {
    await app.close();
    rmSync(userDataDir, { recursive: true, force: true });
  });

  for (const { name, check } of contract) it(name, () => check(host));
}
