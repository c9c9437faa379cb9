import type { Notification, NotificationConstructorOptions } from "electron";
import { CommandRefused, type Desktop } from "./desktop.ts";
import type { ShownNotification } from "./desktop-contract.ts";
import { createEvent, KnownEvents, refuseUnknownOfClass } from "./refuse-unknown.ts";

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
>;

/** The `Notification` class of one running app. */
export function createNotificationClass(desktop: Desktop, isReady: () => boolean) {
  /** All ever, as the desktop's log shows them. */
  const log: ShownNotification[] = [];
  const open = new Map<string, NotificationDouble>();
  let lastId = 0;

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
    }

    static isSupported(): boolean {
      return true;
    }

    show(): void {
      // Showing the same object again shows it anew.
      this.close();
      const failed = desktop.failures.notificationFailed;
      const shown: ShownNotification = {
        id: String(++lastId),
        title: this.title,
        subtitle: this.subtitle,
        body: this.body,
        silent: this.silent,
        urgency: this.urgency,
        actions: this.actions.map((action) => action.text ?? ""),
        hasReply: this.hasReply,
        replyPlaceholder: this.replyPlaceholder,
        status: failed ? "failed" : "open",
        shownAt: Date.now(),
      };
      log.push(shown);
      desktop.changed();
      if (failed) {
        setImmediate(() => this.emit("failed", createEvent({}), "the desktop was told to refuse notifications"));
        return;
      }
      this.#shown = shown;
      open.set(shown.id, this);
      setImmediate(() => this.emit("show", createEvent({})));
    }

    close(): void {
      const shown = this.#shown;
      if (shown === undefined) return;
      this.#shown = undefined;
      open.delete(shown.id);
      shown.status = "closed";
      shown.closedAt = Date.now();
      desktop.changed();
      setImmediate(() => this.emit("close", createEvent({})));
    }
  }
  refuseUnknownOfClass(NotificationDouble, "Notification");

  const find = (id: string) => {
    const found = open.get(id);
    if (found === undefined) throw new CommandRefused(`notification ${id} is not on the screen`);
    return found;
  };
  // A desktop takes a notification away when it has been answered.
  desktop.onCommand("clickNotification", ({ id }) => {
    const notification = find(id);
    setImmediate(() => {
      notification.emit("click", createEvent({}));
      notification.close();
    });
  });
  desktop.onCommand("actOnNotification", ({ id, index }) => {
    const notification = find(id);
    if (index >= notification.actions.length) throw new CommandRefused(`notification ${id} has no action ${index}`);
    setImmediate(() => {
      notification.emit("action", createEvent({ actionIndex: index, selectionIndex: -1 }), index, -1);
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
  desktop.onCommand("closeNotification", ({ id }) => find(id).close());
  desktop.show("notifications", () => log.map((shown) => ({ ...shown })));
  return NotificationDouble;
}
