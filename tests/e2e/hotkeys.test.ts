import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Settings } from "../../electron/main/ports/settings-store.ts";
import { createDemoWorld } from "../../tools/demo/demo-world.ts";
import { writeSettings } from "../../tools/demo/prepare-user-data.ts";
import type { LaunchOptions } from "../../tools/electron-double/launch.ts";
import { launchChromium, whyNoChromium } from "../fakes/chromium.ts";
import { startOnDouble } from "./app-on-double.ts";
import { until } from "./app-under-test.ts";

const DIAL_SELECTION = "CommandOrControl+Shift+D";
const x11 = { env: { XDG_SESSION_TYPE: "x11" } };

let browser: Browser | undefined;
beforeAll(async () => {
  if (whyNoChromium() === undefined) browser = await launchChromium();
});
afterAll(() => browser?.close());

/** An app that is connected, and whose window has not been opened yet. */
async function setUp(settings: Partial<Settings> = {}, system: Pick<LaunchOptions, "env"> = x11) {
  if (browser === undefined) throw new Error("Chromium was not started");
  const chromium = browser;
  const world = await createDemoWorld("202");
  const { employeeApiUrl, makeCallUrl } = world.simulator;
  writeSettings(world.userDataDir, { employeeApiUrl, makeCallUrl, ...settings });
  const app = await startOnDouble(chromium, world.userDataDir, "out/main/index.js", system);
  onTestFinished(async () => {
    await app.close();
    await world.close();
    world.remove();
  });
  await app.desktop.waitFor(({ tray }) => tray?.tooltip.includes("Forbundet"), { what: "the app is connected" });
  const visible = (wanted: boolean) =>
    until(
      `the bar is ${wanted ? "" : "not "}there`,
      () => app.barIsVisible(),
      (is) => is === wanted,
    );
  return {
    ...world,
    app,
    visible,
    async select(text: string) {
      await app.desktop.command("select", { text });
      await app.desktop.pressShortcut(DIAL_SELECTION);
      const bar = await app.openBar();
      await visible(true);
      return bar;
    },
  };
}

const needsBrowser = (skip: (reason: string) => void) => {
  const reason = whyNoChromium();
  if (reason !== undefined) skip(reason);
};

describe("a number that is selected in another program", () => {
  it("is in the bar with whose it is; Enter dials it, and the bar goes", async ({ skip }) => {
    needsBrowser(skip);
    const { app, select, visible } = await setUp();
    expect((await app.desktop.state()).windows).toEqual([]);
    const bar = await select("Ring venligst tilbage på 86 51 51 51, hilsen Jens");
    const field = bar.getByRole("combobox");
    expect(await field.inputValue()).toBe("86 51 51 51");
    await bar.getByRole("option").first().waitFor();
    const [window] = (await app.desktop.state()).windows;
    expect(window).toMatchObject({ alwaysOnTop: true, focused: true });
    await field.press("Enter");
    await bar.getByText("Din telefon ringer – løft røret").waitFor();
    await visible(false);
    // It costs nothing any more.
    expect((await app.desktop.state()).windows).toEqual([]);
  });

  it("several are listed, and chosen by the arrows", async ({ skip }) => {
    needsBrowser(skip);
    const { select, simulator } = await setUp();
    const bar = await select("Kontor 86 51 51 51\nMobil 20 30 40 50");
    await bar.getByText("2 numre i det markerede").waitFor();
    expect(await bar.getByRole("option").count()).toBe(2);
    await bar.getByRole("combobox").press("ArrowDown");
    await bar.getByRole("combobox").press("Enter");
    await bar.getByText("Din telefon ringer – løft røret").waitFor();
    const made = simulator.requests.filter(({ path }) => path === "/api/MakeCall");
    expect(made).toMatchObject([{ parameters: { Callee: "20304050" } }]);
  });

  it("nothing selected: the bar is empty, and what was copied before is nowhere", async ({ skip }) => {
    needsBrowser(skip);
    const { app, select, visible } = await setUp({ dialSelectionAtOnce: true });
    await app.desktop.command("writeClipboard", { text: "20304050" });
    const bar = await select("");
    await bar.getByText("Intet var markeret.").waitFor();
    expect(await bar.getByRole("combobox").inputValue()).toBe("");
    expect(await bar.locator("body").innerText()).not.toContain("20");
    await bar.keyboard.press("Escape");
    await visible(false);
    expect((await app.desktop.state()).clipboard).toBe("20304050");
  });

  it("on Wayland it is said that it cannot be seen, and what he copied is offered", async ({ skip }) => {
    needsBrowser(skip);
    const { app, visible } = await setUp({}, { env: { XDG_SESSION_TYPE: "wayland" } });
    await app.desktop.command("writeClipboard", { text: "Tlf. 20 30 40 50" });
    await app.desktop.pressShortcut(DIAL_SELECTION);
    const bar = await app.openBar();
    await bar.getByText(/^På Wayland kan Sidetone ikke se/).waitFor();
    await bar.getByRole("button", { name: "Brug det kopierede" }).click();
    await until(
      "it is in the bar",
      () => bar.getByRole("combobox").inputValue(),
      (text) => text === "20 30 40 50",
    );
    await visible(true);
  });
});

