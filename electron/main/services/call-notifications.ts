import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import type { Clock } from "../ports/clock.ts";
import type { NotificationContent, Notifier } from "../ports/notifier.ts";
import type { Translator } from "../ports/translate.ts";
import { type CallAlert, hiddenIf, nextAlert } from "./call-alert.ts";
import type { CallAttention } from "./call-attention.ts";
import { callerDetails, callerName } from "./caller-text.ts";
import { isUnknown } from "./is-unknown.ts";

/** What the employee asked for by touching a notification; absent key: the calls, and none of them. */
export type NotificationWish = { type: "show-call"; key?: string } | { type: "call-back" | "add-contact"; key: string };

/** Buttons of notifications. */
const buttons = ["open", "dismiss", "call-back", "add-contact"] as const;
type Button = (typeof buttons)[number];

export interface CallNotificationsOptions {
  notifier: Notifier;
  translator: Translator;
  clock: Clock;
  attention: CallAttention;
  onWish(wish: NotificationWish): void;
}

/** More than so many at once are one notification for all. */
const MOST_AT_ONCE = 3;
/** So many of them are named in it. */
const NAMED = 3;

const CALL = "call:";
const groups = { ringing: "calls:ringing", missed: "calls:missed" } as const;

/**
 * One notification for each call that rings live: its text follows the call, it goes when he answers, and becomes
 * "missed" or "answered by" when he does not. Very many at once are one for all. Replayed calls raise none.
 */
export class CallNotifications {
  readonly #options: CallNotificationsOptions;
  /** By call key; forgotten with the call. */
  #alerts = new Map<string, CallAlert>();
  /** What is on the screen, by the notification's id. */
  readonly #shown = new Map<string, { kind: CallAlert["kind"]; text: string }>();

  constructor(options: CallNotificationsOptions) {
    this.#options = options;
    options.notifier.onEvent((event) => {
      if (event.type === "action") this.#pressed(event.id, event.action);
      else if (event.type === "click") this.#clicked(event.id);
      else this.#gone(event.id);
    });
  }

  /** @param calls all calls the state machine knows, presented */
  update(calls: readonly ShownCall[]): void {
    const { attention } = this.#options;
    const hidden = attention.namesHidden();
    const before = this.#alerts;
    this.#alerts = new Map();
    for (const call of calls) {
      const old = before.get(call.key);
      const alert =
        call.direction === "incoming" && call.live
          ? nextAlert(call, old, attention.byNotification() && attention.mayComeUp(call), hidden)
          : old && hiddenIf(old, hidden);
      if (alert !== undefined) this.#alerts.set(call.key, alert);
    }
    const known = new Set(calls.map((call) => call.key));
    for (const [key, old] of before) {
      // Joined to another call, or long over; what says "missed" stays until he deals with it.
      if (known.has(key) || old.kind !== "missed" || old.dealtWith) continue;
      this.#alerts.set(key, hiddenIf(old, hidden));
    }
    this.#render();
  }

  /** Takes away what says "missed": he has seen the list. */
  closeMissed(): void {
    for (const alert of this.#alerts.values()) {
      if (alert.kind === "missed") alert.dealtWith = true;
    }
    this.#options.notifier.closeEarlier((id) => id === groups.missed || id.startsWith(CALL));
    this.#render();
  }

  /** The app ends, and nobody would take away what rings; what was missed stays. */
  dispose(): void {
    for (const [id, { kind }] of this.#shown) {
      if (kind === "ringing") this.#options.notifier.close(id);
    }
  }

