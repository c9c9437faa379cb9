import { momentText } from "../../../shared/call-flows/moment-text.ts";
import type { CardAction, CardCall, CardView } from "../../../shared/ipc/card.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import type { CallCardWindow } from "../ports/call-card-window.ts";
import type { Clock } from "../ports/clock.ts";
import type { Translator } from "../ports/translate.ts";
import type { AppState } from "./app-state.ts";
import { type CallAlert, hiddenIf, nextAlert } from "./call-alert.ts";
import type { CallAttention } from "./call-attention.ts";
import type { NotificationWish } from "./call-notifications.ts";
import { callerDetails, callerName } from "./caller-text.ts";
import { isUnknown } from "./is-unknown.ts";

/** How long it is told that he, or a colleague, answered. Milliseconds. */
const ANSWERED_STAYS_MS = 6_000;
/** More are only counted, so that the card stays small. */
const MOST_SHOWN = 3;
/** Lines below the name; what helps most comes first. */
const MOST_LINES = 4;

export interface CallCardOptions {
  window: CallCardWindow;
  state: AppState;
  translator: Translator;
  clock: Clock;
  attention: CallAttention;
  onWish(wish: NotificationWish): void;
}

interface Entry {
  alert: CallAlert;
  /** He answered it himself. */
  talking: boolean;
  /** Unix milliseconds; absent for what stays until he deals with it. */
  goesAt?: number;
}

/** Characters that a line of the card has room for, about. */
const LINE_LENGTH = 42;

/** The number is not to be broken, nor to be lost behind a long company: then it has a line of its own. */
function withNumberWhole(lines: readonly string[], number: string | undefined): string[] {
  const [first = "", ...others] = lines;
  if (number === undefined || !first.endsWith(number)) return [...lines];
  const whole = number.replaceAll(" ", "\u00a0");
  const before = first.slice(0, -number.length);
  if (first.length <= LINE_LENGTH) return [before + whole, ...others];
  return [before.replace(/ · $/, ""), whole, ...others];
}

/** The call card: what rings, how it ended, and what was missed until he has seen it, for who chose it. */
export class CallCard {
  readonly #options: CallCardOptions;
  #entries = new Map<string, Entry>();
  #cancelNext: () => void = () => {};
  #rev = 0;
  #view: CardView;

  constructor(options: CallCardOptions) {
    this.#options = options;
    this.#view = this.#present([]);
  }

  /** What the card shows at this moment. */
  get view(): CardView {
    return this.#view;
  }

  /** @param calls all calls the state machine knows, presented */
  update(calls: readonly ShownCall[]): void {
    const { attention } = this.#options;
    const hidden = attention.namesHidden();
    const before = this.#entries;
    this.#entries = new Map();
    for (const call of calls) {
      const old = before.get(call.key);
      if (call.direction !== "incoming" || !call.live) continue;
      const mayComeUp = attention.byCard() && attention.mayComeUp(call);
      const alert = nextAlert(call, old?.alert, mayComeUp, hidden);
      const entry = alert === undefined ? this.#answered(call, old, mayComeUp, hidden) : this.#entry(alert, old);
      if (entry !== undefined) this.#entries.set(call.key, entry);
    }
    const known = new Set(calls.map((call) => call.key));
    for (const [key, old] of before) {
      // Long over: what says "missed" stays until he deals with it.
      if (known.has(key) || old.alert.kind !== "missed" || old.alert.dealtWith || !attention.byCard()) continue;
      this.#entries.set(key, { ...old, alert: hiddenIf(old.alert, hidden) });
    }
    this.#render();
  }

  /** He has seen the list. */
  closeMissed(): void {
    for (const { alert } of this.#entries.values()) {
      if (alert.kind === "missed") alert.dealtWith = true;
    }
    this.#render();
  }

