import type { Translate } from "../../../shared/i18n/translator.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import type { NotificationContent, Notifier } from "../ports/notifier.ts";
import type { ScreenLock } from "../ports/screen-lock.ts";

/** What the employee asked for by touching a notification. */
export type NotificationWish = { type: "show-call"; key: string } | { type: "call-back"; key: string };

export interface CallNotificationsOptions {
  notifier: Notifier;
  translate: Translate;
  screenLock: ScreenLock;
  hideNames(): boolean;
  onWish(wish: NotificationWish): void;
}

/** What was shown for a call. One that he closed is remembered, so that the same ring does not bring it back. */
interface Shown {
  kind: "ringing" | "missed" | "answered-elsewhere";
  text: string;
  open: boolean;
}

/**
 * One notification for each call that rings live: its text follows the call, it goes when he answers, and becomes
 * "missed" or "answered by" when he does not. Replayed calls raise none.
 */
export class CallNotifications {
  readonly #options: CallNotificationsOptions;
  /** By call key; forgotten with the call. */
  readonly #shown = new Map<string, Shown>();

  constructor(options: CallNotificationsOptions) {
    this.#options = options;
    options.notifier.onEvent((event) => {
      if (!event.id.startsWith("call:")) return;
      const key = event.id.slice("call:".length);
      const shown = this.#shown.get(key);
      if (shown !== undefined && event.type !== "action") shown.open = false;
      if (event.type === "click") options.onWish({ type: "show-call", key });
      if (event.type === "action") options.onWish({ type: "call-back", key });
    });
  }

  /** @param calls all calls the state machine knows, presented */
  update(calls: readonly ShownCall[]): void {
    for (const call of calls) this.#updateOne(call);
    const keys = new Set(calls.map((call) => call.key));
    for (const [key, shown] of this.#shown) {
      if (keys.has(key)) continue;
      // Joined to another call, or long over; what says "missed" stays until he deals with it.
      if (shown.kind === "missed" && shown.open) continue;
      this.#close(key);
      this.#shown.delete(key);
    }
  }

  /** Takes away what says "missed": he has seen the list. */
  closeMissed(): void {
    for (const [key, shown] of this.#shown) {
      if (shown.kind === "missed") this.#close(key);
    }
  }

  #updateOne(call: ShownCall): void {
    if (call.direction !== "incoming" || !call.live) return;
    if (call.phase === "ringing") this.#show(call, "ringing", this.#ringing(call));
    else if (call.outcome === "missed") {
      if (call.missedAnnounced && call.unseen) this.#show(call, "missed", this.#missed(call));
    } else if (call.outcome === "answered-elsewhere") {
      const stillThere = this.#shown.get(call.key)?.open === true;
      if (stillThere) this.#show(call, "answered-elsewhere", this.#answeredElsewhere(call));
    } else this.#close(call.key);
  }

  #show(call: ShownCall, kind: Shown["kind"], content: NotificationContent): void {
    const text = `${content.title}\n${content.body}`;
    const shown = this.#shown.get(call.key);
    if (shown?.kind === kind && (shown.text === text || !shown.open)) return;
    this.#shown.set(call.key, { kind, text, open: true });
    this.#options.notifier.show(`call:${call.key}`, content);
  }

  #close(key: string): void {
    const shown = this.#shown.get(key);
    if (shown?.open !== true) return;
    shown.open = false;
    this.#options.notifier.close(`call:${key}`);
  }

  #ringing(call: ShownCall): NotificationContent {
    const { translate: t } = this.#options;
    return {
      title: t("notifications.incoming", { name: this.#name(call) }),
      body: this.#details(call),
      actions: [],
      silent: true,
      urgency: "critical",
    };
  }

  #missed(call: ShownCall): NotificationContent {
    const { translate: t } = this.#options;
    const canCallBack = call.number !== undefined;
    return {
      title: t("notifications.missed", { name: this.#name(call) }),
      body: this.#details(call),
      actions: canCallBack ? [t("notifications.callBack")] : [],
      silent: true,
      urgency: "normal",
    };
  }

  #answeredElsewhere(call: ShownCall): NotificationContent {
    const { translate: t } = this.#options;
    const colleague = call.answeredBy?.name ?? call.answeredBy?.localNumber;
    return {
      title:
        colleague === undefined
          ? t("notifications.answeredElsewhere")
          : t("notifications.answeredBy", { name: colleague }),
      body: this.#name(call),
      actions: [],
      silent: true,
      urgency: "normal",
    };
  }

  #namesHidden(): boolean {
    return this.#options.hideNames() || this.#options.screenLock.isLocked();
  }

  #name(call: ShownCall): string {
    const { translate: t } = this.#options;
    if (this.#namesHidden()) return t("notifications.someone");
    return call.caller?.name ?? call.displayNumber ?? t("calls.hiddenNumber");
  }

  #details(call: ShownCall): string {
    if (this.#namesHidden()) return "";
    const { translate: t } = this.#options;
    const { caller } = call;
    const line = call.lineName === undefined ? undefined : t("calls.viaLine", { line: call.lineName });
    const number = caller === undefined ? undefined : call.displayNumber;
    const first = [caller?.company, number].filter((part) => part !== undefined).join(" · ");
    return [first, line, caller?.note].filter((part) => part !== undefined && part !== "").join("\n");
  }
}
