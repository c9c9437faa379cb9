import type { Snapshot } from "../../../shared/ipc/snapshot.ts";
import type { Translator } from "../ports/translate.ts";
import type { TrayMenuItem, TrayState, TrayView } from "../ports/tray.ts";
import { callFlowItems } from "./tray-call-flows.ts";

/** Commands of the tray's menu; those of call flows are made by `tray-call-flows.ts`. */
export const trayCommands = {
  open: "open",
  dial: "dial",
  missed: "missed",
  reconnect: "reconnect",
  settings: "settings",
  quit: "quit",
} as const;

/** What the tray shows for a state of the app: the truth, in the employee's language. @param now Unix milliseconds */
export function presentTray(shown: Snapshot, translator: Translator, now: number): TrayView {
  // Calls that are kept for an employee who has signed out are nobody else's.
  const snapshot = shown.identity === undefined ? { ...shown, missedCount: 0 } : shown;
  return {
    state: stateOf(snapshot),
    tooltip: tooltipOf(snapshot, translator),
    menu: menuOf(snapshot, translator, now),
    badge: snapshot.missedCount,
  };
}

function stateOf({ liveCalls, relay, missedCount }: Snapshot): TrayState {
  if (liveCalls.some((call) => call.phase === "ringing" || call.phase === "lift-phone")) return "ringing";
  if (liveCalls.some((call) => call.phase === "talking" || call.phase === "calling")) return "in-call";
  if (relay.state !== "connected" && relay.state !== "direct") return "offline";
  return missedCount > 0 ? "missed" : "connected";
}

function tooltipOf(snapshot: Snapshot, translator: Translator): string {
  const { translate: t } = translator;
  const parts = [`Sidetone – ${connectionOf(snapshot, translator)}`];
  if (snapshot.missedCount > 0) parts.push(t("tray.missed", { count: snapshot.missedCount }));
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

function menuOf(snapshot: Snapshot, translator: Translator, now: number): TrayMenuItem[] {
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
  if (callFlows.flows.length > 0) {
    items.push(
      { type: "separator" },
      { type: "label", label: t("callFlows.title") },
      ...callFlowItems(snapshot, translator, now),
    );
  }
  items.push(
    { type: "separator" },
    { type: "command", id: trayCommands.settings, label: t("tray.settings"), enabled: true },
    { type: "command", id: trayCommands.quit, label: t("tray.quit"), enabled: true },
  );
  return items;
}
