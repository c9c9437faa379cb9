import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import react from "@vitejs/plugin-react";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { build, preview } from "vite";
import { launchChromium } from "../tests/fakes/chromium.ts";

/**
 * Pictures of the window in every state worth looking at, on a fake main:
 *
 *     npm run screenshots -- [folder] [--only ringing,settings] [--locales da] [--themes light,dark]
 *
 * The page is built and served under the window's own content security policy, and anything that the browser reports
 * (an error, a blocked style) ends the run with exit code 1.
 */
const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
/** What the fixtures call "now". */
const NOW = Date.UTC(2026, 4, 12, 12, 3);
/** CSS pixels: the size in which the window opens. */
const SIZE = { width: 380, height: 640 };
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'";

interface Shot {
  scene: string;
  /** For a second picture of the same scene. */
  suffix?: string;
  locales?: readonly string[];
  themes?: readonly string[];
  /** Other than the window's, CSS pixels. */
  size?: { width: number; height: number };
  /** 2 is what a window of the same size shows at 200 % zoom. */
  zoom?: number;
  /** What to do before the picture is taken. */
  act?(page: Page): Promise<void>;
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const once = { locales: ["da"], themes: ["light"] };

const BAR = { width: 560, height: 120 };
const toHotkeys = (page: Page) => page.locator(".hotkey").first().scrollIntoViewIfNeeded();

const hotkeyShots: readonly Shot[] = [
  {
    scene: "hotkeys",
    size: { width: 380, height: 900 },
    act: (page) => page.locator(".hotkey").last().scrollIntoViewIfNeeded(),
  },
  {
    scene: "hotkeys",
    suffix: "recording",
    act: async (page) => {
      await page.locator(".hotkey").nth(1).getByRole("button").first().click();
      await page.keyboard.press("Control+Shift+D");
      await page.keyboard.down("Control");
      await page.keyboard.up("Control");
      await page.keyboard.press("Alt+F4");
    },
  },
  {
    scene: "hotkeys-troubled",
    size: { width: 380, height: 900 },
    act: (page) => page.locator(".hotkey").last().scrollIntoViewIfNeeded(),
  },
  { scene: "hotkeys-mac", act: toHotkeys },
  { scene: "hotkeys-wayland", ...once, act: toHotkeys },
  { scene: "bar", size: BAR },
  {
    scene: "bar-number",
    size: { width: 560, height: 170 },
    act: (page) => page.locator(".dial-option").first().waitFor(),
  },
  { scene: "bar", suffix: "name", size: { width: 560, height: 220 }, act: (page) => typeInBar(page, "jens") },
  { scene: "bar", suffix: "nothing-found", size: BAR, ...once, act: (page) => typeInBar(page, "zzz") },
  { scene: "bar", suffix: "emergency", size: { width: 560, height: 180 }, act: (page) => typeInBar(page, "112") },
  { scene: "bar-found", size: { width: 560, height: 300 } },
  { scene: "bar-nothing", size: BAR },
  { scene: "bar-permission", size: { width: 560, height: 160 } },
  { scene: "bar-wayland", size: { width: 560, height: 160 }, ...once },
  { scene: "bar-rings", size: { width: 560, height: 160 } },
  { scene: "bar-failed", size: { width: 560, height: 180 } },
  { scene: "bar-unsure", size: { width: 560, height: 180 }, ...once },
];

const shots: readonly Shot[] = [
  { scene: "history" },
  { scene: "ringing" },
  { scene: "two-calls" },
  { scene: "busy-colleagues" },
  { scene: "lift-phone" },
  { scene: "dial-failed" },
  { scene: "dial-unsure" },
  { scene: "dial-not-lifted" },
  { scene: "dialled-call" },
  { scene: "settings-dial-via", act: (page) => page.locator(".settings-section").nth(2).scrollIntoViewIfNeeded() },
  { scene: "settings-locked" },
  {
    scene: "settings",
    suffix: "links",
    act: (page) => page.locator(".link-handlers").scrollIntoViewIfNeeded(),
  },
  { scene: "settings", suffix: "search", act: (page) => page.locator(".search-input").last().fill("links") },
  {
    scene: "settings",
    suffix: "erase",
    act: async (page) => {
      await page.getByRole("button", { name: /^(Slet opkald|Delete calls)/ }).click();
      await page.locator(".erase-calls").scrollIntoViewIfNeeded();
    },
  },
  {
    scene: "settings",
    suffix: "diagnostics",
    act: (page) => page.getByRole("button", { name: /(Se|See) diagnosti/ }).click(),
  },
  {
    scene: "settings-well",
    suffix: "diagnostics",
    act: (page) => page.getByRole("button", { name: /(Se|See) diagnosti/ }).click(),
  },
  {
    scene: "settings",
    suffix: "search-nothing",
    ...once,
    act: (page) => page.locator(".search-input").last().fill("zzz"),
  },
  { scene: "dial-no-login", act: (page) => type(page, "86 51 51 51", "Enter") },
  { scene: "history", suffix: "suggestions", act: (page) => type(page, "jens") },
  { scene: "history", suffix: "number", act: (page) => type(page, "+45 86 51 51 51") },
  { scene: "history", suffix: "recent", act: (page) => page.keyboard.press("ArrowDown") },
  { scene: "history", suffix: "emergency", act: (page) => type(page, "112") },
  { scene: "history", suffix: "premium", ...once, act: (page) => type(page, "90121314") },
  { scene: "history", suffix: "foreign", act: (page) => type(page, "+46812345678") },
  { scene: "history", suffix: "nothing-found", ...once, act: (page) => type(page, "zzz") },
  { scene: "history", suffix: "missed", ...once, act: (page) => page.getByText("Ubesvarede", { exact: true }).click() },
  { scene: "empty" },
  { scene: "offline" },
  { scene: "revoked", ...once },
  { scene: "notices" },
  { scene: "updates" },
  { scene: "history-problem", ...once },
  { scene: "call-flows" },
  { scene: "call-flows-refused" },
  { scene: "call-flows-empty", ...once },
  { scene: "call-flows", suffix: "until", act: (page) => page.getByRole("button", { name: /^Frokost/ }).click() },
  {
    scene: "call-flows",
    suffix: "other-time",
    act: async (page) => {
      await page.getByRole("button", { name: /^Frokost/ }).click();
      await page.locator(".switch-until-choices > .button").last().click();
    },
  },
  { scene: "call-flows-timed" },
  { scene: "call-flows-timed", suffix: "coming", act: (page) => page.locator(".choice-field").nth(1).click() },
  { scene: "call-flows-timed", suffix: "history", act: (page) => page.locator(".choice-field").nth(2).click() },
  { scene: "call-flows", suffix: "no-history", ...once, act: (page) => page.locator(".choice-field").nth(2).click() },
  { scene: "call-flows", suffix: "none-coming", ...once, act: (page) => page.locator(".choice-field").nth(1).click() },
  { scene: "call-flows-direct" },
  { scene: "call-flows-offline" },
  { scene: "call-flows-many", ...once },
  { scene: "call-flows-many", suffix: "nothing", ...once, act: (page) => page.getByRole("textbox").fill("zzz") },
  { scene: "settings" },
  { scene: "settings", suffix: "end", act: (page) => scrollToEnd(page, ".settings") },
  {
    scene: "settings",
    suffix: "notifications",
    act: (page) => page.locator(".quiet-choices").scrollIntoViewIfNeeded(),
  },
  { scene: "settings-quiet", act: (page) => page.locator(".quiet-choices").scrollIntoViewIfNeeded() },
  { scene: "quiet" },
  { scene: "card", size: { width: 360, height: 155 } },
  { scene: "card-several", size: { width: 360, height: 480 } },
  { scene: "card-answered", size: { width: 360, height: 130 } },
  { scene: "card-missed", size: { width: 360, height: 155 } },
  { scene: "card-long", size: { width: 360, height: 220 }, ...once },
  ...hotkeyShots,
  { scene: "settings-no-login", ...once, act: (page) => scrollToEnd(page, ".settings") },
  { scene: "welcome" },
  { scene: "welcome", suffix: "code", act: (page) => page.getByRole("textbox").first().fill("ABCD-EFGH") },
  { scene: "welcome-refused", ...once, act: (page) => invite(page) },
  { scene: "confirm" },
  { scene: "first-check", act: (page) => page.locator(".confirm-pairing-actions button").first().click() },
  { scene: "confirm-replaces" },
  { scene: "welcome", suffix: "login", act: (page) => otherWay(page, 0) },
  { scene: "welcome", suffix: "direct", act: (page) => otherWay(page, 1) },
  { scene: "login" },
  { scene: "login", suffix: "refused", ...once, act: (page) => logIn(page) },
  { scene: "choose-employee" },
  { scene: "choose-employee", suffix: "nobody", ...once, act: (page) => page.getByRole("textbox").fill("zzz") },
  { scene: "confirm-direct" },
  { scene: "confirm-no-keychain", act: (page) => confirmPairing(page) },
  { scene: "direct" },
  { scene: "direct-settings", act: (page) => scrollToEnd(page, ".settings") },
  { scene: "settings", suffix: "sign-out", act: (page) => signOut(page) },
  { scene: "settings-insecure", act: (page) => page.locator(".insecure-make-call").scrollIntoViewIfNeeded() },
  { scene: "settings-insecure", suffix: "end", ...once, act: (page) => scrollToEnd(page, ".settings") },
  { scene: "dial-insecure", ...once, act: (page) => type(page, "86 51 51 51", "Enter") },
  { scene: "old-directory" },
  { scene: "long-names", ...once },
  { scene: "long-names-flows", ...once },
  { scene: "startup", ...once },
  { scene: "ringing-why" },
  { scene: "ringing-why", suffix: "matches", act: (page) => page.locator(".call-why .button").click() },
  { scene: "ringing-guess" },
  { scene: "people" },
  { scene: "people", suffix: "search", act: (page) => search(page, "jens") },
  { scene: "people", suffix: "search-number", ...once, act: (page) => search(page, "8651 51") },
  { scene: "people", suffix: "nothing-found", act: (page) => search(page, "zzz") },
  { scene: "people", suffix: "card", act: (page) => openPerson(page, "Jens Østergaard") },
  { scene: "people", suffix: "card-end", act: (page) => openPerson(page, "Jens Østergaard", true) },
  { scene: "people", suffix: "long-card", ...once, act: (page) => openPerson(page, "Anne-Margrethe") },
  { scene: "people-busy", suffix: "colleague", act: (page) => openPerson(page, "Mette Jensen") },
  { scene: "people-busy", ...once },
  { scene: "people-empty" },
  { scene: "people-problem", ...once },
  { scene: "people-many", ...once, act: (page) => scrollToEnd(page, ".people-scroller") },
  { scene: "people-long-names", ...once },
  { scene: "people", suffix: "new", act: (page) => page.locator(".search-bar > .button").nth(0).click() },
  { scene: "sources", suffix: "settings", ...once, act: (page) => toSources(page, false) },
  { scene: "sources", suffix: "people", ...once, act: (page) => page.getByRole("tab").nth(1).click() },
  { scene: "sources", act: (page) => toSources(page) },
  { scene: "sources", suffix: "end", act: (page) => toSourcesEnd(page) },
  { scene: "sources", suffix: "details", act: (page) => openSource(page, "Nextcloud") },
  { scene: "sources", suffix: "remove", act: (page) => askToRemove(page, "Nextcloud") },
  { scene: "sources-trouble", act: (page) => toSources(page) },
  { scene: "sources-trouble", suffix: "end", ...once, act: (page) => toSourcesEnd(page) },
  { scene: "sources-trouble", suffix: "access", ...once, act: (page) => openAccess(page) },
  { scene: "sources-long", ...once, act: (page) => toSources(page) },
  { scene: "sources-long", suffix: "details", ...once, act: (page) => openSource(page, "Foreningen") },
  { scene: "sources-empty", act: (page) => toSources(page) },
  { scene: "sources-carddav", suffix: "url", act: (page) => addSource(page, "url") },
  { scene: "sources-carddav", suffix: "form", act: (page) => addSource(page, "carddav") },
  { scene: "sources-carddav", suffix: "icloud", ...once, act: (page) => chooseProvider(page, 1) },
  { scene: "sources-carddav", suffix: "google", act: (page) => chooseProvider(page, 3) },
  { scene: "sources-carddav", suffix: "choose", act: (page) => findAddressBooks(page, "address-book") },
  { scene: "sources-refused", act: (page) => findAddressBooks(page, "problem-box") },
  { scene: "sources", suffix: "200", zoom: 2, ...once, act: (page) => toSources(page) },
  { scene: "sources", suffix: "details-200", zoom: 2, ...once, act: (page) => openSource(page, "Nextcloud") },
  { scene: "sources-carddav", suffix: "form-200", zoom: 2, ...once, act: (page) => addSource(page, "carddav") },
  { scene: "import-csv", suffix: "choose", act: (page) => startImport(page) },
  { scene: "import-csv", act: (page) => chooseFile(page) },
  { scene: "import-csv", suffix: "end", act: (page) => chooseFile(page, true) },
  { scene: "import-csv", suffix: "running", act: (page) => importFile(page) },
  { scene: "import-vcard", act: (page) => chooseFile(page) },
  { scene: "import-vcard", suffix: "done", act: (page) => importFile(page) },
  { scene: "import-refused", act: (page) => chooseFile(page) },
  { scene: "import-wide", act: (page) => chooseFile(page) },
  { scene: "import-wide", suffix: "end", ...once, act: (page) => chooseFile(page, true) },
  { scene: "import-wide", suffix: "200", zoom: 2, ...once, act: (page) => chooseFile(page) },
  { scene: "import-wide", suffix: "running", ...once, act: (page) => importFile(page) },
  { scene: "import-failed", act: (page) => importFile(page) },
  { scene: "import-left-out", act: (page) => showLeftOut(page) },
  { scene: "import-left-out", suffix: "200", zoom: 2, ...once, act: (page) => showLeftOut(page) },
  ...[
    "ringing",
    "busy-colleagues",
    "lift-phone",
    "call-flows",
    "call-flows-timed",
    "settings",
    "welcome",
    "confirm-replaces",
    "offline",
    "login",
    "choose-employee",
    "direct",
    "people",
  ].map((scene) => ({
    scene,
    suffix: "200",
    zoom: 2,
    ...once,
  })),
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string" }, locales: { type: "string" }, themes: { type: "string" } },
});
const folder = resolve(positionals[0] ?? join(root, "docs/screenshots"));
const only = values.only?.split(",");
const wantedLocales = values.locales?.split(",");
const wantedThemes = values.themes?.split(",");

