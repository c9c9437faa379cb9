import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Settings } from "../../electron/main/ports/settings-store.ts";
import { createDemoWorld } from "../../tools/demo/demo-world.ts";
import { writeSettings } from "../../tools/demo/prepare-user-data.ts";
import { launchChromium, whyNoChromium } from "../fakes/chromium.ts";
import { startOnDouble } from "./app-on-double.ts";
import { until } from "./app-under-test.ts";

let browser: Browser | undefined;
beforeAll(async () => {
  if (whyNoChromium() === undefined) browser = await launchChromium();
});
afterAll(() => browser?.close());

/** An app that is connected, and whose window has not been opened yet. */
async function setUp(settings: Partial<Settings> = {}) {
  if (browser === undefined) throw new Error("Chromium was not started");
  const chromium = browser;
  const world = await createDemoWorld("202");
  const { employeeApiUrl, makeCallUrl } = world.simulator;
  writeSettings(world.userDataDir, { employeeApiUrl, makeCallUrl, ...settings });
  let app = await startOnDouble(chromium, world.userDataDir);
  onTestFinished(async () => {
    await app.close();
    await world.close();
    world.remove();
  });
  const connected = () =>
    app.desktop.waitFor(({ tray }) => tray?.tooltip.includes("Forbundet"), { what: "the app is connected" });
  await connected();
  return {
    ...world,
    get app() {
      return app;
    },
    async restart() {
      await app.close();
      app = await startOnDouble(chromium, world.userDataDir);
      await connected();
    },
  };
}

const needsBrowser = (skip: (reason: string) => void) => {
  const reason = whyNoChromium();
  if (reason !== undefined) skip(reason);
};

async function visible(app: Awaited<ReturnType<typeof startOnDouble>>, wanted: boolean) {
  await until(
    `the card is ${wanted ? "" : "not "}there`,
    () => app.cardIsVisible(),
    (is) => is === wanted,
  );
}

describe("the call card", () => {
  it("comes up on top of all others, follows the call, and goes when it was answered", async ({ skip }) => {
    needsBrowser(skip);
    const { app, simulator } = await setUp({ notificationStyle: "card" });
    expect((await app.desktop.state()).windows).toEqual([]);
    await simulator.placeCall({ from: "20304050", to: ["202"] });
    const card: Page = await app.openCard();
    await card.getByText("Ringer", { exact: true }).waitFor();
    await card.getByText("20 30 40 50").first().waitFor();
    await visible(app, true);
    const { windows, notifications } = await app.desktop.state();
    expect(windows).toMatchObject([{ alwaysOnTop: true }]);
    expect(notifications).toEqual([]);
    const height = await card.locator(".popup").evaluate((element) => element.getBoundingClientRect().height);
    expect(windows[0]?.bounds).toMatchObject({ width: 360, height: Math.ceil(height) });

    await simulator.answer("200000");
    await card.getByText("I samtale").waitFor();
    await visible(app, false);
  });

  it("dismissed it goes; a missed call leads from it to the list", async ({ skip }) => {
    needsBrowser(skip);
    const { app, simulator } = await setUp({ notificationStyle: "both" });
    const [callId] = await simulator.placeCall({ from: "20304050", to: ["202"] });
    const card = await app.openCard();
    await card.getByRole("button", { name: /^Skjul opkaldet fra/ }).click();
    await visible(app, false);
    await simulator.hangUp(callId ?? "");
    await card.getByText(/^Ubesvaret kl\./).waitFor();
    await visible(app, true);
    await card.getByRole("button", { name: "Ring tilbage" }).click();
    await visible(app, false);
    const page = await app.openWindow();
    await page.getByText("20 30 40 50").first().waitFor();
  });

  it("comes up where he left it, also after a restart", async ({ skip }) => {
    needsBrowser(skip);
    const world = await setUp({ notificationStyle: "card" });
    const come = async (from: string) => {
      const [callId] = await world.simulator.placeCall({ from, to: ["202"] });
      const page = await world.app.openCard();
      await visible(world.app, true);
      const { windows } = await world.app.desktop.state();
      const card = windows.find(({ visible }) => visible);
      if (card === undefined) throw new Error("the card is not there");
      return { card, page, end: () => world.simulator.hangUp(callId ?? "") };
    };
    const first = await come("20304050");
    // The display ends at 1920 and, above its bar, at 1032.
    expect(first.card.bounds.x + first.card.bounds.width).toBeLessThanOrEqual(1920);
    expect(first.card.bounds.y + first.card.bounds.height).toBeLessThanOrEqual(1032);
    await world.app.desktop.command("moveWindow", { id: first.card.id, x: 40, y: 60 });
    await until(
      "it is remembered",
      () => readFileSync(join(world.userDataDir, "settings.json"), "utf8"),
      (text) => text.includes("cardPlaces"),
    );
    await first.end();
    await world.restart();
    const second = await come("70151515");
    expect(second.card.bounds).toMatchObject({ x: 40, y: 60 });
  });

  it("may ask only for what it shows", async ({ skip }) => {
    needsBrowser(skip);
    const { app, simulator } = await setUp({ notificationStyle: "card" });
    await simulator.placeCall({ from: "20304050", to: ["202"] });
    const card = await app.openCard();
    await card.getByText("Ringer", { exact: true }).waitFor();
    const answers = await card.evaluate(async () => {
      const { sidetone } = window as unknown as {
        sidetone: { request(name: string, input?: unknown): Promise<{ ok: boolean; code?: string }> };
      };
      return [
        await sidetone.request("snapshot.get"),
        await sidetone.request("settings.forgetMyFoneLogin"),
        await sidetone.request("card.get"),
      ];
    });
    expect(answers).toMatchObject([
      { ok: false, code: "not-allowed" },
      { ok: false, code: "not-allowed" },
      { ok: true },
    ]);
  });
});

