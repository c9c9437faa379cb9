import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../../../tests/fakes/chromium.ts";
import { launchOnDouble } from "../../electron-double/launch.ts";
import { Samples, type Spread } from "../contacts/samples.ts";
import { makeAppWorld } from "./app-world.ts";
import { MAIN } from "./main-script.ts";

/** The size in which the window opens. CSS pixels. */
const SIZE = { width: 380, height: 640 };
const WHEELS = 400;
const WHEEL_PIXELS = 600;
const JUMPS = 400;

/** The window in Chromium, with a history of so many calls. Milliseconds. */
export interface WindowTimes {
  calls: number;
  /** From the start of the load to the calls drawn. */
  firstView: Spread;
  /** Of a page that asks main the same and draws one line: what browser and stand-in take by themselves. */
  floor: Spread;
  scrolls: ScrollTimes[];
}

interface ScrollTimes {
  how: "wheel" | "to the end, over and over";
  /** Of the list, when it was done. */
  rows: number;
  longTasks: number;
  longestTask: number;
  /** Between two frames. */
  longestFrame: number;
}

declare global {
  interface Window {
    drawnAt?: number;
    tasks: number[];
    longestFrame: number;
  }
}

export async function measureWindow(calls: number, loads: number): Promise<WindowTimes> {
  const world = await makeAppWorld({ contacts: 10_000, calls });
  const app = await launchOnDouble({ main: MAIN, userDataDir: world.userDataDir, locale: "da-DK" });
  const browser = await launchChromium();
  try {
    await app.desktop.waitFor(({ tray }) => tray?.tooltip.includes("Forbundet"), { what: "the app is connected" });
    await app.desktop.clickTray();
    const url = await app.desktop.windowUrl();
    const page = await newPage(browser);
    await page.goto(url);
    const firstView = await times(page, loads);
    const scrolls = [await wheel(page), await jump(page)];
    // A window of the app has one page: this one is the last.
    const floor = await floorTimes(browser, url, loads);
    return { calls, firstView, floor, scrolls };
  } finally {
    await browser.close();
    await app.close();
    await world.close();
    world.remove();
  }
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZE, locale: "da-DK" });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.tasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.tasks.push(duration);
    }).observe({ type: "longtask", buffered: true });
    // Drawn is when the frame after the one that has it begins.
    const look = () => {
      if (document.querySelector(".history-item, .floor") === null) requestAnimationFrame(look);
      else {
        requestAnimationFrame(() => {
          window.drawnAt = performance.now();
        });
      }
    };
    requestAnimationFrame(look);
  });
  return page;
}

async function times(page: Page, loads: number): Promise<Spread> {
  const samples = new Samples();
  for (let load = 0; load < loads; load += 1) {
    await page.reload();
    await page.waitForFunction(() => window.drawnAt !== undefined);
    samples.add((await page.evaluate(() => window.drawnAt)) ?? Number.NaN);
  }
  return samples.spread();
}

/** A page on the same stand-in that asks main the same, and draws a line. */
async function floorTimes(browser: Browser, url: string, loads: number): Promise<Spread> {
  const page = await newPage(browser);
  await page.route("**/assets/index-*.js", (route) => route.fulfill({ contentType: "text/javascript", body: FLOOR }));
  await page.goto(url);
  const spread = await times(page, loads);
  await page.context().close();
  return spread;
}

const FLOOR = `
  const { request } = window.sidetone;
  Promise.all([request("snapshot.get"), request("calls.history", { filter: "all", limit: 50 })]).then(() => {
    document.body.innerHTML = '<p class="floor">.</p>';
  });
`;

async function wheel(page: Page): Promise<ScrollTimes> {
  await begin(page);
  await page.locator(".history-scroller").hover();
  for (let turn = 0; turn < WHEELS; turn += 1) await page.mouse.wheel(0, WHEEL_PIXELS);
  return end(page, "wheel");
}

/** Each jump brings another page of calls. */
async function jump(page: Page): Promise<ScrollTimes> {
  await begin(page);
  for (let turn = 0; turn < JUMPS; turn += 1) {
    const height = await page.evaluate(() => {
      const scroller = document.querySelector(".history-scroller");
      scroller?.scrollTo(0, scroller.scrollHeight);
      return scroller?.scrollHeight ?? 0;
    });
    await page.waitForFunction(
      (before) => (document.querySelector(".history-scroller")?.scrollHeight ?? 0) > before,
      height,
    );
  }
  return end(page, "to the end, over and over");
}

async function begin(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.tasks = [];
    window.longestFrame = 0;
    let last = performance.now();
    const frame = (now: number) => {
      window.longestFrame = Math.max(window.longestFrame, now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

async function end(page: Page, how: ScrollTimes["how"]): Promise<ScrollTimes> {
  return page.evaluate((name) => {
    const list = document.querySelector(".history-list");
    return {
      how: name,
      rows: Math.round((list?.getBoundingClientRect().height ?? 0) / 52),
      longTasks: window.tasks.length,
      longestTask: Math.max(0, ...window.tasks),
      longestFrame: window.longestFrame,
    };
  }, how);
}
