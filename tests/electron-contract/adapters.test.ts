import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { toastTag } from "../../electron/main/adapters/electron/toast-arguments.ts";
import { temporaryFolder } from "../fakes/temporary-folder.ts";
import { type Platform, platforms, said, startAdapters } from "./start-adapters.ts";

const start = (platform: Platform, userDataDir = temporaryFolder(), ...args: string[]) =>
  startAdapters("main", platform, { userDataDir, args });

it("settings under a policy: what is locked is in force and never written, a default holds until he has chosen", async () => {
  const folder = temporaryFolder();
  const settingsFile = join(folder, "settings.json");
  writeFileSync(settingsFile, '{"historyDays":90}');
  writeFileSync(
    join(folder, "policy.json"),
    '{"settings":{"historyDays":7},"defaults":{"language":"en","theme":"light"}}',
  );
  const app = await start("linux", folder);
  await said(app, { historyDays: 7, language: "en", theme: "dark", locked: ["historyDays"] });
  expect(JSON.parse(readFileSync(settingsFile, "utf8"))).toEqual({ historyDays: 90, theme: "dark" });
  await app.close();
  // His own comes back when the policy is gone.
  writeFileSync(join(folder, "policy.json"), "{}");
  const free = await start("linux", folder);
  await said(free, { historyDays: 3650, language: "system", theme: "dark", locked: [] });
});

it("the adapters for win32 hear of a notification that an earlier run showed", async () => {
  const app = await start("win32");
  const text = `type=action&action=1&tag=${toastTag("call:0.9")}&showing=1-1&button=call-back`;
  await app.desktop.activateToast(text);
  await said(app, { type: "action", id: "call:0.9", action: "call-back" });
});

it("the adapters for win32 bring toasts of their own, which outlast their time on the screen", async () => {
  const app = await start("win32");
  const { notifications } = await app.desktop.state();
  const { id = "", toastXml } = notifications.at(-1) ?? {};
  expect(toastXml).toContain('scenario="incomingCall"');
  expect(toastXml).toContain('<audio silent="true"/>');
  await app.desktop.command("timeOutNotification", { id });
  await app.desktop.clickNotification(id);
  await said(app, { type: "click", id: "call:1" });
  // Only the touch took it away.
  expect(app.output()).not.toMatch(/"type":"close".*"type":"click"/s);
});

// On Linux it is a file, which needs no Electron.
it.each(["darwin", "win32"] as const)(
  "the adapters for %s start the app with the session, hidden",
  async (platform) => {
    const { desktop, ...app } = await start(platform);
    await said({ desktop, ...app }, { off: false, on: true });
    expect((await desktop.state()).loginItem).toEqual({ openAtLogin: true, args: ["--hidden"] });
  },
);

