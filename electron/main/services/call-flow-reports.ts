import { consequence } from "../../../shared/call-flows/consequence.ts";
import { momentText } from "../../../shared/call-flows/moment-text.ts";
import { reasonText } from "../../../shared/call-flows/reason-text.ts";
import { NO_REASON } from "../../../shared/flexfone/no-reason.ts";
import type { ShownCallFlow, ShownPastSwitch, Snapshot } from "../../../shared/ipc/snapshot.ts";
import type { Clock } from "../ports/clock.ts";
import type { Notifier } from "../ports/notifier.ts";
import type { ScreenLock } from "../ports/screen-lock.ts";
import type { Translator } from "../ports/translate.ts";
import type { AppState } from "./app-state.ts";
import type { Outcome } from "./failure.ts";

export interface CallFlowReportsOptions {
  state: AppState;
  notifier: Notifier;
  translator: Translator;
  clock: Clock;
  screenLock: Pick<ScreenLock, "isLocked">;
  hideNames(): boolean;
  onOpen(): void;
}

const PREFIX = "flow:";

/**
 * Tells what became of switches that he does not see happen: from the tray's menu, and those of his that came by themselves,
 * or did not.
 */
export class CallFlowReports {
  readonly #options: CallFlowReportsOptions;
  /** Coming switches whose trouble was told. */
  readonly #told = new Set<string>();

  constructor(options: CallFlowReportsOptions) {
    this.#options = options;
  }

  start(): void {
    const { state, notifier, onOpen } = this.#options;
    notifier.onEvent((event) => {
      if (event.id.startsWith(PREFIX) && event.type === "click") onOpen();
    });
    state.subscribe((snapshot, before) => {
      if (snapshot.callFlows !== before.callFlows) this.#compare(snapshot.callFlows, before.callFlows);
    });
  }

  /** He switched from the tray's menu. */
  switched(localNumber: string, outcome: Outcome<undefined>): void {
    const flow = this.#flow(localNumber);
    if (flow === undefined) return;
    const { translate: t } = this.#options.translator;
    if (outcome.ok) this.#show(localNumber, this.#state(flow), this.#untilWords(flow));
    else {
      const hasWords = outcome.code === "pbx-refused" && outcome.message !== NO_REASON;
      const said = hasWords ? ` ${t("errors.pbxSaid", { message: outcome.message })}` : "";
      const title = t(flow.problem?.unsure === true ? "notifications.flowUnsure" : "notifications.flowNotSwitched", {
        name: flow.name,
      });
      this.#show(localNumber, title, `${t(`errors.${outcome.code}`)}${said}`);
    }
  }

  /** He cancelled a coming switch from the tray's menu. */
  cancelled(id: string, outcome: Outcome<undefined>): void {
    if (outcome.ok) return;
    const { translate: t } = this.#options.translator;
    const { coming } = this.#options.state.snapshot.callFlows;
    const about = coming.find((one) => one.id === id);
    const title = about === undefined ? t("callFlows.notCancelled") : `${about.name}: ${t("callFlows.notCancelled")}`;
    this.#show(about?.localNumber ?? id, title, t(`errors.${outcome.code}`));
  }

  #compare({ coming, history, asOf }: Snapshot["callFlows"], before: Snapshot["callFlows"]): void {
    const { translate: t } = this.#options.translator;
    if (asOf === undefined) this.#told.clear();
    for (const { id, by, trouble, localNumber, name, active } of coming) {
      if (trouble === undefined || by?.own !== true || this.#told.has(id)) continue;
      this.#told.add(id);
      const title = t(active ? "notifications.flowNotOn" : "notifications.flowNotOff", { name });
      this.#show(localNumber, title, reasonText(trouble.message, t));
    }
    // What the list begins with is not news.
    if (before.asOf === undefined) return;
    const known = new Set(before.history.map(({ id }) => id));
    for (const past of history) {
      if (past.how === "timed" && past.by?.own === true && !known.has(past.id)) this.#tellOfTimed(past);
    }
  }

  #tellOfTimed({ localNumber, name, active, outcome, message }: ShownPastSwitch): void {
    const { translate: t } = this.#options.translator;
    const flow = this.#flow(localNumber);
    if (outcome === "done") {
      if (flow?.active === active) this.#show(localNumber, this.#state(flow), t("notifications.flowByItself"));
      return;
    }
    const title = t(active ? "notifications.flowGivenUpOn" : "notifications.flowGivenUpOff", { name });
    this.#show(localNumber, title, message === undefined ? "" : reasonText(message, t));
  }

  /** What it does to calls; without where they go while names are hidden, for that may be an employee. */
  #state(flow: ShownCallFlow): string {
    const { translator, screenLock, hideNames } = this.#options;
    const isHidden = hideNames() || screenLock.isLocked();
    return consequence(isHidden ? { ...flow, activeGoto: "", inactiveGoto: "" } : flow, translator.translate);
  }

  /** Until when, where he chose a time. */
  #untilWords({ coming }: ShownCallFlow): string {
    if (coming === undefined) return "";
    const { translator, clock } = this.#options;
    const { translate: t } = translator;
    const when = momentText(coming.at, clock.now(), translator.formats(), t);
    return t(coming.active ? "callFlows.thenOn" : "callFlows.thenOff", { when });
  }

  #flow(localNumber: string): ShownCallFlow | undefined {
    return this.#options.state.snapshot.callFlows.flows.find((flow) => flow.localNumber === localNumber);
  }

  #show(localNumber: string, title: string, body: string): void {
    this.#options.notifier.show(PREFIX + localNumber, { title, body, actions: [], silent: true, stay: "passing" });
  }
}
