import type { ActivationArguments, Notification, NotificationConstructorOptions } from "electron";
import { CommandRefused, type Desktop } from "./desktop.ts";
import type { ShownNotification } from "./desktop-contract.ts";
import { createEvent, KnownEvents, refuseUnknownOfClass } from "./refuse-unknown.ts";
import { readActivation, readToast, type Toast } from "./toast.ts";

type Offered = Pick<
  Notification,
  | "show"
  | "close"
  | "id"
  | "groupId"
  | "title"
  | "subtitle"
  | "body"
  | "silent"
  | "actions"
  | "urgency"
  | "timeoutType"
  | "hasReply"
  | "replyPlaceholder"
  | "toastXml"
>;

/** By the id they put a notification in the place of the one before; libnotify gives Electron no such way. */
const REPLACING = new Set(["darwin", "win32"]);

/** The `Notification` class of one running app. */
export function createNotificationClass(desktop: Desktop, platform: string, isReady: () => boolean) {
  /** All ever, as the desktop's log shows them. */
  const log: ShownNotification[] = [];
  const open = new Map<string, NotificationDouble>();
  let lastId = 0;
  let activated: ((details: ActivationArguments) => void) | undefined;
  /** What was touched before anybody listened. */
  const waiting: ActivationArguments[] = [];

  class NotificationDouble extends KnownEvents implements Offered {
    readonly id: string;
    readonly groupId: string;
    title: string;
    subtitle: string;
    body: string;
    silent: boolean;
    actions: Notification["actions"];
    urgency: Notification["urgency"];
    timeoutType: Notification["timeoutType"];
    hasReply: boolean;
    replyPlaceholder: string;
    toastXml: string;
    #toast: Toast | undefined;
    #shown: ShownNotification | undefined;

    constructor(options: NotificationConstructorOptions = {}) {
      super("Notification", ["show", "click", "close", "action", "reply", "failed"]);
      if (!isReady()) throw new Error("Cannot create Notification before app is ready");
      this.id = options.id ?? crypto.randomUUID();
      this.groupId = options.groupId ?? "";
      this.title = options.title ?? "";
      this.subtitle = options.subtitle ?? "";
      this.body = options.body ?? "";
      this.silent = options.silent ?? false;
      this.actions = options.actions ?? [];
      this.urgency = options.urgency ?? "normal";
      this.timeoutType = options.timeoutType ?? "default";
      this.hasReply = options.hasReply ?? false;
      this.replyPlaceholder = options.replyPlaceholder ?? "";
      this.toastXml = options.toastXml ?? "";
    }

    /** Windows only: elsewhere Electron's class has not got it. */
    static handleActivation(callback: (details: ActivationArguments) => void): void {
      if (platform !== "win32") throw new TypeError("Notification.handleActivation is not a function");
      activated = callback;
      for (const details of waiting.splice(0)) callback(details);
    }

    /** macOS only; the desktop of a run begins empty, so what is there is this run's. */
    static async getHistory(): Promise<NotificationDouble[]> {
      if (platform !== "darwin") throw new TypeError("Notification.getHistory is not a function");
      return [...open.values()];
    }

    static isSupported(): boolean {
      return true;
    }

    show(): void {
      // Showing the same object again shows it anew.
      this.close();
      const toast = platform === "win32" && this.toastXml !== "" ? readToast(this.toastXml) : undefined;
      const failed = desktop.failures.notificationFailed || typeof toast === "string";
      this.#toast = typeof toast === "string" ? undefined : toast;
      const shown: ShownNotification = {
        id: String(++lastId),
        title: this.#toast?.title ?? this.title,
        subtitle: this.subtitle,
        body: this.#toast?.body ?? this.body,
        silent: this.#toast?.silent ?? this.silent,
        urgency: this.urgency,
        actions: this.#toast?.buttons.map(({ text }) => text) ?? this.actions.map((action) => action.text ?? ""),
        ...(this.#toast === undefined ? {} : { toastXml: this.toastXml }),
        hasReply: this.hasReply,
        replyPlaceholder: this.replyPlaceholder,
        status: failed ? "failed" : "open",
        shownAt: Date.now(),
      };
      log.push(shown);
      desktop.changed();
      if (failed) {
        const reason = typeof toast === "string" ? toast : "the desktop was told to refuse notifications";
        setImmediate(() => this.emit("failed", createEvent({}), reason));
        return;
      }
      if (REPLACING.has(platform)) for (const other of open.values()) if (other.id === this.id) other.replaced();
      this.#shown = shown;
      open.set(shown.id, this);
      setImmediate(() => this.emit("show", createEvent({})));
    }

    close(): void {
      if (this.#takeAway()) setImmediate(() => this.emit("close", createEvent({})));
    }

    /** Another with the same id took its place: the system says nothing about it. */
    replaced(): void {
      this.#takeAway();
    }

    /** He touched the toast itself. */
    click(): void {
      if (this.#toast === undefined) this.emit("click", createEvent({}));
      else activate(this.#toast.launch);
    }

    press(index: number): void {
      const button = this.#toast?.buttons[index];
      if (button === undefined) this.#act(index);
      else activate(button.arguments);
    }

    /** Windows told of a toast with this one's tag. */
    activated(type: string, action: number | undefined): void {
      if (type === "action" && action !== undefined) this.#act(action);
      else this.emit("click", createEvent({}));
    }

    get buttonCount(): number {
      return this.#toast?.buttons.length ?? this.actions.length;
    }

    #act(index: number): void {
      this.emit("action", createEvent({ actionIndex: index, selectionIndex: -1 }), index, -1);
    }

    /** @returns whether it was there */
    #takeAway(): boolean {
      const shown = this.#shown;
      if (shown === undefined) return false;
      this.#shown = undefined;
      open.delete(shown.id);
      shown.status = "closed";
      shown.closedAt = Date.now();
      desktop.changed();
      return true;
    }
  }
  refuseUnknownOfClass(NotificationDouble, "Notification");

  /** A toast is touched: told to its object, where there is one, and to whoever handles all. */
  function activate(text: string): void {
    const { type, tag, action } = readActivation(text);
    for (const notification of open.values()) if (notification.id === tag) notification.activated(type, action);
    const details = { type, arguments: text, ...(action === undefined ? {} : { actionIndex: action }) };
    if (activated === undefined) waiting.push(details);
    else activated(details);
  }

  const find = (id: string) => {
    const found = open.get(id);
    if (found === undefined) throw new CommandRefused(`notification ${id} is not on the screen`);
    return found;
  };
  // A desktop takes a notification away when it has been answered.
  desktop.onCommand("clickNotification", ({ id }) => {
    const notification = find(id);
    setImmediate(() => {
      notification.click();
      notification.close();
    });
  });
  desktop.onCommand("actOnNotification", ({ id, index }) => {
    const notification = find(id);
    if (index >= notification.buttonCount) throw new CommandRefused(`notification ${id} has no action ${index}`);
    setImmediate(() => {
      notification.press(index);
      notification.close();
    });
  });
  desktop.onCommand("replyToNotification", ({ id, text }) => {
    const notification = find(id);
    if (!notification.hasReply) throw new CommandRefused(`notification ${id} takes no reply`);
    setImmediate(() => {
      notification.emit("reply", createEvent({ reply: text }), text);
      notification.close();
    });
  });
  desktop.onCommand("timeOutNotification", ({ id }) => {
    if (platform !== "win32") throw new CommandRefused("there is no Action Center here");
    const notification = find(id);
    setImmediate(() => notification.emit("close", createEvent({ reason: "timedOut" })));
  });
  desktop.onCommand("activateToast", ({ arguments: text }) => setImmediate(() => activate(text)));
  desktop.onCommand("closeNotification", ({ id }) => find(id).close());
  desktop.show("notifications", () => log.map((shown) => ({ ...shown })));
  return NotificationDouble;
}
