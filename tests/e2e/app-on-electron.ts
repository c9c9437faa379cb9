import { _electron } from "playwright-core";
import type { AppUnderTest, SeenNotification } from "./app-under-test.ts";

/** The built bundles on Electron itself. */
export async function startOnElectron(executablePath: string, userDataDir: string): Promise<AppUnderTest> {
  const app = await _electron.launch({
    executablePath,
    args: [
      ".",
      `--user-data-dir=${userDataDir}`,
      "--lang=da",
      ...(process.platform === "linux" ? ["--no-sandbox"] : []),
    ],
    locale: "da-DK",
  });
  // The system shows notifications where no test can see them, so what is asked of it is noted here.
  await app.evaluate(({ Notification }) => {
    const seen: SeenNotification[] = [];
    Object.assign(globalThis, { seenNotifications: seen });
    const show = Notification.prototype.show;
    Notification.prototype.show = function () {
      const entry = { title: this.title, body: this.body, open: true };
      seen.push(entry);
      this.once("close", () => {
        entry.open = false;
      });
      const close = this.close.bind(this);
      this.close = () => {
        entry.open = false;
        close();
      };
      show.call(this);
    };
  });
  return {
    async openWindow() {
      await app.evaluate(({ app: electronApp }) => electronApp.emit("activate"));
      return await app.firstWindow();
    },
    notifications: () =>
      app.evaluate(() => (globalThis as unknown as { seenNotifications: SeenNotification[] }).seenNotifications),
    openLink: (url) =>
      app.evaluate(({ app: electronApp }, link) => {
        electronApp.emit("open-url", { preventDefault() {} }, link);
      }, url),
    close: () => app.close(),
  };
}