const built = await mkdtemp(join(tmpdir(), "sidetone-preview-"));
const fonts = await mkdtemp(join(tmpdir(), "sidetone-fonts-"));
const problems: string[] = [];
try {
  await mkdir(folder, { recursive: true });
  await takeAll();
} finally {
  await rm(built, { recursive: true, force: true });
  await rm(fonts, { recursive: true, force: true });
}
if (problems.length > 0) {
  console.error(`The browser complained:\n${[...new Set(problems)].join("\n")}`);
  process.exitCode = 1;
}

async function takeAll(): Promise<void> {
  const shared = { configFile: false, root: join(root, "tests/preview"), base: "./", logLevel: "warn" } as const;
  await build({
    ...shared,
    plugins: [react()],
    build: { outDir: built, emptyOutDir: true, target: "chrome140", chunkSizeWarningLimit: 1500 },
  });
  const server = await preview({
    ...shared,
    build: { outDir: built },
    preview: { host: "127.0.0.1", port: 0, headers: { "Content-Security-Policy": POLICY } },
  });
  const address = server.resolvedUrls?.local[0];
  if (address === undefined) throw new Error("The preview server has no address");
  const browser = await launchChromium({ env: { ...environment(), FONTCONFIG_FILE: await fontPreference() } });
  try {
    for (const shot of shots) {
      if (only !== undefined && !only.includes(shot.scene)) continue;
      for (const locale of shot.locales ?? ["da", "en"]) {
        if (wantedLocales?.includes(locale) === false) continue;
        for (const theme of shot.themes ?? ["light", "dark"]) {
          if (wantedThemes?.includes(theme) !== false) await take(browser, address, shot, locale, theme);
        }
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

/** What "system-ui" stands for here: a plain sans serif about as wide as the desktop systems' own. */
async function fontPreference(): Promise<string> {
  const file = join(fonts, "fonts.conf");
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
      <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
      <match target="pattern">
        <edit name="family" mode="prepend" binding="strong"><string>Liberation Sans</string></edit>
      </match>
    </fontconfig>`,
  );
  return file;
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

async function take(browser: Browser, address: string, shot: Shot, locale: string, theme: string): Promise<void> {
  const zoom = shot.zoom ?? 1;
  const size = shot.size ?? SIZE;
  const context = await browser.newContext({
    viewport: { width: size.width / zoom, height: size.height / zoom },
    deviceScaleFactor: 2 * zoom,
    timezoneId: "Europe/Copenhagen",
    reducedMotion: "reduce",
  });
  try {
    const page = await context.newPage();
    const name = [shot.scene, shot.suffix, locale, theme].filter((part) => part !== undefined).join("-");
    page.on("pageerror", (error) => problems.push(`${name}: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") problems.push(`${name}: ${message.text()}`);
    });
    await page.clock.setFixedTime(NOW);
    await page.goto(`${address}index.html?${new URLSearchParams({ scene: shot.scene, locale, theme })}`);
    await page.locator("#root > *").first().waitFor();
    await shot.act?.(page);
    await checkAccessibility(page, name);
    // The card and the bar are windows as high as what they show.
    const popup = page.locator(".popup, .bar");
    const isPopup = (await popup.count()) > 0;
    const picture = { path: join(folder, `${name}.png`), animations: "disabled", caret: "hide" } as const;
    await (isPopup ? popup.screenshot(picture) : page.screenshot(picture));
  } finally {
    await context.close();
  }
}

/** Contrast, names, roles, reflow: whatever axe can find on a page as it is drawn. */
async function checkAccessibility(page: Page, name: string): Promise<void> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    // What react-aria says aloud stays in the page for seconds, when that which it names may be gone.
    const page = { exclude: ["[data-live-announcer]"] };
    const { violations } = await window.axe.run(page, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
  });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  problems.push(...found.map((violation) => `${name}: ${violation}`));
  if (wide) problems.push(`${name}: the page scrolls sideways`);
}

