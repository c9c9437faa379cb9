import { describe, expect, it } from "vitest";
import { createTranslator } from "../../../electron/main/adapters/i18next-translator.ts";
import { CallFlowReports } from "../../../electron/main/services/call-flow-reports.ts";
import type { CallFlowsState, ShownComingSwitch, ShownPastSwitch } from "../../../shared/ipc/snapshot.ts";
import { callFlowReasons } from "../../../shared/relay-protocol/call-flow-reasons.ts";
import { freshState } from "../../fakes/app-state.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { FakeNotifier } from "../../fakes/fake-notifier.ts";
import { callFlows, callFlowsState, NOW } from "../../fakes/fixture-snapshots.ts";

const me = { name: "Anna Holm", own: true };
const mette = { name: "Mette Sørensen", own: false };

const coming: ShownComingSwitch = {
  id: "c1",
  localNumber: "6001",
  name: "Nattjeneste",
  active: false,
  at: NOW,
  by: me,
  mayCancel: true,
};
const late = { ...coming, trouble: { message: "Kaldsflowet er låst", nextTryAt: NOW + 60_000 } };
const past: ShownPastSwitch = {
  id: "h1",
  localNumber: "6001",
  name: "Nattjeneste",
  active: false,
  at: NOW,
  by: me,
  how: "timed",
  outcome: "done",
  mayUndo: true,
};

/** An app; unless it is fresh, it knows its call flows: night service is on. */
function setUp({ isFresh = false } = {}) {
  const state = freshState();
  const notifier = new FakeNotifier();
  const opened: string[] = [];
  const hidden = { names: false, locked: false };
  const reports = new CallFlowReports({
    state,
    notifier,
    translator: createTranslator("da"),
    clock: new FakeClock(NOW),
    screenLock: { isLocked: () => hidden.locked },
    hideNames: () => hidden.names,
    onOpen: () => opened.push("call flows"),
  });
  reports.start();
  const learn = (patch: Partial<CallFlowsState> = {}) => state.update({ callFlows: callFlowsState(patch) });
  if (!isFresh) learn();
  const off = callFlows().map((flow) => (flow.localNumber === "6001" ? { ...flow, active: false } : flow));
  return { reports, notifier, learn, opened, hidden, off, told: () => [...notifier.open.values()] };
}

describe("what came of a switch is told", () => {
  it("without where calls go while names are hidden or the screen is locked: that may be a colleague", () => {
    const { reports, learn, told, hidden, off } = setUp();
    hidden.names = true;
    reports.switched("6001", { ok: true, value: undefined });
    expect(told()).toMatchObject([{ title: "Nattjeneste er TIL" }]);
    Object.assign(hidden, { names: false, locked: true });
    learn({ flows: off, history: [past] });
    expect(told()).toMatchObject([{ title: "Nattjeneste er FRA" }]);
  });

  it("where it was asked for in the tray's menu: its consequence, and until when", () => {
    const { reports, learn, told } = setUp();
    reports.switched("6001", { ok: true, value: undefined });
    expect(told()).toMatchObject([{ title: "Nattjeneste er TIL: opkald går til 6050 Vagt", body: "" }]);
    learn({ flows: callFlows().map((flow) => ({ ...flow, coming: { ...coming, at: NOW + 60_000 } })) });
    reports.switched("6001", { ok: true, value: undefined });
    expect(told()).toHaveLength(1);
    expect(told()[0]?.body).toMatch(/^Slås FRA igen kl\. /);
  });

  it("with the PBX's words where it refused, and as not known where nobody knows", () => {
    const { reports, learn, told } = setUp();
    reports.switched("6002", { ok: false, code: "pbx-refused", message: "Kaldsflowet er låst" });
    expect(told()).toMatchObject([
      { title: "Frokost blev ikke skiftet", body: "Flexfone afviste det. Flexfone skriver: Kaldsflowet er låst" },
    ]);
    const problem = { code: "pbx-timeout", message: "", unsure: true };
    learn({ flows: callFlows().map((flow) => ({ ...flow, problem })) });
    reports.switched("6002", { ok: false, code: "pbx-timeout", message: "" });
    expect(told()[0]?.title).toBe("Uvist, om Frokost blev skiftet");
  });

  it("by itself, to the one who asked for it", () => {
    const { learn, told, off, opened, notifier } = setUp();
    learn({ flows: off, history: [past] });
    expect(told()).toMatchObject([
      { title: "Nattjeneste er FRA: opkald går til 6000 Hovednummer", body: "Skiftet af sig selv, som du bad om" },
    ]);
    notifier.touch({ type: "click", id: "flow:6001" });
    expect(opened).toEqual(["call flows"]);
  });

  it("not to others, not again, and not what was before the app began", () => {
    const { learn, notifier, off } = setUp();
    learn({ flows: off, history: [{ ...past, by: mette }] });
    learn({ flows: off, history: [{ ...past, id: "h2", how: "hand" }] });
    expect(notifier.shown).toBe(0);
    learn({ flows: off, history: [past] });
    learn({ flows: off, history: [past] });
    expect(notifier.shown).toBe(1);
    const fresh = setUp({ isFresh: true });
    fresh.learn({ flows: off, history: [past] });
    expect(fresh.notifier.shown).toBe(0);
  });

  it("when it was due and did not happen, once; and when it was given up", () => {
    const { learn, told, notifier } = setUp();
    learn({ coming: [late] });
    expect(told()).toMatchObject([
      { title: "Nattjeneste blev ikke slået fra, og der prøves igen", body: "Besked: Kaldsflowet er låst" },
    ]);
    learn({ coming: [{ ...late, trouble: { ...late.trouble, nextTryAt: NOW + 300_000 } }] });
    learn({ coming: [{ ...late, id: "c2", by: mette }] });
    expect(notifier.shown).toBe(1);
    learn({ history: [{ ...past, outcome: "refused", message: "Kaldsflowet er låst" }] });
    expect(told()).toMatchObject([{ title: "Nattjeneste blev ikke slået fra: slå selv fra" }]);
  });

  it("in his language where the reason is the relay's own", () => {
    const { learn, told } = setUp();
    learn({ history: [{ ...past, outcome: "refused", message: callFlowReasons["relay-was-off"] }] });
    expect(told()).toMatchObject([{ body: "Relayserveren var ikke i gang på det tidspunkt." }]);
  });

  it("where a coming one could not be cancelled", () => {
    const { reports, learn, told } = setUp();
    learn({ coming: [coming] });
    reports.cancelled("c1", { ok: true, value: undefined });
    expect(told()).toEqual([]);
    reports.cancelled("c1", { ok: false, code: "relay-unreachable", message: "" });
    expect(told()).toMatchObject([{ title: "Nattjeneste: Blev ikke annulleret" }]);
  });
});