  /** A button was pressed; of a call that is gone, nothing happens. */
  act(key: string, action: CardAction): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    entry.alert.dealtWith = true;
    this.#render();
    const { onWish } = this.#options;
    if (action === "open") onWish({ type: "show-call", key });
    else if (action !== "dismiss") onWish({ type: action, key });
  }

  dispose(): void {
    this.#cancelNext();
  }

  #entry(alert: CallAlert, old: Entry | undefined): Entry {
    if (alert.kind !== "answered-elsewhere") return { alert, talking: false };
    const goesAt = old?.goesAt ?? this.#options.clock.now() + ANSWERED_STAYS_MS;
    return { alert, talking: false, goesAt };
  }

  /** He lifted the phone: the card says so, and goes. */
  #answered(call: ShownCall, old: Entry | undefined, mayComeUp: boolean, hidden: boolean): Entry | undefined {
    if (old === undefined || call.phase !== "talking" || !mayComeUp) return undefined;
    const goesAt = old.talking ? old.goesAt : this.#options.clock.now() + ANSWERED_STAYS_MS;
    return {
      alert: { ...hiddenIf(old.alert, hidden), call },
      talking: true,
      ...(goesAt === undefined ? {} : { goesAt }),
    };
  }

  #render(): void {
    const { window, clock } = this.#options;
    const now = clock.now();
    const shown = [...this.#entries.values()].filter(
      ({ alert, goesAt = Infinity }) => !alert.dealtWith && goesAt > now,
    );
    this.#waitForNext(shown, now);
    const view = this.#present(shown);
    const isSame = JSON.stringify({ ...view, rev: 0 }) === JSON.stringify({ ...this.#view, rev: 0 });
    if (!isSame) {
      this.#rev += 1;
      this.#view = { ...view, rev: this.#rev };
    }
    if (shown.length === 0) window.hide();
    else if (!isSame) window.show(this.#view);
  }

  #waitForNext(shown: readonly Entry[], now: number): void {
    this.#cancelNext();
    this.#cancelNext = () => {};
    const next = Math.min(...shown.map(({ goesAt = Infinity }) => goesAt));
    if (next !== Infinity) this.#cancelNext = this.#options.clock.after(next - now, () => this.#render());
  }

  #present(entries: readonly Entry[]): CardView {
    const { state, translator } = this.#options;
    const { translate: t } = translator;
    const isRinging = ({ alert }: Entry) => (alert.kind === "ringing" ? 0 : 1);
    const sorted = entries.toSorted(
      (a, b) => isRinging(a) - isRinging(b) || b.alert.call.startedAt - a.alert.call.startedAt,
    );
    const others = sorted.length - MOST_SHOWN;
    return {
      rev: this.#rev,
      locale: state.snapshot.locale,
      theme: state.snapshot.settings.theme,
      label: t("card.label"),
      calls: sorted.slice(0, MOST_SHOWN).map((entry) => this.#call(entry)),
      ...(others > 0 ? { more: t("notifications.andOthers", { count: others }) } : {}),
    };
  }

  #call({ alert, talking }: Entry): CardCall {
    const { translator, clock } = this.#options;
    const { translate: t } = translator;
    const { call, hidden } = alert;
    const name = hidden ? t("notifications.someone") : callerName(call, translator);
    const lines = hidden ? [] : callerDetails(call, translator, clock.now()).split("\n");
    return {
      key: call.key,
      tone: talking ? "talking" : alert.kind === "answered-elsewhere" ? "elsewhere" : alert.kind,
      state: this.#state(alert, talking),
      name,
      vip: call.caller?.vip === true && !hidden,
      lines: withNumberWhole(lines, call.displayNumber)
        .filter((line) => line !== "")
        .slice(0, MOST_LINES),
      buttons: this.#buttons(alert, talking),
      dismiss: t("card.dismiss", { name }),
    };
  }

  #state({ kind, call, hidden }: CallAlert, talking: boolean): string {
    const { translator, clock } = this.#options;
    const { translate: t } = translator;
    if (talking) return t("calls.talking");
    if (kind === "ringing") return t("card.ringing");
    if (kind === "missed") {
      const when = momentText(call.startedAt, clock.now(), translator.formats(), t);
      return t("card.missed", { when });
    }
    const colleague = call.answeredBy?.name ?? call.answeredBy?.localNumber;
    return colleague === undefined || hidden
      ? t("notifications.answeredElsewhere")
      : t("notifications.answeredBy", { name: colleague });
  }

  #buttons({ kind, call }: CallAlert, talking: boolean): CardCall["buttons"] {
    const { translate: t } = this.#options.translator;
    const open = { action: "open", text: t("notifications.open") } as const;
    const addContact = { action: "add-contact", text: t("notifications.addContact") } as const;
    if (kind === "answered-elsewhere") return [];
    if (talking || kind === "ringing") return isUnknown(call) ? [addContact] : [open];
    const callBack = { action: "call-back", text: t("notifications.callBack") } as const;
    return [...(call.number === undefined ? [] : [callBack]), isUnknown(call) ? addContact : open];
  }
}
