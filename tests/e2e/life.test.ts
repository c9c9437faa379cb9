import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createDemoWorld } from "../../tools/demo/demo-world.ts";
import { type LaunchedOnDouble, type LaunchOptions, launchOnDouble } from "../../tools/electron-double/launch.ts";
import { launchChromium, whyNoChromium } from "../fakes/chromium.ts";
import { temporaryFolder } from "../fakes/temporary-folder.ts";
import { until } from "./app-under-test.ts";

let browser: Browser | undefined;
beforeAll(async () => {
  if (whyNoChromium() === undefined) browser = await launchChromium();
});
afterAll(() => browser?.close());

async function start(options: Partial<LaunchOptions> = {}): Promise<LaunchedOnDouble> {
  const app = await launchOnDouble({
    main: "out/main/index.js",
    userDataDir: temporaryFolder(),
    locale: "da-DK",
    ...options,
    env: { XDG_CONFIG_HOME: temporaryFolder(), ...options.env },
  });
  onTestFinished(() => app.close());
  return app;
}

async function connected(app: LaunchedOnDouble): Promise<void> {
  await app.desktop.waitFor(({ tray }) => tray?.tooltip.includes("Forbundet") === true, { what: "the connection" });
}

async function pairedWorld() {
  const world = await createDemoWorld("202", true);
  onTestFinished(async () => {
    await world.close();
    world.remove();
  });
  return world;
}

/** The settings of an app that is connected. */
async function openSettingsOf(app: LaunchedOnDouble): Promise<Page> {
  await app.desktop.clickTray();
  const page = await openPage(app);
  await openSettings(page);
  return page;
}

async function openPage(app: LaunchedOnDouble) {
  if (browser === undefined) throw new Error("Chromium was not started");
  const context = await browser.newContext({ viewport: { width: 380, height: 640 }, locale: "da-DK" });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(await app.desktop.windowUrl());
  return page;
}

/** What main wanted shown when it opened the window may come after the first click, and is answered by another. */
async function openSettings(page: Page): Promise<void> {
  const tab = page.getByRole("tab", { name: "Indstillinger" });
  let looks = 0;
  await until(
    "the settings are there, and stay",
    async () => {
      const isThere = (await tab.getAttribute("aria-selected")) === "true";
      looks = isThere ? looks + 1 : 0;
      if (!isThere) await tab.click();
      return looks;
    },
    (seen) => seen > 3,
  );
}

describe("the built app on the stand-in", () => {
  it("starts with the session without a window, and shows one when it is started once more", async () => {
    const app = await start({ args: ["--hidden"] });
    await app.desktop.waitFor(({ tray }) => tray, { what: "the tray" });
    expect((await app.desktop.state()).windows).toEqual([]);
    await app.desktop.command("activate", {});
    await app.desktop.waitFor(({ windows }) => windows.some(({ visible }) => visible), { what: "a window" });
  });

  it("a link at a cold start waits until the app is there", async ({ skip }) => {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(reason);
    const world = await pairedWorld();
    const app = await start({ userDataDir: world.userDataDir, args: ["tel:+45%2086515151"] });
    const page = await openPage(app);
    await page.getByRole("combobox").and(page.locator('[value="+45 86515151"]')).waitFor();
  });

  it("two links at once open nothing, and that is said once", async () => {
    const app = await start({ args: ["--hidden", "tel:86515151", "sidetone://pair?relay=https://evil.example"] });
    const dialog = await app.desktop.waitFor(({ dialogs }) => dialogs[0], { what: "the refusal" });
    expect(dialog.message).toBe("Linket kan ikke bruges");
    for (let count = 0; count < 5; count += 1) await app.desktop.openUrl("sidetone://delete?everything");
    const { dialogs, windows } = await app.desktop.state();
    expect({ dialogs: dialogs.length, windows }).toEqual({ dialogs: 1, windows: [] });
  });

  it("a window whose page crashed shows again what it showed", async ({ skip }) => {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(reason);
    const world = await pairedWorld();
    const app = await start({ userDataDir: world.userDataDir });
    await connected(app);
    const page = await openSettingsOf(app);
    await page.getByRole("heading", { name: "Telefonlinks" }).waitFor();
    const crash = async () => {
      const loaded = page.waitForEvent("load");
      const [window] = (await app.desktop.state()).windows;
      await app.desktop.command("crashWindow", { id: window?.id ?? 0 });
      await loaded;
    };
    await crash();
    await page.getByRole("tab", { name: "Indstillinger", selected: true }).waitFor();
    await page.getByRole("tab", { name: "Opkald" }).click();
    const field = page.getByRole("combobox", { name: "Nummer eller navn" });
    await field.fill("86 51 51");
    await crash();
    await expect.poll(() => field.inputValue()).toBe("86 51 51");
  });

  it("takes telephone links when he says so, and starts with the session", async ({ skip }) => {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(reason);
    const world = await pairedWorld();
    const configFolder = temporaryFolder();
    const app = await start({ userDataDir: world.userDataDir, env: { XDG_CONFIG_HOME: configFolder } });
    await connected(app);
    const page = await openSettingsOf(app);
    await page.getByRole("button", { name: "Åbn telefonlinks med Sidetone" }).click();
    await page.getByText("Åbnes af Sidetone").nth(2).waitFor();
    expect((await app.desktop.state()).protocolClients).toEqual(
      expect.arrayContaining(["tel", "callto", "sip", "sips", "sidetone"]),
    );
    await page.getByText("Start Sidetone, når jeg logger på computeren").click();
    await page.getByRole("switch", { name: "Start Sidetone, når jeg logger på computeren", checked: true }).waitFor();
    expect(readFileSync(join(configFolder, "autostart", "sidetone.desktop"), "utf8")).toContain('"--hidden"');
  });

  it("diagnostics are copied, and calls deleted, from the settings", async ({ skip }) => {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(reason);
    const world = await pairedWorld();
    const app = await start({ userDataDir: world.userDataDir });
    await connected(app);
    const [callId] = await world.simulator.placeCall({ from: "20304050", to: ["202"] });
    await app.desktop.waitFor(({ notifications }) => notifications.length > 0, { what: "the call" });
    await world.simulator.hangUp(callId ?? "");
    await app.desktop.clickTray();
    const page = await openPage(app);
    await page.getByRole("region", { name: "Seneste opkald" }).getByText("20 30 40 50").first().waitFor();

    await openSettings(page);
    await page.getByRole("button", { name: "Se diagnostik" }).click();
    await page.getByText(/Forbundet i/).waitFor();
    await page.getByRole("button", { name: "Kopiér diagnostik" }).click();
    const copied = await app.desktop.waitFor(({ clipboard }) => clipboard || undefined, { what: "the copy" });
    expect(copied).toMatch(/^Sidetone diagnostics\n/);
    expect(copied).toMatch(/\nok {8}relay: relay-connected \(/);
    expect(copied).not.toMatch(/20304050|Mette|Nordlys|202\b|127\.0\.0\.1/);
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: "Slet opkald …" }).click();
    await page.getByLabel("Telefonnummer").fill("+45 20 30 40 50");
    await page.getByRole("button", { name: "Slet", exact: true }).click();
    await page.getByText("1 opkald er slettet.").waitFor();
    await page.getByRole("tab", { name: "Opkald" }).click();
    await page.getByText("Ingen opkald endnu").waitFor();
  });
});
