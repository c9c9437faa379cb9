import { describe, expect, it } from "vitest";
import { forgetAsker } from "../../../relay/call-flows/coming-switch.ts";
import { openDatabase } from "../../../relay/storage/sqlite/open-database.ts";
import { SqliteSchedules } from "../../../relay/storage/sqlite/sqlite-schedules.ts";
import { callFlowReason } from "../../../shared/relay-protocol/call-flow-reasons.ts";
import { until } from "../../fakes/until.ts";
import { type Flows, type FlowsClient, NIGHT, startFlows, T0 } from "./flows-fixture.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const AT_FOUR = T0 + 3 * HOUR_MS;

async function onUntilFour(flows: Flows): Promise<FlowsClient> {
  const mette = await flows.as("202");
  const { coming } = await mette.change("switch", { localNumber: NIGHT, active: true, until: AT_FOUR });
  expect(coming).toMatchObject([{ localNumber: NIGHT, active: false, at: AT_FOUR, by: { localNumber: "202" } }]);
  expect(flows.isOn(NIGHT)).toBe(true);
  return mette;
}

function lock(flows: Flows, message: string | undefined): void {
  const night = flows.simulator.company.callFlows.find(({ localNumber }) => localNumber === NIGHT);
  if (night === undefined) throw new Error("There is no night service.");
  if (message === undefined) delete night.refusesSwitching;
  else night.refusesSwitching = message;
}

async function untilView(
  mette: FlowsClient,
  what: string,
  is: (view: Awaited<ReturnType<FlowsClient["view"]>>) => boolean,
) {
  const deadline = Date.now() + 5_000;
  for (;;) {
    const view = await mette.view();
    if (is(view)) return view;
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}: ${JSON.stringify(view)}`);
  }
}

describe('"on until 16:00"', () => {
  it("goes off at four with every PC off, and the relay tells who had asked for it", async () => {
    const flows = await startFlows();
    const mette = await onUntilFour(flows);
    flows.setTime(AT_FOUR - 1);
    expect((await mette.view()).coming).toHaveLength(1);
    flows.setTime(AT_FOUR);
    await until("it is off", () => !flows.isOn(NIGHT));
    const view = await untilView(mette, "it is over", ({ coming }) => coming.length === 0);
    expect(view.history[0]).toMatchObject({ how: "timed", outcome: "done", active: false, by: { localNumber: "202" } });
  });

  it("goes off after a restart of the relay that was off at four", async () => {
    const flows = await startFlows();
    await onUntilFour(flows);
    await flows.restart(() => flows.setTime(AT_FOUR + 5 * MINUTE_MS));
    await until("it is off", () => !flows.isOn(NIGHT));
    expect(flows.asked("/setcallflowstate")).toBe(2);
  });

  it("does not come where it was cancelled, or switched by hand before", async () => {
    const flows = await startFlows();
    const mette = await onUntilFour(flows);
    const [coming] = (await mette.view()).coming;
    expect((await mette.change("cancel", { id: coming?.id ?? "" })).coming).toEqual([]);
    expect(await mette.refused("cancel", { id: coming?.id ?? "" })).toMatchObject({ status: 404 });
    await mette.change("switch", { localNumber: NIGHT, active: true, until: AT_FOUR });
    const again = await mette.change("switch", { localNumber: NIGHT, active: true, until: AT_FOUR + HOUR_MS });
    expect(again.coming).toMatchObject([{ at: AT_FOUR + HOUR_MS }]);
    expect((await mette.change("switch", { localNumber: NIGHT, active: true })).coming).toEqual([]);
    await flows.restart(() => flows.setTime(AT_FOUR + 2 * HOUR_MS));
    expect((await (await flows.as("203")).view()).coming).toEqual([]);
    expect(flows.isOn(NIGHT)).toBe(true);
  });

  it("is tried again where the PBX refuses, says so, and succeeds later", async () => {
    const flows = await startFlows();
    const mette = await onUntilFour(flows);
    lock(flows, "Kaldsflowet er låst");
    flows.setTime(AT_FOUR);
    const view = await untilView(mette, "it is told", ({ coming }) => coming[0]?.trouble !== undefined);
    expect(view.coming).toMatchObject([
      { at: AT_FOUR, trouble: { attempts: 1, message: "Kaldsflowet er låst", nextTryAt: AT_FOUR + MINUTE_MS } },
    ]);
    lock(flows, undefined);
    await flows.restart(() => flows.setTime(AT_FOUR + MINUTE_MS));
    await until("it is off", () => !flows.isOn(NIGHT));
    await untilView(await flows.as("202"), "it is over", ({ coming, history }) => {
      return coming.length === 0 && history[0]?.how === "timed" && history[0].outcome === "done";
    });
  });

  it("is tried again where the PBX fails, and says why in words that apps know", async () => {
    const flows = await startFlows();
    const mette = await onUntilFour(flows);
    flows.simulator.setFault({ status: 500 });
    flows.setTime(AT_FOUR);
    const view = await untilView(mette, "it is told", ({ coming }) => coming[0]?.trouble !== undefined);
    const message = view.coming[0]?.trouble?.message ?? "";
    expect(callFlowReason(message)).toBe("pbx-unreachable");
    flows.simulator.setFault({});
    flows.setTime(AT_FOUR + MINUTE_MS);
    await until("it is off", () => !flows.isOn(NIGHT));
  });

  it("is given up after twelve hours, and that is told; also where the relay was off for so long", async () => {
    const flows = await startFlows();
    const mette = await onUntilFour(flows);
    lock(flows, "Kaldsflowet er låst");
    flows.setTime(AT_FOUR);
    await untilView(mette, "it is told", ({ coming }) => coming[0]?.trouble !== undefined);
    flows.setTime(AT_FOUR + 13 * HOUR_MS);
    const view = await untilView(mette, "it is given up", ({ coming }) => coming.length === 0);
    expect(view.history[0]).toMatchObject({ how: "timed", outcome: "refused", message: "Kaldsflowet er låst" });
    expect(flows.isOn(NIGHT)).toBe(true);
  });

  it("has nothing to do where somebody has switched it already", async () => {
    const flows = await startFlows();
    const mette = await onUntilFour(flows);
    flows.simulator.switchCallFlow(NIGHT, false);
    flows.setTime(AT_FOUR);
    await untilView(mette, "it is over", ({ coming }) => coming.length === 0);
    expect(flows.asked("/setcallflowstate")).toBe(1);
  });

  it("comes also where who asked for it was erased, and tells no name", async () => {
    const flows = await startFlows();
    await onUntilFour(flows);
    const database = openDatabase(flows.database);
    expect(await forgetAsker(new SqliteSchedules(database), "4711", "202")).toBe(1);
    database.close();
    const jonas = await flows.as("203");
    expect((await jonas.view()).coming[0]?.by).toBeUndefined();
    flows.setTime(AT_FOUR);
    await until("it is off", () => !flows.isOn(NIGHT));
  });
});
