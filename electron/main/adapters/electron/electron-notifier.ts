import { type ActivationArguments, Notification, type NotificationConstructorOptions } from "electron";
import type { Clock } from "../../ports/clock.ts";
import type { NotificationHealth } from "../../ports/health.ts";
import type { Logger } from "../../ports/logger.ts";
import type { NotificationContent, NotificationEvent, Notifier } from "../../ports/notifier.ts";
import { ActivationRouter } from "./activation-router.ts";
import { idOfToastTag, readToastArguments, toastTag } from "./toast-arguments.ts";
import { toastXml } from "./toast-xml.ts";

const REMEMBERED_TAGS = 200;

interface Shown {
  notification: Notification;
  showing: string;
}

/** Native notifications through Electron's `Notification`. */
export class ElectronNotifier implements Notifier, NotificationHealth {
  readonly #platform: NodeJS.Platform;
  readonly #logger: Logger;
  readonly #router = new ActivationRouter();
  // Electron may close a notification whose object is garbage-collected, so what is on the screen is held here.
  readonly #shown = new Map<string, Shown>();
  /** Those of `#shown` that an earlier run showed. */
  readonly #earlier = new Set<string>();
  /** Tags that are not their id in other letters. */
  readonly #ids = new Map<string, string>();
  /** So that showings of this run are told from those of earlier ones. */
  readonly #run: number;
  #showings = 0;
  #health: "shown" | "untried" | "failed" = "untried";

  constructor(platform: NodeJS.Platform, clock: Clock, logger: Logger) {
    this.#platform = platform;
    this.#logger = logger;
    this.#run = clock.now();
  }

  /**
   * From now on also what was touched before the app was started is told, and what earlier runs showed. Call it when
   * everybody listens.
   */
  start(): void {
    // Elsewhere neither method is there.
    if (this.#platform === "win32") Notification.handleActivation((details) => this.#activated(details));
    if (this.#platform === "darwin") void this.#takeUpEarlier();
  }

  /** By the last one that was asked for: the system tells of no permission. */
  health(): "shown" | "untried" | "failed" | "unsupported" {
    return Notification.isSupported() ? this.#health : "unsupported";
  }

  show(id: string, content: NotificationContent): void {
    const before = this.#shown.get(id);
    const showing = this.#nextShowing();
    if (!Notification.isSupported()) {
      this.#router.route({ type: "failed", id, reason: "this system shows no notifications" }, showing);
      return;
    }
    const notification = new Notification(this.#options(id, content, showing));
    this.#shown.set(id, { notification, showing });
    this.#earlier.delete(id);
    const isCurrent = () => this.#shown.get(id)?.notification === notification;
    notification.on("click", () => this.#router.route({ type: "click", id }, showing));
    notification.on("action", ({ actionIndex }) => {
      const action = content.actions[actionIndex]?.id;
      if (action !== undefined) this.#router.route({ type: "action", id, action }, showing);
    });
    notification.on("close", ({ reason }) => {
      // The one that this replaced closes too, and says nothing about the new one. On Windows one whose time on the screen
      // is over lies in the Action Center, from where it can still be touched, and taken away.
      if (!isCurrent() || reason === "timedOut") return;
      this.#shown.delete(id);
      this.#router.route({ type: "close", id }, showing);
    });
    notification.on("show", () => {
      this.#health = "shown";
    });
    notification.on("failed", (_event, reason) => {
      this.#health = "failed";
      this.#logger.warn("the system did not show a notification", { reason });
      if (isCurrent()) this.#shown.delete(id);
      this.#router.route({ type: "failed", id, reason }, showing);
    });
    // By the id macOS and Windows put the new one in the old one's place; libnotify knows none.
    if (this.#platform !== "darwin" && this.#platform !== "win32") before?.notification.close();
    notification.show();
  }

  close(id: string): void {
    const shown = this.#shown.get(id);
    this.#shown.delete(id);
    this.#earlier.delete(id);
    shown?.notification.close();
  }

  closeEarlier(isMeant: (id: string) => boolean): void {
    for (const id of [...this.#earlier].filter(isMeant)) this.close(id);
  }

  onEvent(listener: (event: NotificationEvent) => void): void {
    this.#router.onEvent(listener);
  }

  /** macOS keeps notifications when the app ends, and hands them to the next run without their buttons. */
  async #takeUpEarlier(): Promise<void> {
    const delivered = await Notification.getHistory().catch((error: unknown) => {
      this.#logger.warn("earlier notifications are not known", { error: String(error) });
      return [];
    });
    for (const notification of delivered) {
      const { id } = notification;
      // Its call has been told anew since.
      if (this.#shown.has(id)) continue;
      const showing = this.#nextShowing();
      this.#shown.set(id, { notification, showing });
      this.#earlier.add(id);
      notification.on("click", () => this.#router.route({ type: "click", id }, showing));
      notification.on("action", () => this.#router.route({ type: "click", id }, showing));
      notification.on("close", () => {
        if (this.#shown.get(id)?.notification !== notification) return;
        this.#shown.delete(id);
        this.#earlier.delete(id);
        this.#router.route({ type: "close", id }, showing);
      });
    }
  }

  #activated({ arguments: text }: ActivationArguments): void {
    const args = readToastArguments(text);
    const id = args === undefined ? undefined : (this.#ids.get(args.tag) ?? idOfToastTag(args.tag));
    if (args === undefined || id === undefined) {
      this.#logger.warn("a notification was touched that is not known");
      return;
    }
    const { action, showing } = args;
    this.#router.route(
      action === undefined ? { type: "click", id } : { type: "action", id, action: action.id },
      showing,
    );
  }

  #rememberTag(tag: string, id: string): void {
    this.#ids.set(tag, id);
    const oldest = this.#ids.keys().next().value;
    if (this.#ids.size > REMEMBERED_TAGS && oldest !== undefined) this.#ids.delete(oldest);
  }

  #nextShowing(): string {
    this.#showings += 1;
    return `${this.#run}-${this.#showings}`;
  }

  #options(id: string, content: NotificationContent, showing: string): NotificationConstructorOptions {
    const options: NotificationConstructorOptions = {
      title: content.title,
      body: content.body,
      silent: content.silent,
      actions: content.actions.map(({ text }) => ({ type: "button", text })),
    };
    if (this.#platform === "darwin") return { ...options, id };
    const lasts = content.stay !== "passing";
    if (this.#platform === "win32") {
      const tag = toastTag(id);
      if (idOfToastTag(tag) === undefined) this.#rememberTag(tag, id);
      return { ...options, id: tag, toastXml: toastXml(content, tag, showing) };
    }
    return {
      ...options,
      urgency: content.stay === "call" ? "critical" : "normal",
      timeoutType: lasts ? "never" : "default",
    };
  }
}
