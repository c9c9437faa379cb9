import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createDemoWorld } from "../../tools/demo/demo-world.ts";
import { employeeOf } from "../../tools/simulator/company/company.ts";
import { launchChromium, whyNoChromium } from "../fakes/chromium.ts";
import { redeemCode } from "../relay/relay-fixture.ts";
import { startOnDouble } from "./app-on-double.ts";
import { until } from "./app-under-test.ts";

let browser: Browser | undefined;
beforeAll(async () => {
  if (whyNoChromium() === undefined) browser = await launchChromium();
});
afterAll(() => browser?.close());

/** Mette's window with the call flows, of which one is on: "Fredagsbar på 3. sal". */
async function setUp() {
  if (browser === undefined) throw new Error("Chromium was not started");
  const world = await createDemoWorld("202");
  const app = await startOnDouble(browser, world.userDataDir);
  onTestFinished(async () => {
    await app.close();
    await world.close();
    world.remove();
  });
  const { simulator } = world;
  const page = await app.openWindow();
  await page.getByText("Forbundet", { exact: true }).first().waitFor();
  await page.getByRole("tab", { name: /Kaldsflow/ }).click();
  await page.getByRole("switch").first().waitFor();
  const night = simulator.company.callFlows.find(({ name }) => name === "Nattjeneste");
  if (night === undefined) throw new Error("the demo company has no night service");
  return { world, app, page, simulator, night };
}

const card = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name });
const part = (page: Page, name: RegExp) => page.locator("label").filter({ hasText: name });

describe("call flows", () => {
  it("are on until a time that the relay keeps, which is shown and can be cancelled", async ({ skip }) => {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(reason);
    const { page, night, app } = await setUp();
    await page.getByRole("button", { name: "Nattjeneste: skift indtil et tidspunkt" }).click();
    await page.getByRole("button", { name: "i 1 time" }).click();
    await page.getByRole("switch", { name: /Nattjeneste/, checked: true }).waitFor();
    expect(night.active).toBe(true);
    await card(page, "Nattjeneste").getByText("TIL: opkald går til 6050", { exact: true }).waitFor();
    await card(page, "Nattjeneste")
      .getByText(/Slås FRA igen .*sat af dig/)
      .waitFor();
    expect(await app.trayLabels()).toContainEqual(
      expect.stringMatching(/^Nattjeneste: opkald går til 6050 · FRA igen/),
    );

    await part(page, /Kommende \(1\)/).click();
    await page.getByRole("button", { name: /^Annuller: Nattjeneste/ }).click();
    await page.getByText("Ingen skift på vej").waitFor();
    expect(night.active).toBe(true);
  });

  it("that a colleague switches, and until when, are there at once, with his name", async ({ skip }) => {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(reason);
    const { page, world, night } = await setUp();
    const { company } = world.simulator;
    const { code } = await world.relay.invite(company.accountId, "203");
    const { token } = await redeemCode(world.relay.url, code);
    const answer = await fetch(`${world.relay.url}/v1/call-flows/switch`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
      body: JSON.stringify({ localNumber: night.localNumber, active: true, until: Date.now() + 3_600_000 }),
    });
    expect(answer.status).toBe(200);
    await page.getByRole("switch", { name: /Nattjeneste/, checked: true }).waitFor();
    const { name } = employeeOf(company, "203");
    await card(page, "Nattjeneste")
      .getByText(new RegExp(`Slås FRA igen .*sat af ${name}`))
      .waitFor();
  });

  it("that somebody switches in PBXAdmin are seen, and switched back from the history; what the PBX refuses is told", async ({
    skip,
  }) => {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(reason);
    const { page, night, simulator } = await setUp();
    simulator.switchCallFlow(night.localNumber, true);
    // Nobody tells of it; the relay keeps what it asked for a few seconds.
    const history = part(page, /Historik/);
    await history.click();
    await until(
      "it is seen",
      async () => {
        await page.getByRole("button", { name: "Opdater" }).click();
        return await page.getByText("Fra en telefon eller PBXAdmin").count();
      },
      (count) => count > 0,
    );
    await page.getByRole("button", { name: "Fortryd: Nattjeneste, Slået TIL" }).click();
    await page.getByText(/Fortrudt af dig/).waitFor();
    expect(night.active).toBe(false);

    night.refusesSwitching = "Kaldsflowet er låst af administratoren";
    await part(page, /^Nu$/).click();
    await page.getByRole("switch", { name: /Nattjeneste/ }).click({ force: true });
    await page.getByText("Flexfone skriver: Kaldsflowet er låst af administratoren").waitFor();
    expect(await page.getByRole("switch", { name: /Nattjeneste/ }).isChecked()).toBe(false);
    await card(page, "Nattjeneste").getByRole("button", { name: "Luk" }).click();
    await page.getByText(/Flexfone skriver/).waitFor({ state: "detached" });
  });

  it("are switched from the tray's menu, which says what came of it", async ({ skip }) => {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(reason);
    const { app, night, simulator } = await setUp();
    const titles = async () => (await app.notifications()).map(({ title }) => title);
    await app.chooseFromTray("Nattjeneste: opkald går til 1500");
    await until("it is told", titles, (all) => all.includes("Nattjeneste er TIL: opkald går til 6050"));
    expect(night.active).toBe(true);
    const lunch = simulator.company.callFlows.find(({ name }) => name === "Frokost");
    if (lunch === undefined) throw new Error("the demo company has no lunch");
    lunch.refusesSwitching = "Kaldsflowet er låst af administratoren";
    await app.chooseFromTray("Skift kaldsflow indtil", "Frokost", "i 30 minutter");
    const told = await until(
      "it is told",
      () => app.notifications(),
      (all) => all.some(({ title }) => title === "Frokost blev ikke skiftet"),
    );
    expect(told.at(-1)?.body).toContain("Flexfone skriver: Kaldsflowet er låst af administratoren");
    expect(await titles()).toHaveLength(2);
  });
});