async function type(page: Page, text: string, key?: string): Promise<void> {
  await page.locator(".dial-input").fill(text);
  await page.locator(".dial-list:visible").first().waitFor();
  if (key === undefined) return;
  await page.locator(".dial-input").press(key);
  await page.getByRole("alert").filter({ hasText: /\S/ }).first().waitFor();
}

async function search(page: Page, text: string): Promise<void> {
  await page.locator(".search-input").fill(text);
  await page.locator(".search-results").waitFor();
}

async function openPerson(page: Page, name: string, isEnd = false): Promise<void> {
  await page.locator(".person-item-open", { hasText: name }).first().click();
  await page.locator(".contact-head").waitFor();
  if (isEnd) await scrollToEnd(page, ".page-body");
}

/** @param isInside whether to go on from the line in Settings to the page */
async function toSources(page: Page, isInside = true): Promise<void> {
  const section = page.locator(".settings-section").filter({ has: page.locator(".contact-sources") });
  await section.scrollIntoViewIfNeeded();
  if (!isInside) return;
  await section.locator("button").click();
  await page.locator(".sources-list").waitFor();
}

async function toSourcesEnd(page: Page): Promise<void> {
  await toSources(page);
  await scrollToEnd(page, ".page-body");
}

async function openSource(page: Page, name: string): Promise<void> {
  await toSources(page);
  await page.locator(".source-toggle", { hasText: name }).first().click();
  await page.locator(".source-details").scrollIntoViewIfNeeded();
}

