import type { Browser, Page } from "playwright-core";
import type { DesktopClient } from "../../tools/electron-double/desktop-client.ts";
import type { ShownMenuItem } from "../../tools/electron-double/desktop-contract.ts";
import { type LaunchOptions, launchOnDouble } from "../../tools/electron-double/launch.ts";
import { type AppUnderTest, until } from "./app-under-test.ts";

interface AppOnDouble extends AppUnderTest {
  /** By the labels from the top of the tray's menu down. */
  chooseFromTray(...path: string[]): Promise<void>;
  /** What the system's dialog is answered with, once one is open. */
  chooseInDialog(...paths: string[]): Promise<void>;
  /** The call card, once it has come up. */
  openCard(): Promise<Page>;
  /** Whether the call card is there to be seen. */
  cardIsVisible(): Promise<boolean>;
  /** The dial bar, once a hotkey has opened it. */
  openBar(): Promise<Page>;
  /** Whether the dial bar is there to be seen. */
  barIsVisible(): Promise<boolean>;
  desktop: DesktopClient;
  /** The labels of the tray's menu, those of submenus too. */
  trayLabels(): Promise<string[]>;
}

/** The built bundles on the stand-in for Electron, their window in Chromium. */
export async function startOnDouble(
  browser: Browser,
  userDataDir: string,
  main = "out/main/index.js",
  system: Pick<LaunchOptions, "env"> = {},
): Promise<AppOnDouble> {
  const app = await launchOnDouble({ main, userDataDir, locale: "da-DK", ...system });
  const context = await browser.newContext({ viewport: { width: 380, height: 640 }, locale: "da-DK" });
  const urlOf = (page: OwnPage) =>
    app.desktop.waitFor((state) => state.windows.find((window) => isPage(window, page))?.url, {
      what: `a window with the page ${page}`,
    });
  return {
    async openWindow() {
      const { windows } = await app.desktop.state();
      if (!windows.some((window) => window.visible && isPage(window, "index"))) await app.desktop.clickTray();
      const page = await context.newPage();
      await page.goto(await urlOf("index"));
      return page;
    },
    async openCard() {
      const page = await context.newPage();
      await page.goto(await urlOf("card"));
      return page;
    },
    async openBar() {
      const page = await context.newPage();
      await page.goto(await urlOf("dial-bar"));
      return page;
    },
    async barIsVisible() {
      const { windows } = await app.desktop.state();
      return windows.some((window) => window.visible && isPage(window, "dial-bar"));
    },
    async cardIsVisible() {
      const { windows } = await app.desktop.state();
      return windows.some((window) => window.visible && isPage(window, "card"));
    },
    desktop: app.desktop,
    async notifications() {
      const { notifications } = await app.desktop.state();
      return notifications.map(({ title, body, status }) => ({ title, body, open: status === "open" }));
    },
    chooseFromTray: (...path) => app.desktop.clickTrayMenuItem(...path),
    async chooseInDialog(...paths) {
      const open = await until(
        "a dialog is open",
        async () => (await app.desktop.state()).dialogs.find(({ answered }) => !answered),
        (dialog) => dialog !== undefined,
      );
      await app.desktop.answerDialog(open?.id ?? "", 0, { paths });
    },
    trayLabels: async () => labelsOf((await app.desktop.state()).tray?.menu ?? []),
    openLink: (url) => app.desktop.openUrl(url),
    async close() {
      await context.close();
      await app.close();
    },
  };
}

type OwnPage = "index" | "card" | "dial-bar";

function isPage({ url = "" }: { url?: string }, page: OwnPage): boolean {
  return url.includes(`/${page}.html`);
}

function labelsOf(menu: readonly ShownMenuItem[]): string[] {
  return menu.flatMap(({ label, submenu = [] }) => [label, ...labelsOf(submenu)]);
}
