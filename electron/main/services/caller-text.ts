import { conversationText } from "../../../shared/i18n/conversation-text.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import type { Translator } from "../ports/translate.ts";

/** Who calls: a name, "Probably …", the number in readable form, or that it is hidden. */
export function callerName({ caller, displayNumber }: ShownCall, { translate: t }: Translator): string {
  if (caller === undefined) return displayNumber ?? t("calls.hiddenNumber");
  return caller.reason?.how === "company-range" ? t("notifications.probably", { name: caller.name }) : caller.name;
}

/**
 * What helps before he lifts: company and number, the line that was called, how many others it may be, a note, and when
 * somebody last spoke with the caller. A line each; none for what is not known.
 *
 * @param now Unix milliseconds
 */
export function callerDetails(call: ShownCall, translator: Translator, now: number): string {
  const { translate: t } = translator;
  const { caller, displayNumber, lineName, lastConversation } = call;
  const number = caller === undefined ? undefined : displayNumber;
  const lines = [
    [caller?.company, number].filter((part) => part !== undefined).join(" · "),
    lineName === undefined ? undefined : t("calls.viaLine", { line: lineName }),
    othersLine(caller, translator),
    caller?.note,
    lastConversation === undefined ? undefined : conversationText(lastConversation, translator.formats(), t, now),
  ];
  return lines.filter((line) => line !== undefined && line !== "").join("\n");
}

function othersLine(caller: ShownCall["caller"], { translate: t }: Translator): string | undefined {
  const { others = 0, company } = caller?.reason ?? {};
  if (others === 0) return undefined;
  return caller?.name === company
    ? t("notifications.sharedNumber", { count: others + 1 })
    : t("notifications.orOthers", { count: others });
}
