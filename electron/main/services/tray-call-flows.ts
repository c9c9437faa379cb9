import { momentText } from "../../../shared/call-flows/moment-text.ts";
import { type UntilChoice, untilChoices } from "../../../shared/call-flows/switch-until.ts";
import { untilText } from "../../../shared/call-flows/until-text.ts";
import type { ShownCallFlow, Snapshot } from "../../../shared/ipc/snapshot.ts";
import type { Translator } from "../ports/translate.ts";
import type { TrayMenuItem } from "../ports/tray.ts";
import { shortenName } from "./shorten-name.ts";

/** What is chosen from the call flows of the tray's menu. */
export type CallFlowCommand =
  | { type: "set"; localNumber: string; active: boolean /** Unix milliseconds. */; until?: number }
  | { type: "cancel"; id: string };

/** More stand in submenus, so that the menu fits the screen. */
const MOST_IN_SIGHT = 8;
const MOST_IN_SUBMENU = 15;

const ids = {
  set: (localNumber: string, active: boolean) => `flow:${localNumber}:${active ? "on" : "off"}`,
  until: (localNumber: string, active: boolean, choice: UntilChoice) =>
    // A length counts from the click; a time of day is the one that was read.
    `${ids.set(localNumber, active)}:${choice.id === "half-hour" || choice.id === "hour" ? choice.id : choice.at}`,
  cancel: (id: string) => `flow-cancel:${id}`,
};

/** @param now of the click, Unix milliseconds @returns undefined for a command of something else */
export function readCallFlowCommand(id: string, now: number): CallFlowCommand | undefined {
  if (id.startsWith("flow-cancel:")) return { type: "cancel", id: id.slice("flow-cancel:".length) };
  const [, localNumber, state, until] = /^flow:([^:]+):(on|off)(?::(.+))?$/.exec(id) ?? [];
  if (localNumber === undefined) return undefined;
  const command = { type: "set", localNumber, active: state === "on" } as const;
  if (until === undefined) return command;
  const length = untilChoices(now).find((choice) => choice.id === until);
  return { ...command, until: length?.at ?? Number(until) };
}

/**
 * The call flows in the tray's menu: each a tick with its consequence, and a submenu to switch one until some time. Where
 * there are many, those that are on or on their way are in sight and all are below.
 *
 * @param now Unix milliseconds
 */
export function callFlowItems(snapshot: Snapshot, translator: Translator, now: number): TrayMenuItem[] {
  const { callFlows, relay } = snapshot;
  const { flows, timed } = callFlows;
  const { translate: t } = translator;
  const isOnline = relay.state === "connected" || relay.state === "direct";
  const isMany = flows.length > MOST_IN_SIGHT;
  const inSight = isMany ? flows.filter(isOfInterest).slice(0, MOST_IN_SIGHT) : flows;
  const items = inSight.map(tick);
  if (isMany) items.push({ type: "submenu", label: t("tray.moreFlows"), items: grouped(flows, tick) });
  const switchable = isOnline && timed ? flows.filter((flow) => flow.maySwitch && !flow.switching) : [];
  if (switchable.length > 0) {
    items.push({ type: "submenu", label: t("tray.until"), items: grouped(switchable, untilMenu) });
  }
  return items;

  function tick(flow: ShownCallFlow): TrayMenuItem {
    const { localNumber, active, switching, maySwitch } = flow;
    return {
      type: "checkbox",
      id: ids.set(localNumber, !active),
      label: labelOf(flow),
      checked: active,
      enabled: isOnline && maySwitch && !switching,
    };
  }

  function labelOf(flow: ShownCallFlow): string {
    const name = shortenName(flow.name);
    if (flow.switching) return t("tray.flowSwitching", { name });
    const goto = flow.active ? flow.activeGoto : flow.inactiveGoto;
    const label = goto === "" ? name : t("tray.flow", { name, target: shortenName(goto) });
    if (!flow.maySwitch) return t("tray.flowLocked", { label });
    const { coming } = flow;
    if (coming === undefined || coming.active === flow.active) return label;
    return t(coming.active ? "tray.flowThenOn" : "tray.flowThenOff", { label, when: momentOf(coming.at) });
  }

  function untilMenu(flow: ShownCallFlow): TrayMenuItem {
    const { coming, active, localNumber } = flow;
    const first = choicesOf(localNumber, !active);
    const items: TrayMenuItem[] = active
      ? [...choicesOf(localNumber, true), { type: "separator" }, ...first]
      : [...first];
    if (coming?.mayCancel === true) {
      const what = t(coming.active ? "callFlows.comesOn" : "callFlows.comesOff", { when: momentOf(coming.at) });
      const label = t("tray.cancelComing", { what });
      items.push({ type: "separator" }, { type: "command", id: ids.cancel(coming.id), label, enabled: true });
    }
    return { type: "submenu", label: shortenName(flow.name), items };
  }

  function choicesOf(localNumber: string, active: boolean): TrayMenuItem[] {
    const choices = untilChoices(now).map((choice): TrayMenuItem => {
      return { type: "command", id: ids.until(localNumber, active, choice), label: choiceText(choice), enabled: true };
    });
    return [{ type: "label", label: t(active ? "callFlows.beOn" : "callFlows.beOff") }, ...choices];
  }

  function choiceText(choice: UntilChoice): string {
    if (choice.id === "half-hour") return t("callFlows.halfHour");
    if (choice.id === "hour") return t("callFlows.hour");
    return untilText(choice.at, now, translator.formats(), t);
  }

  function momentOf(at: number): string {
    return momentText(at, now, translator.formats(), t);
  }

  function grouped(all: readonly ShownCallFlow[], item: (flow: ShownCallFlow) => TrayMenuItem): TrayMenuItem[] {
    if (all.length <= MOST_IN_SUBMENU) return all.map(item);
    const sorted = all.toSorted((a, b) => a.name.localeCompare(b.name, "da"));
    const size = Math.ceil(sorted.length / Math.ceil(sorted.length / MOST_IN_SUBMENU));
    const groups: TrayMenuItem[] = [];
    for (let start = 0; start < sorted.length; start += size) {
      const group = sorted.slice(start, start + size);
      const label = t("tray.manyFlows", {
        first: shortenName(group[0]?.name ?? ""),
        last: shortenName(group.at(-1)?.name ?? ""),
      });
      groups.push({ type: "submenu", label, items: group.map(item) });
    }
    return groups;
  }
}

/** It does something to calls now, or did not do what it should. */
function isOfInterest({ active, switching, coming, notCome, problem }: ShownCallFlow): boolean {
  return active || switching || coming !== undefined || notCome !== undefined || problem !== undefined;
}
