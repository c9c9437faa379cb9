import { describe, expect, it } from "vitest";
import { createTranslator } from "../../../electron/main/adapters/i18next-translator.ts";
import type { TrayMenuItem } from "../../../electron/main/ports/tray.ts";
import { callFlowItems, readCallFlowCommand } from "../../../electron/main/services/tray-call-flows.ts";
import type { CallFlowsState, Snapshot } from "../../../shared/ipc/snapshot.ts";
import { callFlows, callFlowsState, idleSnapshot, NOW, timedCallFlows } from "../../fakes/fixture-snapshots.ts";

function itemsOf(flows: Partial<CallFlowsState>, patch: Partial<Snapshot> = {}): TrayMenuItem[] {
  return callFlowItems(idleSnapshot({ callFlows: callFlowsState(flows), ...patch }), createTranslator("da"), NOW);
}

const labelOf = (item: TrayMenuItem) => (item.type === "separator" ? "–" : item.label);
const idOf = (item: TrayMenuItem | undefined) => (item?.type === "command" || item?.type === "checkbox" ? item.id : "");
const submenu = (items: TrayMenuItem[], label: string) => {
  const found = items.find((item) => item.type === "submenu" && item.label === label);
  return found?.type === "submenu" ? found.items : expect.fail(`no submenu ${label}`);
};

/** `count` call flows, of which every tenth is on. */
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...(callFlows()[0] ?? expect.fail("no call flow")),
    localNumber: String(6100 + index),
    name: `Afdeling ${String(index).padStart(2, "0")}`,
    active: index % 10 === 0,
  }));

describe("call flows in the tray's menu", () => {
  it("are ticks with their consequence, and switch to the other state", () => {
    const items = itemsOf({});
    expect(items.slice(0, 2)).toEqual([
      {
        type: "checkbox",
        id: "flow:6001:off",
        label: "Nattjeneste: opkald går til 6050 Vagt",
        checked: true,
        enabled: true,
      },
      {
        type: "checkbox",
        id: "flow:6002:on",
        label: "Frokost: opkald går til 5000 Kundekø",
        checked: false,
        enabled: true,
      },
    ]);
    expect(readCallFlowCommand(idOf(items[0]), NOW)).toEqual({ type: "set", localNumber: "6001", active: false });
  });

  it("say that they are being switched, are not his, or go back", () => {
    const flows = timedCallFlows().flows.map((flow) => ({ ...flow, switching: flow.localNumber === "6004" }));
    const items = itemsOf({ flows });
    expect(items.slice(0, 4)).toMatchObject([
      {
        label: expect.stringMatching(/^Nattjeneste: opkald går til 6050 Vagt · FRA igen kl\. \d\d\.00$/),
        enabled: true,
      },
      { label: expect.stringMatching(/^Frokost: opkald går til 6051 Frokostbesked · FRA igen/) },
      { label: "Lukket helligdag: opkald går til 6000 Hovednummer (låst)", enabled: false },
      { label: "Driftsforstyrrelse: skifter …", enabled: false },
    ]);
    expect(submenu(items, "Skift kaldsflow indtil").map(labelOf)).toEqual(["Nattjeneste", "Frokost"]);
  });

  it("are switched until a time: a length counts from the click, a time of day is the one that was read", () => {
    const items = submenu(submenu(itemsOf({}), "Skift kaldsflow indtil"), "Frokost");
    expect(items.map(labelOf).slice(0, 3)).toEqual(["Til", "i 30 minutter", "i 1 time"]);
    const clicked = NOW + 90 * 60_000;
    expect(readCallFlowCommand(idOf(items[1]), clicked)).toEqual({
      type: "set",
      localNumber: "6002",
      active: true,
      until: clicked + 30 * 60_000,
    });
    const afternoon = readCallFlowCommand(idOf(items[3]), NOW);
    expect(readCallFlowCommand(idOf(items[3]), clicked + 24 * 3_600_000)).toEqual(afternoon);
    expect(afternoon).toMatchObject({ localNumber: "6002", active: true, until: expect.any(Number) });
  });

  it("that are on can be kept on or be off until a time; what comes can be cancelled", () => {
    const items = submenu(submenu(itemsOf(timedCallFlows()), "Skift kaldsflow indtil"), "Nattjeneste");
    expect(items.map(labelOf).filter((label) => ["Til", "Fra", "–"].includes(label))).toEqual(["Til", "–", "Fra", "–"]);
    expect(items.map(labelOf).at(-1)).toMatch(/^Annuller: Slås FRA kl\./);
    expect(readCallFlowCommand(idOf(items.at(-1)), NOW)).toEqual({ type: "cancel", id: "c2" });
  });

  it("cannot be switched while offline, nor until a time without a relay", () => {
    const offline = itemsOf({}, { relay: { state: "connecting", since: NOW } });
    expect(offline.map((item) => item.type === "checkbox" && item.enabled)).toEqual([false, false, false, false]);
    const direct = itemsOf({ timed: false }, { relay: { state: "direct" } });
    expect(direct.map((item) => item.type === "checkbox" && item.enabled)).toEqual([true, true, true, true]);
  });

  it("that are forty do not fill the screen: those that are on in sight, all in submenus that fit", () => {
    const items = itemsOf({ flows: many(40) });
    expect(items.map(labelOf)).toEqual([
      "Afdeling 00: opkald går til 6050 Vagt",
      "Afdeling 10: opkald går til 6050 Vagt",
      "Afdeling 20: opkald går til 6050 Vagt",
      "Afdeling 30: opkald går til 6050 Vagt",
      "Alle kaldsflow",
      "Skift kaldsflow indtil",
    ]);
    for (const label of ["Alle kaldsflow", "Skift kaldsflow indtil"]) {
      const groups = submenu(items, label);
      expect(groups.map(labelOf)).toEqual([
        "Afdeling 00 – Afdeling 13",
        "Afdeling 14 – Afdeling 27",
        "Afdeling 28 – Afdeling 39",
      ]);
      expect(groups.flatMap((group) => (group.type === "submenu" ? group.items : []))).toHaveLength(40);
    }
  });

  it("have short labels, however long their names are", () => {
    const name = "Nattjeneste for alle afdelinger i Region Nordjylland og omegn";
    const flows = callFlows().map((flow) => ({ ...flow, name, inactiveGoto: name, activeGoto: name }));
    for (const item of itemsOf({ flows })) expect(labelOf(item).length).toBeLessThan(100);
  });
});

it.each(["open", "settings", "flow:", "flow:6001", "flow:6001:maybe"])("%j is no command of a call flow", (id) => {
  expect(readCallFlowCommand(id, NOW)).toBeUndefined();
});