describe("do not disturb", () => {
  it("is chosen in the tray, kept over a restart, and missed calls are counted; switched off, calls come up", async ({
    skip,
  }) => {
    needsBrowser(skip);
    const world = await setUp();
    const { simulator } = world;
    await world.app.chooseFromTray("Forstyr ikke", "I en time");
    await world.app.desktop.waitFor(({ tray }) => tray?.tooltip.includes("Forstyr ikke indtil"));
    await world.restart();
    expect((await world.app.desktop.state()).tray?.tooltip).toContain("Forstyr ikke indtil");

    const [callId] = await simulator.placeCall({ from: "20304050", to: ["202"] });
    await simulator.hangUp(callId ?? "");
    await world.app.desktop.waitFor(({ badge }) => badge === 1, { what: "the missed call is counted" });
    expect(await world.app.notifications()).toEqual([]);

    const page = await world.app.openWindow();
    await page.getByRole("button", { name: "Slå fra" }).click();
    await page.getByRole("button", { name: "Slå fra" }).waitFor({ state: "hidden" });
    await simulator.placeCall({ from: "70151515", to: ["202"] });
    await until(
      "it comes up",
      () => world.app.notifications(),
      (seen) => seen.some(({ title, open }) => open && title.includes("70 15 15 15")),
    );
  });
});

describe("the tray", () => {
  it("has the last calls, to be dialled back", async ({ skip }) => {
    needsBrowser(skip);
    const { app, simulator } = await setUp();
    const [callId] = await simulator.placeCall({ from: "20304050", to: ["202"] });
    await simulator.hangUp(callId ?? "");
    const labels = await until(
      "the call is in the menu",
      () => app.trayLabels(),
      (all) => all.some((label) => label.includes("ubesvaret")),
    );
    const label = labels.find((one) => one.includes("ubesvaret")) ?? "";
    expect(label).toMatch(/20 30 40 50 · ubesvaret kl\./);
    await app.chooseFromTray("Seneste opkald", label);
    const page = await app.openWindow();
    await until(
      "the number is in the field",
      () => page.getByLabel("Nummer eller navn").inputValue(),
      (value) => value.replaceAll(" ", "").includes("20304050"),
    );
  });
});

describe("many at once", () => {
  it("are one notification, which goes when they end", async ({ skip }) => {
    needsBrowser(skip);
    const { app, simulator } = await setUp();
    for (let n = 0; n < 5; n += 1) await simulator.placeCall({ from: `7015151${n}`, to: ["202"] });
    await until(
      "one says how many",
      () => app.notifications(),
      (seen) =>
        seen
          .filter(({ open }) => open)
          .map(({ title }) => title)
          .join() === "5 opkald ringer",
    );
  });
});