  /** Brings the screen in step. */
  #render(): void {
    const { notifier } = this.#options;
    const wanted = this.#wanted();
    for (const id of this.#shown.keys()) {
      if (wanted.has(id)) continue;
      this.#shown.delete(id);
      notifier.close(id);
    }
    for (const [id, { actions, kind, ...content }] of wanted) {
      const text = JSON.stringify([content, actions]);
      const before = this.#shown.get(id);
      if (before?.kind === kind && before.text === text) continue;
      // The same told with other words is not to be heard again.
      const isNews = before?.kind !== kind;
      this.#shown.set(id, { kind, text });
      notifier.show(id, {
        ...content,
        silent: content.silent || !isNews,
        actions: actions.map((action) => ({ id: action, text: this.#button(action) })),
      });
    }
  }

  #wanted(): Map<string, Content> {
    const wanted = new Map<string, Content>();
    for (const kind of ["ringing", "missed"] as const) {
      const alerts = this.#open(kind);
      const grouped = alerts.filter(isGrouped);
      // One for all stays that until a single one is left: the others would all pop up anew.
      const isOne = grouped.length > MOST_AT_ONCE || (grouped.length > 1 && this.#shown.has(groups[kind]));
      if (isOne) wanted.set(groups[kind], this.#many(kind, grouped));
      const single = isOne ? alerts.filter((alert) => !isGrouped(alert)) : alerts;
      for (const alert of single) wanted.set(CALL + alert.call.key, this.#content(alert));
    }
    for (const alert of this.#open("answered-elsewhere")) wanted.set(CALL + alert.call.key, this.#content(alert));
    return wanted;
  }

  #open(kind: CallAlert["kind"]): CallAlert[] {
    return [...this.#alerts.values()].filter((alert) => alert.kind === kind && !alert.dealtWith);
  }

  #clicked(id: string): void {
    const { onWish } = this.#options;
    if (id === groups.ringing || id === groups.missed) onWish({ type: "show-call" });
    else if (id.startsWith(CALL)) onWish({ type: "show-call", key: id.slice(CALL.length) });
    else return;
    this.#gone(id);
  }

  #pressed(id: string, name: string): void {
    const { onWish } = this.#options;
    const button = buttons.find((candidate) => candidate === name);
    if (button === undefined) return;
    if (button === "open") this.#clicked(id);
    else if (button === "dismiss") this.#gone(id);
    else if (id.startsWith(CALL)) {
      onWish({ type: button, key: id.slice(CALL.length) });
      this.#gone(id);
    }
  }

  /** He dealt with it, or the system took it away. */
  #gone(id: string): void {
    if (id === groups.ringing || id === groups.missed) {
      const kind = id === groups.ringing ? "ringing" : "missed";
      for (const alert of this.#open(kind).filter(isGrouped)) alert.dealtWith = true;
    } else {
      const alert = this.#alerts.get(id.slice(CALL.length));
      if (!id.startsWith(CALL) || alert === undefined) return;
      alert.dealtWith = true;
    }
    this.#render();
  }

  #content(alert: CallAlert): Content {
    switch (alert.kind) {
      case "ringing":
        return this.#ringing(alert);
      case "missed":
        return this.#missed(alert);
      case "answered-elsewhere":
        return this.#answeredElsewhere(alert);
    }
  }

  #ringing(alert: CallAlert): Content {
    const { translator, attention } = this.#options;
    return {
      kind: alert.kind,
      title: translator.translate("notifications.incoming", { name: this.#name(alert) }),
      body: this.#details(alert),
      actions: [isUnknown(alert.call) ? "add-contact" : "open", "dismiss"],
      silent: !attention.isHeard(alert.call),
      stay: "call",
    };
  }

  #missed(alert: CallAlert): Content {
    const { translator, attention } = this.#options;
    const { call } = alert;
    return {
      kind: alert.kind,
      title: translator.translate("notifications.missed", { name: this.#name(alert) }),
      body: this.#details(alert),
      actions: [
        ...(call.number === undefined ? [] : (["call-back"] as const)),
        ...(isUnknown(call) ? (["add-contact"] as const) : []),
        "dismiss",
      ],
      silent: !attention.isHeard(call),
      stay: "lasting",
    };
  }

  #answeredElsewhere(alert: CallAlert): Content {
    const { translate: t } = this.#options.translator;
    const colleague = alert.call.answeredBy?.name ?? alert.call.answeredBy?.localNumber;
    return {
      kind: alert.kind,
      title:
        colleague === undefined || alert.hidden
          ? t("notifications.answeredElsewhere")
          : t("notifications.answeredBy", { name: colleague }),
      body: this.#name(alert),
      actions: [],
      silent: true,
      stay: "passing",
    };
  }

  /** @param alerts two at least */
  #many(kind: "ringing" | "missed", alerts: readonly CallAlert[]): Content {
    const { translate: t } = this.#options.translator;
    const count = alerts.length;
    const named = alerts.toSorted((a, b) => b.call.startedAt - a.call.startedAt).slice(0, NAMED);
    const others = count - named.length;
    const lines = named.some((alert) => alert.hidden)
      ? []
      : [
          ...named.map((alert) => this.#name(alert)),
          ...(others === 0 ? [] : [t("notifications.andOthers", { count: others })]),
        ];
    return {
      kind,
      title: t(kind === "ringing" ? "notifications.manyRinging" : "notifications.manyMissed", { count }),
      body: lines.join("\n"),
      actions: ["open", "dismiss"],
      silent: true,
      stay: kind === "ringing" ? "call" : "lasting",
    };
  }

  #button(button: Button): string {
    const { translate: t } = this.#options.translator;
    switch (button) {
      case "open":
        return t("notifications.open");
      case "dismiss":
        return t("notifications.dismiss");
      case "call-back":
        return t("notifications.callBack");
      case "add-contact":
        return t("notifications.addContact");
    }
  }

  #name({ call, hidden }: CallAlert): string {
    const { translator } = this.#options;
    return hidden ? translator.translate("notifications.someone") : callerName(call, translator);
  }

  #details({ call, hidden }: CallAlert): string {
    const { translator, clock } = this.#options;
    return hidden ? "" : callerDetails(call, translator, clock.now());
  }
}

/** A notification with what it tells, and the buttons by what they do. */
type Content = Omit<NotificationContent, "actions"> & { kind: CallAlert["kind"]; actions: readonly Button[] };

/** Whom he marked VIP is told of singly, however many others ring. */
function isGrouped({ call }: CallAlert): boolean {
  return call.caller?.vip !== true;
}
