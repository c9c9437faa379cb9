import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import type { Clock } from "../ports/clock.ts";
import type { NotificationContent, Notifier } from "../ports/notifier.ts";
import type { ScreenLock } from "../ports/screen-lock.ts";
import type { Translator } from "../ports/translate.ts";
import { callerDetails, callerName } from "./caller-text.ts";

/** What the employee asked for by touching a notification. */
export type NotificationWish = { type: "show-call" | NotificationAction; key: string };

/** Buttons of notifications. */
type NotificationAction = "call-back" | "add-contact";

export interface CallNotificationsOptions {
  notifier: Notifier;
  translator: Translator;
  clock: Clock;
  screenLock: ScreenLock;
  hideNames(): boolean;
  onWish(wish: NotificationWish): void;
}

/** What was shown for a call. One that he closed is remembered, so that the same ring does not bring it back. */
interface Shown {
  kind: "ringing" | "missed" | "answered-elsewhere";
  text: string;
  actions: readonly NotificationAction[];
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
      if (event.type !== "action") return;
      const action = shown?.actions[event.index];
      if (action !== undefined) options.onWish({ type: action, key });
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
    if (call.caller?.blocked === true) {
      // He does not want to see it, and may have said so while it rang.
      this.#close(call.key);
      this.#shown.delete(call.key);
      return;
    }
    if (call.phase === "ringing") this.#show(call, "ringing", this.#ringing(call));
    else if (call.outcome === "missed") {
      if (call.missedAnnounced && call.unseen) this.#show(call, "missed", this.#missed(call));
    } else if (call.outcome === "answered-elsewhere") {
      const stillThere = this.#shown.get(call.key)?.open === true;
      if (stillThere) this.#show(call, "answered-elsewhere", this.#answeredElsewhere(call));
    } else this.#close(call.key);
  }

  #show(call: ShownCall, kind: Shown["kind"], content: Content): void {
    const { actions, ...texts } = content;
    const text = JSON.stringify(content);
    const shown = this.#shown.get(call.key);
    if (shown?.kind === kind && (shown.text === text || !shown.open)) return;
    this.#shown.set(call.key, { kind, text, actions, open: true });
    this.#options.notifier.show(`call:${call.key}`, {
      ...texts,
      actions: actions.map((action) => this.#button(action)),
    });
  }

  #close(key: string): void {
    const shown = this.#shown.get(key);
    if (shown?.open !== true) return;
    shown.open = false;
    this.#options.notifier.close(`call:${key}`);
  }

  #ringing(call: ShownCall): Content {
    const { translate: t } = this.#options.translator;
    return {
      title: t("notifications.incoming", { name: this.#name(call) }),
      body: this.#details(call),
      actions: isUnknown(call) ? ["add-contact"] : [],
      // The phone rings for everybody; whom he marked is heard from the computer, too.
      silent: call.caller?.vip !== true,
      urgency: "critical",
    };
  }

  #missed(call: ShownCall): Content {
    const { translate: t } = this.#options.translator;
    const isVip = call.caller?.vip === true;
    return {
      title: t("notifications.missed", { name: this.#name(call) }),
      body: this.#details(call),
      actions: [
        ...(call.number === undefined ? [] : (["call-back"] as const)),
        ...(isUnknown(call) ? (["add-contact"] as const) : []),
      ],
      silent: !isVip,
      urgency: isVip ? "critical" : "normal",
    };
  }

  #answeredElsewhere(call: ShownCall): Content {
    const { translate: t } = this.#options.translator;
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

  #button(action: NotificationAction): string {
    const { translate: t } = this.#options.translator;
    return action === "call-back" ? t("notifications.callBack") : t("notifications.addContact");
  }

  #namesHidden(): boolean {
    return this.#options.hideNames() || this.#options.screenLock.isLocked();
  }

  #name(call: ShownCall): string {
    const { translator } = this.#options;
    return this.#namesHidden() ? translator.translate("notifications.someone") : callerName(call, translator);
  }

  #details(call: ShownCall): string {
    const { translator, clock } = this.#options;
    return this.#namesHidden() ? "" : callerDetails(call, translator, clock.now());
  }
}

/** A notification with the buttons by what they do. */
type Content = Omit<NotificationContent, "actions"> & { actions: readonly NotificationAction[] };

/** Nobody has the number, so that he can write down who it was. A guess is nobody. */
function isUnknown({ number, displayNumber, caller }: ShownCall): boolean {
  if (number === undefined || displayNumber === undefined) return false;
  return caller === undefined || caller.reason?.how === "company-range";
}