async function askToRemove(page: Page, name: string): Promise<void> {
  await openSource(page, name);
  await page.locator(".source-more button").last().click();
  await page.locator(".source-remove").scrollIntoViewIfNeeded();
}

async function openAccess(page: Page): Promise<void> {
  await toSources(page);
  await page.locator(".source-links button").first().click();
}

async function addSource(page: Page, way: string): Promise<void> {
  await toSources(page);
  await page.locator(`[data-way=${way}]`).click();
  await page.locator(".subscribe-form").waitFor();
}

async function chooseProvider(page: Page, index: number): Promise<void> {
  await addSource(page, "carddav");
  await page.locator(".subscribe-form .choice-field").nth(index).click();
}

async function findAddressBooks(page: Page, until: string): Promise<void> {
  await chooseProvider(page, 1);
  await page.locator(".subscribe-form .text-input-field").first().fill("anna@icloud.com");
  await page.locator(".subscribe-form input[type=password]").fill("TopSecret");
  await page.locator(".subscribe-form input[type=password]").press("Enter");
  await page.locator(`.${until}`).first().waitFor();
}

async function startImport(page: Page): Promise<void> {
  await toSources(page);
  await page.locator("[data-way=import]").click();
  await page.locator(".import-choose").waitFor();
}

async function chooseFile(page: Page, isEnd = false): Promise<void> {
  await startImport(page);
  await page.locator(".import-choose .button-primary").click();
  await page.locator(".import-preview, .problem-box").first().waitFor();
  await page
    .locator(".page-body")
    .last()
    .evaluate((element, end) => element.scrollTo(0, end ? 10_000 : 0), isEnd);
}

