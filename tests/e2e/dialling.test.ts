import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
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

/** The window of an app that is paired and has a MyFone login. */
async function setUp() {
  if (browser === undefined) throw new Error("Chromium was not started");
  const world = await createDemoWorld("202");
  const app = await startOnDouble(browser, world.userDataDir);
  onTestFinished(async () => {
    await app.close();
    await world.close();
    world.remove();
  });
  const page = await app.openWindow();
  await page.getByText("Forbundet", { exact: true }).first().waitFor();
  const { simulator } = world;
  const asked = (path: string) => simulator.requests.filter((request) => request.path === path).length;
  const ringing = () =>
    until(
      "his phone rings",
      () => simulator.ringing,
      ({ length }) => length > 0,
    );
  return { page, app, simulator, asked, ringing, live: page.getByRole("region", { name: "Opkald lige nu" }) };
}

async function dial(page: Page, text: string): Promise<void> {
  await page.getByLabel("Nummer eller navn").fill(text);
  await page.getByLabel("Nummer eller navn").press("Enter");
}

describe("dialling", () => {
  it("what the PBX refuses is shown in its words; no answer is not taken for a no, and nothing is asked twice", async ({
    skip,
  }) => {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(reason);
    const { page, simulator, asked } = await setUp();
    await dial(page, "*21*86515151#");
    await page.getByText("Flexfone skriver: Nummeret kan ikke ringes op").waitFor();
    expect(simulator.ringing).toEqual([]);
    await page.getByRole("button", { name: "Luk" }).click();

    simulator.setFault({ cutConnection: true });
    await dial(page, "86 51 51 51");
    await page.getByText(/Din telefon kan ringe alligevel/).waitFor();
    expect(await page.getByRole("button", { name: "Prøv igen" }).count()).toBe(0);
    await dial(page, "86 51 51 51");
    await page.getByText(/Du er allerede ved at ringe op/).waitFor();
    expect(asked("/api/MakeCall")).toBe(2);
  });

  it("which leg failed is told, redial tries once more, and history has outgoing calls only", async ({ skip }) => {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(reason);
    const { page, app, simulator, asked, ringing, live } = await setUp();
    const [phone] = employeeOf(simulator.company, "202").phones;
    await page.getByLabel("Ring fra").selectOption(phone?.localNumber ?? "");
    await dial(page, "86 51 51 51");
    const [own] = await ringing();
    expect(own?.phone).toBe(phone?.localNumber);
    await live.getByText(/Din telefon ringer/).waitFor();
    await simulator.hangUp(own?.callId ?? "");
    await live.getByText("Du løftede ikke røret").waitFor();

    await page.getByRole("button", { name: /^Ring igen til/ }).click();
    const [again] = await ringing();
    await simulator.answer(again?.phone ?? "");
    await live.getByText("Kalder op").waitFor();
    await simulator.hangUp(again?.callId ?? "");
    await live.getByText("Intet svar eller optaget").waitFor();
    expect(asked("/api/MakeCall")).toBe(2);
    expect(await app.notifications()).toEqual([]);
  });

  it("without a MyFone login the relay starts the call, where it offers that", async ({ skip }) => {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(reason);
    const { page, asked, ringing } = await setUp();
    await page.getByRole("tab", { name: /Indstillinger/ }).click();
    await page.getByRole("button", { name: "Glem login" }).click();
    await page.getByText("Uden MyFone-login startes opkald gennem relayserveren.").waitFor();
    await page.getByRole("tab", { name: /Opkald/ }).click();
    await dial(page, "86 51 51 51");
    await ringing();
    expect([asked("/api/Call"), asked("/api/MakeCall")]).toEqual([1, 0]);
  });
});
