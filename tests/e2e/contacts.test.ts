import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createDemoWorld } from "../../tools/demo/demo-world.ts";
import { launchChromium, whyNoChromium } from "../fakes/chromium.ts";
import { temporaryFolder } from "../fakes/temporary-folder.ts";
import { startOnDouble } from "./app-on-double.ts";
import { until } from "./app-under-test.ts";

let browser: Browser | undefined;
beforeAll(async () => {
  if (whyNoChromium() === undefined) browser = await launchChromium();
});
afterAll(() => browser?.close());

const HEADING = "Firmanavn;Kontaktperson;Telefon;Mobil;E-mail;Kode";

/** The window of an app that is paired, on its People view. */
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
  await page.keyboard.press("Control+2");
  return { page, app, simulator: world.simulator, folder: temporaryFolder() };
}

describe("contacts", () => {
  it("a file is looked into, imported, found, called, and followed when it changes; what was left out can be saved", async ({
    skip,
  }) => {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(reason);
    const { page, app, simulator, folder } = await setUp();
    const file = join(folder, "Leverandører.csv");
    writeFileSync(
      file,
      [HEADING, "Smørum Stål A/S;Åse Ødegård;44 97 10 20;;aase@smoerum.example;X1", "Uden Nummer;;;;;"].join("\r\n"),
    );

    await page.getByRole("button", { name: "Kilder til kontakter" }).click();
    await page.getByRole("button", { name: /^Hent en fil/ }).click();
    await page.getByRole("button", { name: "Vælg fil …" }).click();
    await app.chooseInDialog(file);
    const first = page.getByRole("region", { name: "De første kontakter" });
    await first.getByText("Åse Ødegård").waitFor();
    await page.getByRole("combobox", { name: "Kode er" }).selectOption({ label: "Kundenummer" });
    await page.getByRole("button", { name: "Hent kontakter" }).click();
    await page.getByRole("button", { name: /linjer? udeladt/ }).click();
    await page.getByText("Uden Nummer").waitFor();
    await page.getByRole("button", { name: "Gem listen …" }).click();
    const saved = join(folder, "udeladt.csv");
    await app.chooseInDialog(saved);
    await page.getByText("Listen er gemt.").waitFor();
    expect(readFileSync(saved, "utf8")).toContain("Intet telefonnummer");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Vis kontakter" }).click();

    const field = page.getByRole("combobox", { name: "Søg i kontakter og opkald" });
    await field.fill("oedegaard smor");
    await page.getByRole("option", { name: /Åse Ødegård/ }).waitFor();
    await field.press("Control+Enter");
    await until(
      "his own phone rings",
      () => simulator.ringing,
      ({ length }) => length > 0,
    );

    appendFileSync(file, "\r\nNyt Firma ApS;Bo Ny;70 20 30 99;;;");
    await field.fill("bo ny");
    await page.getByRole("option", { name: /Bo Ny/ }).waitFor();
  });

  it("who calls is known from the file, with why; his card is a click away, and a note is there when he calls again", async ({
    skip,
  }) => {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(reason);
    const { page, app, simulator, folder } = await setUp();
    const file = join(folder, "Kontakter.vcf");
    const card = [
      "BEGIN:VCARD",
      "VERSION:3.0",
      "FN:Åse Ødegård",
      "ORG:Smørum Stål A/S",
      "TEL;TYPE=WORK:+45 44 97 10 20",
      "END:VCARD",
    ];
    writeFileSync(file, card.join("\r\n"));
    await page.getByRole("button", { name: "Kilder til kontakter" }).click();
    await page.getByRole("button", { name: /^Hent en fil/ }).click();
    await page.getByRole("button", { name: "Vælg fil …" }).click();
    await app.chooseInDialog(file);
    await page.getByRole("button", { name: "Hent kontakter" }).click();
    await page.getByText("1 kontakt er hentet").waitFor();

    const ring = async () => {
      const [callId] = await simulator.placeCall({ from: "44971020", to: ["202"] });
      return callId ?? "";
    };
    const callId = await ring();
    await page
      .getByText(/arbejde, fra Kontakter/i)
      .locator("visible=true")
      .waitFor();
    await page.getByRole("button", { name: "Åse Ødegård" }).first().click();
    await page.getByRole("textbox", { name: "Min note" }).fill("Levering om torsdagen");
    await page.keyboard.press("Escape");
    await simulator.hangUp(callId);
    await until(
      "the notification of the ring goes",
      () => app.notifications(),
      (seen) => seen.every(({ title, open }) => !title.includes("ringer") || !open),
    );
    await ring();
    const seen = await until(
      "it rings again",
      () => app.notifications(),
      (all) => all.filter(({ title, open }) => title === "Åse Ødegård ringer" && open).length > 0,
    );
    expect(seen.at(-1)?.body).toContain("Levering om torsdagen");
  });
});