describe.each(platforms)("the adapters for %s", (platform) => {
  it("take telephone links where the system lets them, and show its page where it does not", async () => {
    const { desktop, ...app } = await start(platform);
    const isWindows = platform === "win32";
    await said(
      { desktop, ...app },
      { before: { own: false }, claimed: isWindows ? "system-page" : "done", after: { own: !isWindows } },
    );
    const { externalUrls } = await desktop.state();
    expect(externalUrls).toEqual(isWindows ? ["ms-settings:defaultapps?registeredAppUser=Sidetone"] : []);
  });

  it("show a notification, replace it in place, and tell what is done with it", async () => {
    const { desktop, ...app } = await start(platform);
    const { notifications } = await desktop.state();
    expect(notifications.map(({ title, status }) => [title, status])).toEqual([
      ["Anna Holm ringer", "closed"],
      ["Ubesvaret opkald fra Anna Holm", "open"],
    ]);
    // The replaced one says nothing when it closes.
    expect(app.output()).not.toContain('"type":"close"');
    const id = notifications[1]?.id ?? "";
    await desktop.actOnNotification(id, 0);
    await said({ desktop, ...app }, { type: "action", id: "call:1", action: "call-back" });
    // On Windows the system tells of it twice.
    expect(app.output().match(/"type":"action"/g)).toHaveLength(1);
  });

  it("show the tray with its state, menu and badge", async () => {
    const { desktop, ...app } = await start(platform);
    const { tray, badge } = await desktop.state();
    expect(tray?.tooltip).toBe("Sidetone – Forbundet");
    expect(tray?.icon).toMatch(/^data:image\/png/);
    expect(tray?.menu.map(({ label, type, checked }) => [label, type, checked])).toEqual([
      ["Mette & Søn", "normal", false],
      ["", "separator", false],
      ["Ring op …", "normal", false],
      ["Nattjeneste", "checkbox", true],
    ]);
    expect(badge).toBe(platform === "win32" ? 0 : 2);
    await desktop.clickTrayMenuItem("Nattjeneste");
    await said({ desktop, ...app }, { command: "flow:6001" });
  });

  it("keep secrets encrypted, and find them again", async () => {
    const folder = temporaryFolder();
    const first = await start(platform, folder);
    await said(first, { before: null, place: "keychain", after: "a token" });
    expect(readFileSync(join(folder, "secrets.json"), "utf8")).not.toContain("a token");
    await first.close();
    const second = await start(platform, folder);
    await said(second, { before: "a token", place: "keychain", after: "a token" });
  });

  it("do not trust a file that another keychain wrote, or that is damaged", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "secrets.json"), '{"backend":"another","secrets":{"device-token":"AAAA"}}');
    await said(await start(platform, folder), { before: null, place: "keychain", after: "a token" });
    const damaged = temporaryFolder();
    writeFileSync(join(damaged, "secrets.json"), "{");
    await said(await start(platform, damaged), { before: null, place: "keychain", after: "a token" });
  });
});

describe("where Linux has no keyring", () => {
  it.each([
    { consent: [], keptAs: "memory" },
    { consent: ["--may-keep-plain"], keptAs: "plain" },
  ])("secrets are kept as the employee says: $keptAs", async ({ consent, keptAs }) => {
    const folder = temporaryFolder();
    const app = await start("linux", folder, ...consent);
    await app.desktop.setFailure({ keychain: "basic_text" });
    await app.desktop.clickTray();
    await said(app, { protection: "plain", keptAs, hash: "a hash" });
    const file = JSON.parse(readFileSync(join(folder, "secrets.json"), "utf8")) as { backend: string; secrets: object };
    // Nothing is left over from the keyring that is gone, and what encrypted the rest is recorded.
    if (keptAs === "plain")
      expect(file).toMatchObject({ backend: "basic_text", secrets: { "account-hash": expect.stringMatching(/./) } });
    else expect(file.secrets).not.toHaveProperty("account-hash");
  });

  it("and no encryption at all, they are held in memory", async () => {
    const app = await start("linux", temporaryFolder(), "--may-keep-plain");
    await app.desktop.setFailure({ keychain: "missing" });
    await app.desktop.clickTray();
    await said(app, { protection: "none", keptAs: "memory", hash: "a hash" });
  });
});

describe("settings on disk", () => {
  const employee = { localNumber: "202", name: "Mette" };
  const account = { id: "4711", name: "Nordlys" };
  const managed = { relay: "https://relay.example.dk", deviceId: "d1", account, employee };
  const direct = { kind: "direct", baseUrl: "https://pbx.example/api/", account, employee };

  it.each([
    [
      "a pairing of the first versions, which knew no other than with a relay",
      managed,
      { kind: "managed", ...managed },
    ],
    ["use without a relay", { ...direct, baseUrl: "https://pbx.example/api" }, direct],
    ["no API password over plain http", { ...direct, baseUrl: "http://pbx.example/api/" }, null],
  ])("hold %s", async (_, pairing, read) => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, "settings.json"),
      JSON.stringify({ pairing, employeeApiUrl: "http://pbx.example/api/" }),
    );
    await said(await start("linux", folder), { pairing: read, employeeApiUrl: "https://public.sippeer.dk/api/" });
  });
});