describe("the dial bar", () => {
  it("finds people as he types, and goes when he goes elsewhere", async ({ skip }) => {
    needsBrowser(skip);
    const { app, visible } = await setUp({ hotkeys: { "dial-bar": "CommandOrControl+Alt+K" } });
    await app.desktop.pressShortcut("CommandOrControl+Alt+K");
    const bar = await app.openBar();
    await bar.getByRole("combobox").pressSequentially("mette");
    await bar.getByRole("option", { name: /Mette/ }).first().waitFor();
    const { windows } = await app.desktop.state();
    const height = await bar.locator(".bar").evaluate((element) => element.getBoundingClientRect().height);
    await until(
      "the window is as high as the page",
      async () => (await app.desktop.state()).windows[0]?.bounds.height,
      (is) => is === Math.ceil(height),
    );
    expect(windows[0]?.bounds.width).toBe(560);
    await app.desktop.clickTray();
    await visible(false);
  });

  it("may ask only for what it needs", async ({ skip }) => {
    needsBrowser(skip);
    const { select } = await setUp();
    const bar = await select("86515151");
    await bar.getByRole("option").first().waitFor();
    const ask = (name: string, input?: unknown) =>
      bar.evaluate(
        ([request, value]) =>
          (
            window as unknown as { sidetone: { request(name: string, input: unknown): Promise<{ ok: boolean }> } }
          ).sidetone.request(request as string, value),
        [name, input] as const,
      );
    for (const name of ["snapshot.get", "dial.dismiss", "card.get", "settings.forgetMyFoneLogin", "hotkeys.set"]) {
      expect(await ask(name)).toMatchObject({ ok: false, code: "not-allowed" });
    }
    expect(await ask("dial.preview", { text: "86515151" })).toMatchObject({ ok: true });
  });
});

describe("hotkeys in the settings", () => {
  it("are chosen by pressing them, and kept; what another program has is named, and the former stays", async ({
    skip,
  }) => {
    needsBrowser(skip);
    const { app, userDataDir } = await setUp();
    const page = await app.openWindow();
    await page.getByRole("tab", { name: "Indstillinger" }).click();
    await page.getByRole("button", { name: "Vælg taster: Åbn ringefeltet" }).click();
    await page.keyboard.press("Control+Alt+K");
    await page.getByRole("button", { name: "Skift taster: Åbn ringefeltet" }).waitFor();
    expect((await app.desktop.state()).shortcuts).toEqual([DIAL_SELECTION, "CommandOrControl+Alt+K"]);
    expect(readFileSync(join(userDataDir, "settings.json"), "utf8")).toContain("CommandOrControl+Alt+K");

    await page.getByRole("button", { name: "Skift taster: Åbn ringefeltet" }).click();
    await page.keyboard.press("Control+Shift+D");
    await page.getByText("Ctrl+Shift+D er allerede valgt til: Ring op til det markerede.").waitFor();
    await app.desktop.setFailure({ shortcutRefused: true });
    await page.keyboard.press("Control+Alt+L");
    await page.getByText("Ctrl+Alt+L bruges af et andet program. Du har stadig Ctrl+Alt+K.").waitFor();
    expect((await app.desktop.state()).shortcuts).toEqual([DIAL_SELECTION, "CommandOrControl+Alt+K"]);
  });
});

it("F2 opens who calls, only while it rings", async ({ skip }) => {
  needsBrowser(skip);
  const { app, simulator } = await setUp({ hotkeys: { "open-customer": "F2" } });
  expect((await app.desktop.state()).shortcuts).toEqual([DIAL_SELECTION]);
  await simulator.placeCall({ from: "20304050", to: ["202"] });
  await app.desktop.waitFor(({ shortcuts }) => shortcuts.includes("F2") || undefined, { what: "F2 is ours" });
  await app.desktop.pressShortcut("F2");
  await app.desktop.waitFor(({ windows }) => windows.some(({ visible }) => visible) || undefined, {
    what: "the window is there",
  });
});
