/** The operating system's notifications. */
export interface NotificationContent {
  title: string;
  body: string;
  /** Buttons where the platform has them, in order; the index comes back in `action`. */
  actions: string[];
  silent: boolean;
  /** `critical` stays until it is dealt with, where the platform has that. */
  urgency: "normal" | "critical";
}

export type NotificationEvent =
  | { type: "click"; id: string }
  | { type: "action"; id: string; index: number }
  /** The user or the system closed it. */
  | { type: "close"; id: string }
  | { type: "failed"; id: string; reason: string };

export interface Notifier {
  /** Shows a notification; one with the same id is replaced in place. */
  show(id: string, content: NotificationContent): void;
  /** Takes it away; nothing happens if it is gone. */
  close(id: string): void;
  onEvent(listener: (event: NotificationEvent) => void): void;
}
