import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { doubleArguments, type LaunchedOnDouble, launchOnDouble } from "../../tools/electron-double/launch.ts";
import { launchChromium, whyNoChromium } from "../fakes/chromium.ts";
import { type ContractHost, contract } from "./contract.ts";

const reason = whyNoChromium();
const main = join(import.meta.dirname, "fixture-app", "main.js");

if (reason !== undefined) it("the contract on the double", ({ skip }) => skip(reason));
else describe("the contract on the double", runContract);

function runContract() {
  const userDataDir = mkdtempSync(join(tmpdir(), "sidetone-contract-"));
  let app: LaunchedOnDouble;
  let browser: Browser;
  let host: ContractHost;

  beforeAll(async () => {
    app = await launchOnDouble({ main, userDataDir });
    browser = await launchChromium();
    const page = await browser.newPage();
    await page.goto(await app.desktop.windowUrl());
    host = {
      page,
      userDataDir,
      async startAgain(lastArgument) {
        const args = doubleArguments({ main, userDataDir, args: [lastArgument] });
        const [code] = await once(spawn(process.execPath, args, { stdio: "ignore" }), "exit");
        return code;
      },
    };
  });

  afterAll(async () => {
    await browser.close();
    await app.close();
    rmSync(userDataDir, { recursive: true, force: true });
  });

  for (const { name, check } of contract) it(name, () => check(host));

  it("app: quitting asks first, tells then, and ends with 0", async () => {
    await app.desktop.quit();
    const [code] = await once(app.process, "exit");
    expect(code).toBe(0);
    expect(app.output()).toContain("fixture: before-quit\nfixture: will-quit\nfixture: quit 0\n");
  });
}
