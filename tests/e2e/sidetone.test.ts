import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { callMigrations } from "../../electron/main/adapters/sqlite/call-migrations.ts";
import { openDatabase } from "../../electron/main/adapters/sqlite/open-database.ts";
import { SqliteCallStore } from "../../electron/main/adapters/sqlite/sqlite-call-store.ts";
import { createDemoWorld, type DemoWorld } from "../../tools/demo/demo-world.ts";
import { prepareUserData, writeEnrolment } from "../../tools/demo/prepare-user-data.ts";
import { findElectronBinary } from "../../tools/find-electron.ts";
import { employeeOf } from "../../tools/simulator/company/company.ts";
import { launchChromium, whyNoChromium } from "../fakes/chromium.ts";
import { startOnDouble } from "./app-on-double.ts";
import { startOnElectron } from "./app-on-electron.ts";
import { type AppUnderTest, until } from "./app-under-test.ts";

/** What an app has on disk of missed calls. */
function missedOf(userDataDir: string): { all: number; unseen: number; untold: number } {
  const { database } = openDatabase(join(userDataDir, "calls.db"), callMigrations, new Date());
  const store = new SqliteCallStore(database);
  const all = store.history({ filter: "missed", limit: 100 }).length;
  const missed = { all, unseen: store.missedCount(), untold: store.unsentMarks().length };
  database.close();
  return missed;
}

let browser: Browser | undefined;
beforeAll(async () => {
  if (whyNoChromium() === undefined) browser = await launchChromium();
});
afterAll(() => browser?.close());

const electron = findElectronBinary();
const platforms = [
  {
    name: "the stand-in",
    whyNot: whyNoChromium,
    start: (userDataDir: string) => {
      if (browser === undefined) throw new Error("Chromium was not started");
      return startOnDouble(browser, userDataDir);
    },
  },
  {
    name: "Electron",
    whyNot: () =>
      electron === undefined ? "Electron's program is not installed: npx install-electron fetches it" : undefined,
    start: (userDataDir: string) => startOnElectron(electron ?? "", userDataDir),
  },
];

