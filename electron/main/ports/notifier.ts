/** The operating system's notifications. */
export interface NotificationContent {
  title: string;
  body: string;
  /** Buttons where the platform has them, in order. */
  actions: NotificationButton[];
  silent: boolean;
  /**
   * `call`: it rings, and stays on top until it is dealt with; `lasting`: it stays until it is dealt with; `passing`: it
   * goes by itself. Each as far as the platform has that.
   */
  stay: "call" | "lasting" | "passing";
}

interface NotificationButton {
  /** What comes back when it is pressed: letters and hyphens. */
  id: string;
  text: string;
}

export type NotificationEvent =
  | { type: "click"; id: string }
  | { type: "action"; id: string /** The button's id. */; action: string }
  /** The user or the system closed it. */
  | { type: "close"; id: string }
  | { type: "failed"; id: string; reason: string };

export interface Notifier {
  /** Shows a notification; one with the same id is replaced in place. */
  show(id: string, content: NotificationContent): void;
  /** Takes it away; nothing happens if it is gone. */
  close(id: string): void;
  /** Takes away what an earlier run of the app showed, as far as the system tells of it. */
  closeEarlier(isMeant: (id: string) => boolean): void;
  onEvent(listener: (event: NotificationEvent) => void): void;
}
