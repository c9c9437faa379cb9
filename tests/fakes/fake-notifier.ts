import type { NotificationContent, NotificationEvent, Notifier } from "../../electron/main/ports/notifier.ts";

/** A desktop that shows what it is told, and whose user can touch it. */
export class FakeNotifier implements Notifier {
  readonly open = new Map<string, NotificationContent>();
  /** How often `show` was called, each of which a user may hear or see move. */
  shown = 0;
  /** What an earlier run left on the screen. */
  readonly earlier = new Set<string>();
  readonly #listeners: ((event: NotificationEvent) => void)[] = [];

  show(id: string, content: NotificationContent): void {
    this.open.set(id, content);
    this.shown += 1;
  }

  close(id: string): void {
    this.open.delete(id);
  }

  closeEarlier(isMeant: (id: string) => boolean): void {
    for (const id of this.earlier) if (isMeant(id)) this.earlier.delete(id);
  }

  onEvent(listener: (event: NotificationEvent) => void): void {
    this.#listeners.push(listener);
  }

  /** What the user or the system does to a notification. */
  touch(event: NotificationEvent): void {
    if (event.type === "close") this.open.delete(event.id);
    for (const listener of this.#listeners) listener(event);
  }

  get titles(): string[] {
    return [...this.open.values()].map((content) => content.title);
  }
}
