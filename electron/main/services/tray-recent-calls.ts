import { momentText } from "../../../shared/call-flows/moment-text.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import type { Translator } from "../ports/translate.ts";
import type { TrayMenuItem } from "../ports/tray.ts";
import { callerName } from "./caller-text.ts";
import { shortenName } from "./shorten-name.ts";

/** So many calls to dial back are in the tray's menu. */
const SHOWN = 5;
const PREFIX = "dial:";

/** @returns the number to dial; undefined for a command of something else */
export function readDialBack(id: string): string | undefined {
  return id.startsWith(PREFIX) ? id.slice(PREFIX.length) : undefined;
}

/**
 * The latest calls in the tray's menu, each number once, to be dialled back.
 *
 * @param calls newest first @param now Unix milliseconds
 */
export function recentCallItems(calls: readonly ShownCall[], translator: Translator, now: number): TrayMenuItem[] {
  const { translate: t } = translator;
  const numbers = new Set<string>();
  const items: TrayMenuItem[] = [];
  for (const call of calls) {
    if (call.number === undefined || numbers.has(call.number)) continue;
    numbers.add(call.number);
    const name = shortenName(callerName(call, translator));
    const when = momentText(call.startedAt, now, translator.formats(), t);
    const label = t(labelOf(call), { name, when });
    items.push({ type: "command", id: PREFIX + call.number, label, enabled: true });
    if (items.length === SHOWN) break;
  }
  return items;
}

function labelOf({ direction, outcome }: ShownCall) {
  if (outcome === "missed") return "tray.recentMissed";
  return direction === "outgoing" ? "tray.recentOutgoing" : "tray.recentIncoming";
}
