import { describe, expect, it } from "vitest";
import { createTranslator } from "../../../electron/main/adapters/i18next-translator.ts";
import type { TrayMenuItem } from "../../../electron/main/ports/tray.ts";
import { readQuietCommand } from "../../../electron/main/services/tray-do-not-disturb.ts";
import { presentTray } from "../../../electron/main/services/tray-presenter.ts";
import { readDialBack } from "../../../electron/main/services/tray-recent-calls.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import { quietChoices } from "../../../shared/notifications/quiet-choice.ts";
import {
  history,
  idleSnapshot,
  NOW,
  ringingCall,
  talkingCall,
  unpairedSnapshot,
} from "../../fakes/fixture-snapshots.ts";

const present = (snapshot: Parameters<typeof presentTray>[0], recent: readonly ShownCall[] = []) =>
  presentTray(snapshot, recent, createTranslator("da"), NOW);

/** The labels in a submenu. */
const inside = (menu: readonly TrayMenuItem[], label: string) => {
  const found = menu.find((item) => item.type === "submenu" && item.label === label);
  return found?.type === "submenu" ? found.items : expect.fail(`no submenu ${label}`);
};

it("without a relay the tray says plainly that calls are not shown, and is not offline", () => {
  const { state, tooltip, menu } = present(idleSnapshot({ relay: { state: "direct" } }));
  expect(state).toBe("connected");
  expect(tooltip).toBe("Sidetone – Uden relayserver: indgående opkald vises ikke");
  expect(menu).toContainEqual({ type: "label", label: "Uden relayserver: indgående opkald vises ikke" });
});

it("calls that are kept for somebody who has signed out are not counted for whoever looks", () => {
  const { badge, tooltip } = present(unpairedSnapshot({ missedCount: 3 }));
  expect(badge).toBe(0);
  expect(tooltip).toBe("Sidetone – Ikke tilknyttet");
});

describe("the icon", () => {
  const offline = { state: "offline", since: NOW - 3_600_000, reason: "unreachable" } as const;

  it.each([
    ["ringing", { liveCalls: [talkingCall(), ringingCall()], relay: offline }],
    ["in-call", { liveCalls: [talkingCall()], missedCount: 2 }],
    ["offline", { relay: offline, missedCount: 2 }],
    ["missed", { missedCount: 2 }],
    ["connected", {}],
  ] as const)("is %s where that is what he must know first", (wanted, patch) => {
    const { liveCalls, ...rest } = { liveCalls: [], ...patch };
    expect(present(idleSnapshot({ ...rest, liveCalls: [...liveCalls] })).state).toBe(wanted);
  });

  it("says since when and why it is offline, what was missed, and that he wants quiet", () => {
    const until = NOW + 30 * 60_000;
    const { tooltip } = present(idleSnapshot({ relay: offline, missedCount: 2, doNotDisturb: { until } }));
    const [first, ...others] = tooltip.split("\n");
    expect(first).toMatch(/^Sidetone – Offline siden \d\d\.\d\d: /);
    expect(others).toEqual(["2 ubesvarede opkald", expect.stringMatching(/^Forstyr ikke indtil kl\. \d\d\.33$/)]);
    expect(tooltip.length).toBeLessThan(128);
  });
});

describe("the latest calls", () => {
  it("are in the menu to be dialled back, each number once, five at most; hidden numbers are not", () => {
    const calls = [...history(), ...history()];
    const items = inside(present(idleSnapshot(), calls).menu, "Seneste opkald");
    expect(items).toHaveLength(5);
    expect(items[0]).toMatchObject({ label: expect.stringMatching(/^Jens Peter Lund · ubesvaret kl\. /) });
    const numbers = items.map((item) => (item.type === "command" ? readDialBack(item.id) : undefined));
    expect(numbers[0]).toBe("+4520304050");
    expect(new Set(numbers).size).toBe(5);
  });

  it("are not offered before anything was called, nor to somebody who has signed out", () => {
    expect(JSON.stringify(present(idleSnapshot()).menu)).not.toContain("Seneste opkald");
    expect(JSON.stringify(present(unpairedSnapshot(), history()).menu)).not.toContain("Seneste opkald");
  });
});

describe("do not disturb", () => {
  it("is offered for a while, and read back as it was offered", () => {
    const items = inside(present(idleSnapshot()).menu, "Forstyr ikke");
    const commands = items.map((item) => (item.type === "command" ? readQuietCommand(item.id) : undefined));
    expect(commands).toEqual(quietChoices.map((choice) => ({ type: "begin", choice })));
    expect(readQuietCommand("quiet:for-ever")).toBeUndefined();
  });

  it("on, it is said until when, and can be ended", () => {
    const items = inside(present(idleSnapshot({ doNotDisturb: {} })).menu, "Forstyr ikke er slået til");
    expect(items[0]).toMatchObject({ label: "Slå fra", id: "quiet-end" });
    expect(readQuietCommand("quiet-end")).toEqual({ type: "end" });
  });
});