async function importFile(page: Page): Promise<void> {
  await chooseFile(page);
  await page.locator(".import-start .button").click();
  await page.locator(".import-running, .import-result").first().waitFor();
}

async function showLeftOut(page: Page): Promise<void> {
  await importFile(page);
  await page.locator(".import-result .button-link").click();
  await page.locator(".report-lines").waitFor();
}

async function invite(page: Page): Promise<void> {
  await page.getByRole("textbox").fill("sidetone://pair?relay=https%3A%2F%2Frelay.nordlys.example&code=abc");
  await page.getByRole("textbox").press("Enter");
  await page.locator(".problem-box").waitFor();
}

async function typeInBar(page: Page, text: string): Promise<void> {
  await page.getByRole("combobox").fill(text);
  await page.locator(".dial-option, .dial-nothing").first().waitFor();
}

async function scrollToEnd(page: Page, selector: string): Promise<void> {
  await page.locator(selector).evaluate((element) => element.scrollTo(0, element.scrollHeight));
}

/** @param index of the ways that need no invitation */
async function otherWay(page: Page, index: number): Promise<void> {
  await page.locator(".welcome-ways button").nth(index).click();
  await page.locator(".pairing-page").waitFor();
}

async function logIn(page: Page): Promise<void> {
  await page.getByRole("textbox").first().fill("anna@nordlys.example");
  await page.locator("input[type=password]").fill("TopSecret");
  await page.locator("input[type=password]").press("Enter");
  await page.locator(".problem-box").waitFor();
}

async function confirmPairing(page: Page): Promise<void> {
  await page.locator(".confirm-pairing-actions button").first().click();
  await page.locator(".keep-secrets").waitFor();
}

async function signOut(page: Page): Promise<void> {
  await page.locator(".pairing-info ~ .settings-actions button").last().click();
  await scrollToEnd(page, ".settings");
}
