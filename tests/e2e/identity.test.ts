import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { formatLoginLink } from "../../shared/links.ts";
import { createDemoWorld } from "../../tools/demo/demo-world.ts";
import { employeeOf } from "../../tools/simulator/company/company.ts";
import { launchChromium, whyNoChromium } from "../fakes/chromium.ts";
import { startOnDouble } from "./app-on-double.ts";
import { until } from "./app-under-test.ts";

let browser: Browser | undefined;
beforeAll(async () => {
  if (whyNoChromium() === undefined) browser = await launchChromium();
});
afterAll(() => browser?.close());

async function setUp() {
  if (browser === undefined) throw new Error("Chromium was not started");
  const chromium = browser;
  const world = await createDemoWorld("202", false);
  let app = await startOnDouble(chromium, world.userDataDir);
  onTestFinished(async () => {
    await app.close();
    await world.close();
    world.remove();
  });
  const restart = async () => {
    await app.close();
    app = await startOnDouble(chromium, world.userDataDir);
    return app;
  };
  const { company } = world.simulator;
  return { world, app, restart, company, mette: employeeOf(company, "202") };
}

/** Everything the app has written, but the relay's data. */
function written(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return files
    .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join(folder, "relay")))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");
}

describe("whose app it is", () => {
  it("by MyFone login: a link, name and password, yes; dialling needs no more; signing out leaves nothing", async ({
    skip,
  }) => {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(reason);
    const { world, app, mette, company } = await setUp();
    const page = await app.openWindow();
    await app.openLink(formatLoginLink(world.relay.url, company.accountId));
    await page.getByLabel("Brugernavn").fill(mette.username);
    await page.getByLabel("Adgangskode").fill("forkert");
    await page.getByRole("button", { name: "Log ind" }).click();
    await page.getByText(/Brugernavn og adgangskode passer ikke/).waitFor();
    await page.getByLabel("Adgangskode").fill(mette.password);
    await page.getByRole("button", { name: "Log ind" }).click();
    await page.getByText("Du er Mette Sørensen, lokalnummer 202 hos Nordlys Energi A/S").waitFor();
    await page.getByText(`Telefoner: ${mette.phones.map(({ name }) => name).join(", ")}`).waitFor();
    await page.getByRole("button", { name: "Ja, det er mig" }).click();
    await page.getByText("Forbundet", { exact: true }).first().waitFor();

    const field = page.getByLabel("Nummer eller navn");
    await field.fill("86 51 51 51");
    await field.press("Enter");
    await until(
      "his phone rings",
      () => world.simulator.ringing.length,
      (ringing) => ringing > 0,
    );

    await page.getByRole("tab", { name: /Indstillinger/ }).click();
    await page.getByRole("button", { name: "Log ud" }).click();
    await page.getByRole("button", { name: "Ja, log ud" }).click();
    await page.getByText("Velkommen til Sidetone").waitFor();
    expect(await world.relay.devices()).toMatchObject([{ employee: "202", revokedAt: expect.any(Number) }]);
    expect(existsSync(join(world.userDataDir, "secrets.json"))).toBe(false);
    expect(readFileSync(join(world.userDataDir, "settings.json"), "utf8")).not.toContain(mette.username);
    const left = written(world.userDataDir);
    expect(left).toContain("employeeApiUrl");
    expect(left).not.toContain(mette.password);
  });

  it("without a relay: account and API password, oneself from the list, yes; dialling, names and call flows, and no calls", async ({
    skip,
  }) => {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(reason);
    const { world, app, restart, company, mette } = await setUp();
    const page = await app.openWindow();
    await page.getByRole("button", { name: "Brug Sidetone uden relayserver" }).click();
    await page.getByLabel("Konto-id").fill(company.accountId);
    await page.getByLabel("API-adgangskode").fill("forkert");
    await page.getByRole("button", { name: "Find mig" }).click();
    await page.getByText(/Flexfone godkendte ikke konto-id og API-adgangskode/).waitFor();
    await page.getByLabel("API-adgangskode").fill(company.hash);
    await page.getByRole("button", { name: "Find mig" }).click();
    await page.getByLabel("Navn, afdeling eller lokalnummer").fill("mette sør");
    await page.getByRole("button", { name: /Mette Sørensen/ }).click();
    await page.getByText(`Du er Mette Sørensen, lokalnummer 202 på konto ${company.accountId}`).waitFor();
    await page.getByRole("button", { name: "Ja, det er mig" }).click();
    await page.getByText("Uden opkald", { exact: true }).waitFor();
    await page
      .getByText(/indgående opkald vises ikke/)
      .first()
      .waitFor();
    await page.getByRole("tab", { name: /Kaldsflow/ }).click();
    await page.getByRole("switch").first().waitFor();
    expect(written(world.userDataDir)).not.toContain(company.hash);

    await page.getByRole("tab", { name: /Indstillinger/ }).click();
    await page.getByLabel("Brugernavn").fill(mette.username);
    await page.getByLabel("Adgangskode").fill(mette.password);
    await page.getByRole("button", { name: "Gem login" }).click();
    await page.getByText("Adgangskoden er gemt", { exact: true }).waitFor();
    await page.getByRole("tab", { name: /Opkald/ }).click();
    await page.getByLabel("Nummer eller navn").fill("86 51 51 51");
    await page.getByLabel("Nummer eller navn").press("Enter");
    await until(
      "his phone rings",
      () => world.simulator.ringing.length,
      (ringing) => ringing > 0,
    );

    // What is known is there again before the PBX answers, and though it does not.
    world.simulator.setFault({ status: 500 });
    const again = await (await restart()).openWindow();
    await again.getByText("Uden opkald", { exact: true }).waitFor();
    await again.getByLabel("Nummer eller navn").fill("jonas");
    await again.getByRole("option", { name: /Jonas/ }).first().waitFor();
  });
});
