import type { NotificationEvent } from "../../ports/notifier.ts";

/** Showings whose touches are remembered. */
const REMEMBERED = 200;

/**
 * The one way of everything that happens to a notification: from its own object, and on Windows from
 * `Notification.handleActivation`, which tells of the same click once more. Of one showing each kind of event counts once.
 */
export class ActivationRouter {
  readonly #seen = new Map<string, Set<string>>();
  readonly #listeners: ((event: NotificationEvent) => void)[] = [];

  onEvent(listener: (event: NotificationEvent) => void): void {
    this.#listeners.push(listener);
  }

  /** @param showing which showing of the notification it happened to */
  route(event: NotificationEvent, showing: string): void {
    const place = `${event.id}\n${showing}`;
    const seen = this.#seen.get(place) ?? new Set();
    this.#seen.set(place, seen);
    if (seen.has(event.type)) return;
    seen.add(event.type);
    if (this.#seen.size > REMEMBERED) {
      const oldest = this.#seen.keys().next().value;
      if (oldest !== undefined) this.#seen.delete(oldest);
    }
    for (const listener of this.#listeners) listener(event);
  }
}
