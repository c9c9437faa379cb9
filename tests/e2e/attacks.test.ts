import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { BRIDGE_NAME } from "../../shared/ipc/channels.ts";
import { requests } from "../../shared/ipc/contract.ts";
import { createDemoWorld } from "../../tools/demo/demo-world.ts";
import { launchChromium, whyNoChromium } from "../fakes/chromium.ts";
import { startOnDouble } from "./app-on-double.ts";

let browser: Browser | undefined;
beforeAll(async () => {
  if (whyNoChromium() === undefined) browser = await launchChromium();
});
afterAll(() => browser?.close());

/** What a request is not to get. */
const junk = [null, 1, -1, "x", "x".repeat(100_000), [], [[]], {}, { id: {} }, { text: 1 }, { __proto__: null }, true];

/** The window of a paired app, in the hands of somebody who can run what he likes in it. */
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
  return { page, app };
}

describe("a page that has gone bad", () => {
  it("asks everything with junk, and gets refusals; the app goes on", async ({ skip }) => {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(reason);
    const { page, app } = await setUp();
    const names = [...Object.keys(requests), "constructor", "__proto__", "", "fs.readFile"];
    const answers = await page.evaluate(
      async ({ bridgeName, asked, junk: values }) => {
        const bridge = (
          window as unknown as Record<string, { request(name: string, input: unknown): Promise<unknown> }>
        )[bridgeName];
        const all: [string, unknown][] = [];
        for (const name of asked) for (const value of values) all.push([name, await bridge?.request(name, value)]);
        return all;
      },
      { bridgeName: BRIDGE_NAME, asked: names, junk },
    );
    expect(answers).toHaveLength(names.length * junk.length);
    const taken = answers.filter(([, answer]) => (answer as { ok: boolean }).ok).map(([name]) => name);
    // To these an empty object says nothing, which is no harm.
    expect(new Set(taken)).toEqual(new Set(["settings.update"]));
    for (const [, answer] of answers) expect(answer).toHaveProperty("ok");
    expect((await app.notifications()).filter(({ open }) => open)).toEqual([]);
    await page.getByText("Forbundet", { exact: true }).first().waitFor();
  });

  it("runs no code that is not the app's, and reaches no network, no frame, no window and no other page", async ({
    skip,
  }) => {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(reason);
    const { page } = await setUp();
    const done = await page.evaluate(async () => {
      const ran: string[] = [];
      Object.assign(globalThis, { ran: (what: string) => ran.push(what) });
      const script = document.createElement("script");
      script.textContent = "globalThis.ran('inline script')";
      document.body.append(script);
      const image = document.createElement("img");
      image.setAttribute("onerror", "globalThis.ran('attribute')");
      image.src = "https://evil.example/x.png";
      document.body.append(image);
      // Later: what the debugger runs itself may do this.
      await new Promise<void>((resolve) => {
        setTimeout(() => {
          try {
            new Function("globalThis.ran('eval')")();
          } finally {
            resolve();
          }
        });
      }).catch(() => undefined);
      const failed = async (what: () => Promise<unknown>) =>
        what().then(
          () => false,
          () => true,
        );
      const frame = document.createElement("iframe");
      frame.src = location.href;
      document.body.append(frame);
      const framed = await new Promise((resolve) => {
        frame.addEventListener("load", () =>
          resolve(frame.contentDocument?.querySelector("#root") !== null && frame.contentDocument !== null),
        );
        setTimeout(() => resolve(false), 2_000);
      });
      const opened = window.open("https://evil.example/");
      return {
        ran,
        framed,
        opened: opened !== null,
        fetched: !(await failed(() => fetch("https://evil.example/"))),
        fetchedOwn: !(await failed(() => fetch("/index.html"))),
        node:
          typeof (globalThis as { require?: unknown }).require !== "undefined" ||
          typeof (globalThis as { process?: unknown }).process !== "undefined",
      };
    });
    expect(done).toEqual({ ran: [], framed: false, opened: false, fetched: false, fetchedOwn: false, node: false });
  });

  it("goes nowhere", async ({ skip }) => {
    const reason = whyNoChromium();
    if (reason !== undefined) skip(reason);
    const { page, app } = await setUp();
    const before = page.url();
    await page.evaluate(() => {
      location.href = "https://evil.example/";
    });
    await page.getByText("Forbundet", { exact: true }).first().waitFor();
    expect(page.url()).toBe(before);
    expect((await app.desktop.state()).windows.filter(({ visible }) => visible)).toHaveLength(1);
  });
});