describe.each(platforms)("the built app on $name", ({ whyNot, start }) => {
  async function setUp(
    enrol: boolean,
    minimumAppVersion?: string,
  ): Promise<{ world: DemoWorld; restart(): Promise<AppUnderTest>; app: AppUnderTest }> {
    const world = await createDemoWorld("202", enrol, minimumAppVersion);
    let app = await start(world.userDataDir);
    onTestFinished(async () => {
      await app.close();
      await world.close();
      world.remove();
    });
    const restart = async () => {
      app = await start(world.userDataDir);
      return app;
    };
    return { world, restart, app };
  }

  /** The window, once the app is connected. */
  async function connectedWindow(app: AppUnderTest) {
    const page = await app.openWindow();
    await page.getByText("Forbundet", { exact: true }).first().waitFor();
    return page;
  }

  it("pair → ring → the notification shows the contact's name → answered → ended → history", async ({ skip }) => {
    const reason = whyNot();
    if (reason !== undefined) skip(reason);
    const { world, app } = await setUp(false);
    const page = await app.openWindow();
    await page.getByLabel("Invitation: link eller kode").fill(world.invitation);
    await page.getByRole("button", { name: "Fortsæt" }).click();
    await page.getByText("Du er Mette Sørensen, lokalnummer 202 hos Nordlys Energi A/S").waitFor();
    await page.getByRole("button", { name: "Ja, det er mig" }).click();
    await page.getByText("Forbundet", { exact: true }).first().waitFor();

    const contact = world.contacts.find((candidate) => candidate.company !== undefined);
    const [ring] = contact?.numbers ?? [];
    if (contact === undefined || ring === undefined) throw new Error("the demo has no contact with a company");
    const [callId] = await world.simulator.placeCall({ from: ring.number.replace("+45", ""), to: ["202"] });
    const shown = await until(
      "it rings",
      () => app.notifications(),
      (seen) => seen.length > 0,
    );
    expect(shown).toMatchObject([{ title: `${contact.name} ringer`, open: true }]);
    expect(shown[0]?.body).toContain(contact.company);
    const live = page.getByRole("region", { name: "Opkald lige nu" });
    await live.getByText(contact.name).waitFor();

    await world.simulator.answer("200000");
    await live.getByText("I samtale").waitFor();
    await until(
      "the notification goes",
      () => app.notifications(),
      (seen) => seen.every(({ open }) => !open),
    );
    // Long enough to be told from the cleaning up of the phone that was not lifted.
    await live.getByText("0:03").waitFor();
    await world.simulator.hangUp(callId ?? "");
    const history = page.getByRole("region", { name: "Seneste opkald" });
    await history.getByText(contact.name).first().waitFor();
    await live.waitFor({ state: "hidden", timeout: 15_000 });
    expect(await history.getByText(contact.name).count()).toBeGreaterThan(0);
  });

  it("a call that was missed while the app was away is there when it comes back", async ({ skip }) => {
    const reason = whyNot();
    if (reason !== undefined) skip(reason);
    const { world, app, restart } = await setUp(true);
    await connectedWindow(app);
    await app.close();
    const [callId] = await world.simulator.placeCall({ from: "20304050", to: ["202"] });
    await world.simulator.hangUp(callId ?? "");

    const again = await restart();
    const page = await connectedWindow(again);
    await page.getByText(/Du var offline .*: 1 opkald kom ind/).waitFor();
    await page.getByRole("region", { name: "Seneste opkald" }).getByText("20 30 40 50").first().waitFor();
    const seen = await again.notifications();
    expect(seen.filter(({ title }) => title.includes("ringer"))).toEqual([]);
    expect(seen.map(({ title }) => title)).toEqual(["Mens du var offline: 1 opkald"]);
  });

  it("a number typed in the field rings the employee's own phone, then the other's, and is no incoming call", async ({
    skip,
  }) => {
    const reason = whyNot();
    if (reason !== undefined) skip(reason);
    const { world, app } = await setUp(true);
    const page = await connectedWindow(app);
    const field = page.getByLabel("Nummer eller navn");
    await field.fill("+45 (0) 86 51 51 51");
    await field.press("Enter");
    await until(
      "his phone rings",
      () => world.simulator.ringing,
      (ringing) => ringing.length > 0,
    );
    await page
      .getByText(/Din telefon ringer/)
      .first()
      .waitFor();
    const [phone] = world.simulator.ringing;
    await world.simulator.answer(phone?.phone ?? "");
    const live = page.getByRole("region", { name: "Opkald lige nu" });
    await live.getByText("I samtale").waitFor();
    expect(await app.notifications()).toEqual([]);
    expect(world.simulator.requests.filter(({ path }) => path === "/api/MakeCall")).toHaveLength(1);
  });

  it("a call flow is switched on the PBX, and what the PBX refuses is shown in its words", async ({ skip }) => {
    const reason = whyNot();
    if (reason !== undefined) skip(reason);
    const { world, app } = await setUp(true);
    const page = await connectedWindow(app);
    await page.getByRole("tab", { name: /Kaldsflow/ }).click();
    const flow = world.simulator.company.callFlows[0];
    if (flow === undefined) throw new Error("the demo company has no call flow");
    const before = flow.active;
    await page.getByRole("switch", { name: new RegExp(flow.name) }).click({ force: true });
    await until(
      "the PBX has switched",
      () => world.simulator.company.callFlows.find(({ localNumber }) => localNumber === flow.localNumber)?.active,
      (active) => active === !before,
    );
    await page.getByRole("switch", { name: new RegExp(flow.name), checked: !before }).waitFor();

    const refusing = world.simulator.company.callFlows.find(({ localNumber }) => localNumber !== flow.localNumber);
    if (refusing === undefined) throw new Error("the demo company has one flow only");
    refusing.refusesSwitching = "Kaldsflowet er låst af administratoren";
    await page.getByRole("switch", { name: new RegExp(refusing.name) }).click({ force: true });
    await page.getByText(refusing.refusesSwitching).first().waitFor();
    expect(await page.getByRole("switch", { name: new RegExp(refusing.name) }).isChecked()).toBe(refusing.active);
  });

  it("damaged settings and a damaged database are kept aside, and the employee is told", async ({ skip }) => {
    const reason = whyNot();
    if (reason !== undefined) skip(reason);
    const { world, app, restart } = await setUp(true);
    await connectedWindow(app);
    await app.close();
    writeFileSync(join(world.userDataDir, "settings.json"), '{"language": ');
    writeFileSync(join(world.userDataDir, "calls.db"), "no database");
    const page = await (await restart()).openWindow();
    await page.getByText(/Indstillingerne kunne ikke læses/).waitFor();
    await page.getByText(/Opkaldslisten kunne ikke læses/).waitFor();
    const kept = readdirSync(world.userDataDir).filter((name) => name.includes(".damaged-"));
    expect(kept.map((name) => name.split(".damaged-")[0]).sort()).toEqual(["calls.db", "settings.json"]);
  });

  it("what he sees and dials on one PC is known on his other", async ({ skip }) => {
    const reason = whyNot();
    if (reason !== undefined) skip(reason);
    const { world, app } = await setUp(true);
    const otherFolder = await prepareUserData([]);
    const { link } = await world.relay.invite(world.simulator.company.accountId, "202");
    writeEnrolment(otherFolder, { invitation: link });
    let other = await start(otherFolder);
    onTestFinished(async () => {
      await other.close();
      rmSync(otherFolder, { recursive: true, force: true });
    });
    await until(
      "both are connected",
      () => world.relay.connections,
      (connections) => connections === 2,
    );

    const [callId] = await world.simulator.placeCall({ from: "20304050", to: ["202"] });
    await world.simulator.hangUp(callId ?? "");
    const missed = async (one: AppUnderTest) =>
      (await one.notifications()).filter(({ title, open }) => open && title.startsWith("Ubesvaret"));
    for (const one of [app, other])
      await until(
        "both say so",
        () => missed(one),
        ({ length }) => length === 1,
      );
    // The window shows the list of calls, so he has seen it.
    const page = await connectedWindow(app);
    await until(
      "the other PC does not say so any more",
      () => missed(other),
      ({ length }) => length === 0,
    );

    await until(
      "nor counts it",
      () => missedOf(otherFolder),
      ({ unseen }) => unseen === 0,
    );

    await other.close();
    const [secondId] = await world.simulator.placeCall({ from: "70151515", to: ["202"] });
    await world.simulator.hangUp(secondId ?? "");
    await until(
      "he has seen it here, and the relay knows",
      () => missedOf(world.userDataDir),
      ({ all, unseen, untold }) => all === 2 && unseen === 0 && untold === 0,
    );
    other = await start(otherFolder);
    await until(
      "the PC that was away has the call, and knows that it was seen",
      () => missedOf(otherFolder),
      ({ all, unseen }) => all === 2 && unseen === 0,
    );

    const otherPage = await connectedWindow(other);
    await page.getByLabel("Nummer eller navn").fill("86515151");
    await page.keyboard.press("Enter");
    await otherPage
      .getByText(/løft røret/)
      .first()
      .waitFor();
    expect((await other.notifications()).filter(({ title, open }) => open && title.includes("ringer"))).toEqual([]);
  });

  it("colleagues on the phone are shown while they are", async ({ skip }) => {
    const reason = whyNot();
    if (reason !== undefined) skip(reason);
    const { world, app } = await setUp(true);
    const page = await connectedWindow(app);
    const [callId] = await world.simulator.placeCall({ from: "20304050", to: ["203"] });
    const colleagues = page.getByRole("region", { name: "Kolleger i telefonen" });
    const { name } = employeeOf(world.simulator.company, "203");
    await colleagues
      .getByRole("listitem")
      .filter({ hasText: name })
      .getByText(/ringes op/)
      .waitFor();
    const [ringing] = world.simulator.ringing;
    await world.simulator.answer(ringing?.phone ?? "");
    await colleagues
      .getByRole("listitem")
      .filter({ hasText: name })
      .getByText(/i samtale/)
      .waitFor();
    expect(await colleagues.textContent()).not.toContain("20 30 40 50");
    await world.simulator.hangUp(callId ?? "");
    await colleagues.waitFor({ state: "hidden" });
  });

  it("too old for the relay, it says so, gets calls as long as it is served, and dials and remembers without it", async ({
    skip,
  }) => {
    const reason = whyNot();
    if (reason !== undefined) skip(reason);
    const { world, app } = await setUp(true, "99.0.0");
    const page = await connectedWindow(app);
    await page.getByText(/kræver Sidetone 99\.0\.0 eller nyere/).waitFor();
    const [callId] = await world.simulator.placeCall({ from: "20304050", to: ["202"] });
    const live = page.getByRole("region", { name: "Opkald lige nu" });
    await live.getByText("20 30 40 50").first().waitFor();
    await world.simulator.hangUp(callId ?? "");

    await world.relay.close();
    await page
      .getByText(/^Offline/)
      .first()
      .waitFor();
    await page.getByRole("region", { name: "Seneste opkald" }).getByText("20 30 40 50").first().waitFor();
    await page.getByLabel("Nummer eller navn").fill("86515151");
    await page.keyboard.press("Enter");
    await until(
      "his phone rings",
      () => world.simulator.ringing,
      (ringing) => ringing.length > 0,
    );
    await page
      .getByText(/løft røret/)
      .first()
      .waitFor();
  });

  it("a revoked device is told what to do, and keeps what it has", async ({ skip }) => {
    const reason = whyNot();
    if (reason !== undefined) skip(reason);
    const { world, app } = await setUp(true);
    const page = await connectedWindow(app);
    const [callId] = await world.simulator.placeCall({ from: "20304050", to: ["202"] });
    await world.simulator.hangUp(callId ?? "");
    const history = page.getByRole("region", { name: "Seneste opkald" });
    await history.getByText("20 30 40 50").first().waitFor();
    const [device] = await world.relay.devices();
    expect(await world.relay.revoke(device?.account ?? "", device?.id ?? "")).toBe(true);
    await page
      .getByText(/ikke længere godkendt – bed om en ny invitation/)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Brug ny invitation" }).waitFor();
    expect(await history.getByText("20 30 40 50").count()).toBeGreaterThan(0);
  });

  it("an invitation link of the system asks before it replaces the pairing", async ({ skip }) => {
    const reason = whyNot();
    if (reason !== undefined) skip(reason);
    const { world, app } = await setUp(true);
    const page = await connectedWindow(app);
    await app.openLink((await world.relay.invite(world.simulator.company.accountId, "203")).link);
    await page.getByText("Du er Jonas Bjerregaard", { exact: false }).waitFor();
    await page.getByText(/allerede tilknyttet Mette Sørensen/).waitFor();
    await page.getByRole("button", { name: "Nej" }).click();
    await page.getByText("Mette Sørensen").first().waitFor();
    expect((await world.relay.devices()).filter(({ revokedAt }) => revokedAt === undefined)).toMatchObject([
      { employee: "202" },
    ]);
  });
});
