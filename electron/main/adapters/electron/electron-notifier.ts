import { Notification, type NotificationConstructorOptions } from "electron";
import type { Logger } from "../../ports/logger.ts";
import type { NotificationContent, NotificationEvent, Notifier } from "../../ports/notifier.ts";

/** Native notifications through Electron's `Notification`. */
export class ElectronNotifier implements Notifier {
  readonly #platform: NodeJS.Platform;
  readonly #logger: Logger;
  // Electron closes a notification whose object is garbage-collected, so what is on the screen is held here.
  readonly #shown = new Map<string, Notification>();
  readonly #listeners: ((event: NotificationEvent) => void)[] = [];

  constructor(platform: NodeJS.Platform, logger: Logger) {
    this.#platform = platform;
    this.#logger = logger;
  }

  show(id: string, content: NotificationContent): void {
    this.#shown.get(id)?.close();
    if (!Notification.isSupported()) {
      this.#emit({ type: "failed", id, reason: "this system shows no notifications" });
      return;
    }
    const notification = new Notification(this.#options(id, content));
    this.#shown.set(id, notification);
    notification.on("click", () => this.#emit({ type: "click", id }));
    notification.on("action", (_event, index) => this.#emit({ type: "action", id, index }));
    notification.on("close", () => {
      // The one that this replaced closes too, and says nothing about the new one.
      if (this.#shown.get(id) !== notification) return;
      this.#shown.delete(id);
      this.#emit({ type: "close", id });
    });
    notification.on("failed", (_event, reason) => {
      this.#logger.warn("the system did not show a notification", { reason });
      if (this.#shown.get(id) === notification) this.#shown.delete(id);
      this.#emit({ type: "failed", id, reason });
    });
    notification.show();
  }

  close(id: string): void {
    const notification = this.#shown.get(id);
    this.#shown.delete(id);
    notification?.close();
  }

  onEvent(listener: (event: NotificationEvent) => void): void {
    this.#listeners.push(listener);
  }

  #emit(event: NotificationEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  #options(id: string, content: NotificationContent): NotificationConstructorOptions {
    const options: NotificationConstructorOptions = {
      title: content.title,
      body: content.body,
      silent: content.silent,
      actions: content.actions.map((text) => ({ type: "button", text })),
    };
    if (this.#platform === "darwin") return { ...options, id };
    const urgent = {
      urgency: content.urgency,
      timeoutType: content.urgency === "critical" ? "never" : "default",
    } as const;
    return this.#platform === "win32" ? { ...options, ...urgent, id } : { ...options, ...urgent };
  }
}
