import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LaunchedOnDouble, launchOnDouble } from "../../tools/electron-double/launch.ts";
import { launchChromium, whyNoChromium } from "../fakes/chromium.ts";

/** The double's desktop: what a person or a test sees and clicks there. Electron has no such thing, so it is not in the contract. */
const fixture = (name: string) => join(import.meta.dirname, "fixture-app", name);
const folder = mkdtempSync(join(tmpdir(), "sidetone-desktop-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("an app that shows one of everything", () => {
  let app: LaunchedOnDouble;
  const printed = (line: string) => expect.poll(() => app.output(), { timeout: 5000 }).toContain(`fixture: ${line}\n`);
  const notification = (title: string) =>
    app.desktop.waitFor((state) => state.notifications.findLast((shown) => shown.title === title));

  beforeAll(async () => {
    app = await launchOnDouble({ main: fixture("desktop.js"), userDataDir: join(folder, "one"), locale: "da" });
    await app.desktop.waitFor((state) => state.tray && state.dialogs.length > 0);
  });
  afterAll(() => app.close());

  it("runs with no browser open, and shows badge, tray, links, shortcuts and windows", async () => {
    const url = await app.desktop.windowUrl();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
    expect(await app.desktop.state()).toMatchObject({
      app: { name: "Contract Fixture", version: "1.2.3", ready: true },
      locale: "da",
      badge: 3,
      tray: {
        tooltip: "three missed",
        icon: expect.stringMatching(/^data:image\/png;base64,/),
        menu: [
          { label: "Night & day", type: "checkbox", checked: false, enabled: true },
          { label: "Not now", enabled: false },
          { label: "More", submenu: [{ label: "Notify" }] },
        ],
      },
      protocolClients: ["fixture"],
      shortcuts: ["CommandOrControl+Shift+D"],
      externalUrls: ["https://example.invalid/customer"],
      windows: [{ id: 1, title: "Hidden", visible: false, open: false }],
    });
  });

  it("what the double lacks throws by name", () =>
    printed(
      "electron-double: app.setJumpList is not there. Add it to tools/electron-double, or run the app on Electron (npm start).",
    ));

  it("clicks on the tray and its menu reach the app, ticked as the system ticks them", async () => {
    await app.desktop.clickTray();
    await printed("tray click");
    await app.desktop.clickTray("right");
    await printed("tray right-click");
    await app.desktop.clickTrayMenuItem("Night & day");
    await printed("menu Night && day true");
    await expect(app.desktop.clickTrayMenuItem("Not now")).rejects.toThrow('"Not now" is greyed out');
    await expect(app.desktop.clickTrayMenuItem("Elsewhere")).rejects.toThrow('no "Elsewhere"; it has "Night & day"');
  });

  it("notifications are answered once, by an action, a reply or a click", async () => {
    const first = await notification("First");
    expect(first).toMatchObject({ body: "line", urgency: "critical", actions: ["Yes", "No"], status: "open" });
    await expect(app.desktop.actOnNotification(first.id, 2)).rejects.toThrow("has no action 2");
    await app.desktop.actOnNotification(first.id, 1);
    await printed("notification First action 1 1");
    await printed("notification First close");
    await expect(app.desktop.clickNotification(first.id)).rejects.toThrow("is not on the screen");

    await app.desktop.replyToNotification((await notification("Second")).id, "soon");
    await printed("notification Second reply soon");

    await app.desktop.clickTrayMenuItem("More", "Notify");
    await app.desktop.clickNotification((await notification("Later")).id);
    await printed("notification Later click");
    const closed = await app.desktop.waitFor(
      (state) => state.notifications.every((shown) => shown.status === "closed") && state,
    );
    expect(closed.notifications.map(({ title }) => title)).toEqual(["First", "Second", "Later"]);
  });

  it("a notification can be made to fail", async () => {
    await app.desktop.setFailure({ notificationFailed: true });
    await app.desktop.clickTrayMenuItem("More", "Notify");
    await printed("notification Later failed true");
    expect((await notification("Later")).status).toBe("failed");
    await app.desktop.setFailure({ notificationFailed: false });
  });

  it("a dialog waits for its answer", async () => {
    const [dialog] = (await app.desktop.state()).dialogs;
    expect(dialog).toMatchObject({ title: "Replace?", buttons: ["Replace", "Keep"], answered: false });
    await app.desktop.answerDialog(dialog?.id ?? "", 1);
    await printed("dialog 1");
    await expect(app.desktop.answerDialog(dialog?.id ?? "", 0)).rejects.toThrow("is not open");
  });

  it("a shortcut sees the clipboard and what has been made to fail", async () => {
    await app.desktop.command("writeClipboard", { text: "86 51 51 51" });
    await app.desktop.setFailure({ shortcutRefused: true, keychain: "basic_text", offline: true });
    await app.desktop.pressShortcut("CommandOrControl+Shift+D");
    await printed("shortcut 86 51 51 51 false da");
    await printed("another shortcut false");
    await printed("keychain true basic_text");
    await app.desktop.setFailure({ keychain: "missing" });
    await app.desktop.pressShortcut("CommandOrControl+Shift+D");
    await printed("keychain false unknown");
  });

  it("sleep, lock, theme and links are told as the system tells them", async () => {
    await app.desktop.power("resume");
    await printed("power resume active");
    await app.desktop.power("lock-screen");
    await printed("power lock-screen locked");
    await app.desktop.setSystemTheme("dark");
    await printed("theme true");
    await app.desktop.openUrl("fixture:link");
    await printed("second-instance fixture:link");
    await app.desktop.command("activate", {});
    await printed("activate");
  });

  it("a window can be asked to close, and its page can crash", async () => {
    await app.desktop.command("closeWindow", { id: 1 });
    await printed("window close");
    await app.desktop.command("crashWindow", { id: 1 });
    await printed("gone crashed");
    await expect(app.desktop.command("closeWindow", { id: 9 })).rejects.toThrow("no window 9");
  });

  it("lets nobody in without the token, by another host name or from another page", async () => {
    const { origin, searchParams } = new URL(app.desktopUrl);
    const token = searchParams.get("electron-double-token") ?? "";
    const window = new URL(await app.desktop.windowUrl());
    const attempt = (url: string, headers: Record<string, string> = {}, method = "GET") =>
      new Promise<number | undefined>((resolve, reject) => {
        const sent = request(url, { headers, method }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        sent.on("error", reject).end();
      });
    const authorization = { Authorization: `Bearer ${token}` };
    expect(await attempt(`${origin}/api/state`)).toBe(403);
    expect(await attempt(`${origin}/?electron-double-token=wrong`)).toBe(403);
    expect(await attempt(`${window.origin}/`)).toBe(403);
    expect(await attempt(`${origin}/api/state`, authorization)).toBe(200);
    expect(await attempt(`${origin}/api/state`, { ...authorization, Host: "attacker.invalid" })).toBe(421);
    expect(await attempt(`${window.origin}/`, { ...authorization, Host: "attacker.invalid" })).toBe(403);
    const foreign = { ...authorization, Origin: "http://127.0.0.1:1" };
    expect(await attempt(`${origin}/api/commands/quit`, foreign, "POST")).toBe(403);
  });

  const noBrowser = whyNoChromium();
  it("the desktop's page shows it all and takes clicks", async ({ skip }) => {
    if (noBrowser !== undefined) skip(noBrowser);
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      const errors: unknown[] = [];
      page.on("pageerror", (error) => errors.push(error));
      await page.goto(app.desktopUrl);
      expect(page.url()).not.toContain("token");
      await page.getByRole("button", { name: "Tray menu" }).click();
      await page.getByRole("button", { name: "Notify" }).click();
      await page.getByRole("region", { name: "Notifications" }).getByRole("button", { name: "Later" }).click();
      await app.desktop.waitFor(
        (state) =>
          state.notifications.filter(({ title, status }) => title === "Later" && status === "closed").length === 2,
      );
      await page.getByLabel("Keychain").selectOption("ok");
      await app.desktop.waitFor((state) => state.failures.keychain === "ok");
      const opened = page.waitForEvent("popup");
      await page.getByRole("button", { name: "Open in a tab" }).click();
      await expect.poll(async () => (await opened).title()).toBe("A page");
      await app.desktop.waitFor((state) => state.windows[0]?.open);
      expect(errors).toEqual([]);
    } finally {
      await browser.close();
    }
    await app.desktop.waitFor((state) => state.windows[0]?.open === false);
  });
});

it("macOS hands a link over by an event, and has no click but the menu's", async () => {
  const app = await launchOnDouble({
    main: fixture("desktop.js"),
    userDataDir: join(folder, "darwin"),
    platform: "darwin",
  });
  await app.desktop.openUrl("fixture:link");
  await expect.poll(() => app.output()).toContain("fixture: open-url fixture:link\n");
  expect((await app.desktop.state()).app.platform).toBe("darwin");
  await app.close();
});

it("a lock whose holder was killed is taken over", async () => {
  const options = { main: fixture("desktop.js"), userDataDir: join(folder, "killed") };
  const killed = await launchOnDouble(options);
  killed.process.kill("SIGKILL");
  await once(killed.process, "exit");
  killed.desktop.close();
  const next = await launchOnDouble(options);
  expect((await next.desktop.state()).app.ready).toBe(true);
  await next.close();
});

it("a script that awaits readiness at its top level is told what Electron would do", async () => {
  const start = launchOnDouble({ main: fixture("awaits-ready.js"), userDataDir: join(folder, "awaits") });
  await expect(start).rejects.toThrow("Electron is ready only after the script has been evaluated");
});
