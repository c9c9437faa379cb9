import type { Notifier } from "../ports/notifier.ts";
import type { Translator } from "../ports/translate.ts";
import type { Gap } from "./calls-service.ts";
import type { Notices } from "./notices.ts";

export interface GapReportOptions {
  notices: Notices;
  notifier: Notifier;
  translator: Translator;
  onOpen(): void;
}

const NOTIFICATION_ID = "gap";

/** Tells what came in while the app was away: "You were offline 12:03–12:41: 2 calls came in". */
export class GapReport {
  readonly #options: GapReportOptions;

  constructor(options: GapReportOptions) {
    this.#options = options;
    options.notifier.onEvent((event) => {
      if (event.id === NOTIFICATION_ID && event.type === "click") options.onOpen();
    });
  }

  tell(gap: Gap): void {
    const { notices, notifier, translator } = this.#options;
    const { from, to, calls } = gap;
    notices.add({ kind: "gap", values: { from, to, calls, complete: gap.complete ? 1 : 0 } });
    const { translate: t } = translator;
    const { time } = translator.formats();
    notifier.show(NOTIFICATION_ID, {
      title: t("notifications.gapTitle", { count: calls }),
      body: t("notifications.gapBody", { from: time(from), to: time(to) }),
      actions: [],
      silent: true,
      stay: "passing",
    });
  }
}
