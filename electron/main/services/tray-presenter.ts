import type { ShownCall, Snapshot } from "../../../shared/ipc/snapshot.ts";
import type { Translator } from "../ports/translate.ts";
import type { TrayMenuItem, TrayState, TrayView } from "../ports/tray.ts";
import { callFlowItems } from "./tray-call-flows.ts";
import { quietItems, quietText } from "./tray-do-not-disturb.ts";
import { recentCallItems } from "./tray-recent-calls.ts";

/** Commands of the tray's menu; the others are made by those who make the items. */
export const trayCommands = {
  open: "open",
  dial: "dial",
  missed: "missed",
  reconnect: "reconnect",
  settings: "settings",
  quit: "quit",
} as const;

/**
 * What the tray shows for a state of the app: the truth, in the employee's language.
 *
 * @param recent the latest calls, newest first @param now Unix milliseconds
 */
export function presentTray(
  shown: Snapshot,
  recent: readonly ShownCall[],
  translator: Translator,
  now: number,
): TrayView {
  // Calls that are kept for an employee who has signed out are nobody else's.
  const snapshot = shown.identity === undefined ? { ...shown, missedCount: 0 } : shown;
  return {
    state: stateOf(snapshot),
    tooltip: tooltipOf(snapshot, translator, now),
    menu: menuOf(snapshot, recent, translator, now),
    badge: snapshot.missedCount,
  };
}

function stateOf({ liveCalls, relay, missedCount }: Snapshot): TrayState {
  if (liveCalls.some((call) => call.phase === "ringing" || call.phase === "lift-phone")) return "ringing";
  if (liveCalls.some((call) => call.phase === "talking" || call.phase === "calling")) return "in-call";
  if (relay.state !== "connected" && relay.state !== "direct") return "offline";
  return missedCount > 0 ? "missed" : "connected";
}

function tooltipOf(snapshot: Snapshot, translator: Translator, now: number): string {
  const { translate: t } = translator;
  const parts = [`Sidetone – ${connectionOf(snapshot, translator)}`];
  if (snapshot.missedCount > 0) parts.push(t("tray.missed", { count: snapshot.missedCount }));
  const quiet = quietText(snapshot, translator, now);
  if (quiet !== undefined) parts.push(quiet);
  return parts.join("\n");
}

function connectionOf({ relay }: Snapshot, translator: Translator): string {
  const { translate: t } = translator;
  switch (relay.state) {
    case "unpaired":
      return t("relay.unpaired");
    case "connecting":
      return t("relay.connecting");
    case "connected":
      return t("relay.connected");
    case "direct":
      return t("relay.directExplained");
    case "offline":
      return t("relay.offline", {
        time: translator.formats().time(relay.since),
        reason: t(`relay.reasons.${relay.reason}`),
      });
  }
}

function menuOf(snapshot: Snapshot, recent: readonly ShownCall[], translator: Translator, now: number): TrayMenuItem[] {
  const { identity, relay, missedCount, callFlows } = snapshot;
  const { translate: t } = translator;
  const items: TrayMenuItem[] = [];
  if (identity !== undefined) items.push({ type: "label", label: `${identity.name} · ${identity.localNumber}` });
  items.push({ type: "label", label: connectionOf(snapshot, translator) });
  if (relay.state === "offline" && relay.nextTryAt !== undefined) {
    items.push({ type: "command", id: trayCommands.reconnect, label: t("relay.tryNow"), enabled: true });
  }
  items.push({ type: "separator" }, { type: "command", id: trayCommands.open, label: t("tray.open"), enabled: true });
  if (identity !== undefined) {
    items.push({ type: "command", id: trayCommands.dial, label: t("tray.dial"), enabled: true });
  }
  if (missedCount > 0) {
    const label = t("tray.missed", { count: missedCount });
    items.push({ type: "command", id: trayCommands.missed, label, enabled: true });
  }
  const recentItems = identity === undefined ? [] : recentCallItems(recent, translator, now);
  if (recentItems.length > 0) items.push({ type: "submenu", label: t("tray.recent"), items: recentItems });
  if (callFlows.flows.length > 0) {
    items.push(
      { type: "separator" },
      { type: "label", label: t("callFlows.title") },
      ...callFlowItems(snapshot, translator, now),
    );
  }
  if (identity !== undefined) items.push({ type: "separator" }, ...quietItems(snapshot, translator, now));
  items.push(
    { type: "separator" },
    { type: "command", id: trayCommands.settings, label: t("tray.settings"), enabled: true },
    { type: "command", id: trayCommands.quit, label: t("tray.quit"), enabled: true },
  );
  return items;
}
