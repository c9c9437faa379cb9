import { describe, expect, it } from "vitest";
import { until } from "../../fakes/until.ts";
import { connect, pairDevice } from "../relay-fixture.ts";
import { LUNCH, NIGHT, startFlows, T0 } from "./flows-fixture.ts";

describe("call flows through the relay", () => {
  it("are asked of the PBX once for all employees who want them within a few seconds", async () => {
    const flows = await startFlows();
    const employees = await Promise.all(["202", "203", "201"].map((employee) => flows.as(employee)));
    const views = await Promise.all(employees.map((employee) => employee.view()));
    expect(views.every((view) => view.flows.length === 4 && view.asOf === T0)).toBe(true);
    expect(flows.asked("/callflow")).toBe(1);
    flows.setTime(T0 + 6_000);
    await employees[0]?.view();
    expect(flows.asked("/callflow")).toBe(2);
  });

  it("are shown as they were, with the reason, while the PBX does not answer", async () => {
    const flows = await startFlows();
    const mette = await flows.as("202");
    await mette.view();
    flows.simulator.setFault({ status: 500 });
    flows.setTime(T0 + 60_000);
    expect(await mette.view()).toMatchObject({ asOf: T0, problem: { code: "pbx-unreachable" } });
  });

  it("are switched, and what the PBX says afterwards is the answer; everybody is told, and who it was", async () => {
    const flows = await startFlows();
    const mette = await flows.as("202");
    const stream = await connect(flows.relay, (await pairDevice(flows.relay, "203")).token);
    const view = await mette.change("switch", { localNumber: NIGHT, active: true });
    expect(view.flows.find(({ localNumber }) => localNumber === NIGHT)?.active).toBe(true);
    expect(flows.isOn(NIGHT)).toBe(true);
    expect(view.history).toMatchObject([
      { localNumber: NIGHT, active: true, at: T0, by: { localNumber: "202" }, how: "hand", outcome: "done" },
    ]);
    await stream.until("the other is told", ({ messages }) =>
      messages.some(({ type }) => type === "call-flows-changed"),
    );
  });

  it("stay as they are where the PBX refuses, in its words, which are written down", async () => {
    const flows = await startFlows();
    const mette = await flows.as("202");
    const night = flows.simulator.company.callFlows.find(({ localNumber }) => localNumber === NIGHT);
    if (night !== undefined) night.refusesSwitching = "Kaldsflowet er låst";
    expect(await mette.refused("switch", { localNumber: NIGHT, active: true })).toEqual({
      status: 422,
      code: "pbx-refused",
      message: "Kaldsflowet er låst",
    });
    const { history, flows: list } = await mette.view();
    expect(history).toMatchObject([{ outcome: "refused", message: "Kaldsflowet er låst" }]);
    expect(list.find(({ localNumber }) => localNumber === NIGHT)?.active).toBe(false);
    expect(flows.asked("/setcallflowstate")).toBe(1);
  });

  it("are asked for once only where the answer is lost, and then it is not known", async () => {
    const flows = await startFlows();
    const mette = await flows.as("202");
    await mette.view();
    flows.simulator.setFault({ cutConnection: true });
    expect(await mette.refused("switch", { localNumber: NIGHT, active: true })).toMatchObject({
      code: "pbx-unreachable",
    });
    flows.simulator.setFault({});
    expect(flows.asked("/setcallflowstate")).toBe(1);
    expect((await mette.view()).history).toMatchObject([{ outcome: "unclear" }]);
  });

  it("that are switched elsewhere are noticed, and not taken for anybody's here", async () => {
    const flows = await startFlows();
    const mette = await flows.as("202");
    await mette.view();
    flows.simulator.switchCallFlow(LUNCH, true);
    flows.setTime(T0 + 10_000);
    await mette.view();
    await until("it is written down", () => true);
    const { history } = await mette.view();
    expect(history).toMatchObject([{ localNumber: LUNCH, active: true, how: "elsewhere", outcome: "done" }]);
    expect(history[0]?.by).toBeUndefined();
  });

  it("go back by undo, where nobody has switched them since", async () => {
    const flows = await startFlows();
    const mette = await flows.as("202");
    const jonas = await flows.as("203");
    const first = (await mette.change("switch", { localNumber: NIGHT, active: true })).history[0]?.id ?? "";
    const undone = await jonas.change("undo", { id: first });
    expect(flows.isOn(NIGHT)).toBe(false);
    expect(undone.history[0]).toMatchObject({ how: "undo", active: false, by: { localNumber: "203" } });
    expect(await mette.refused("undo", { id: first })).toMatchObject({ status: 409, code: "changed-since" });
    expect(await mette.refused("undo", { id: "none" })).toMatchObject({ status: 404 });
    const second = (await mette.change("switch", { localNumber: NIGHT, active: true })).history[0]?.id ?? "";
    flows.simulator.switchCallFlow(NIGHT, false);
    expect(await mette.refused("undo", { id: second })).toMatchObject({ status: 409 });
  });

  it("may be some employees' only, also by the PBX's own way through the relay", async () => {
    const flows = await startFlows({ callFlows: { everybody: [], employees: { "202": [NIGHT], "203": "all" } } });
    const mette = await flows.as("202");
    const { flows: list } = await mette.view();
    expect(list.filter(({ maySwitch }) => maySwitch).map(({ localNumber }) => localNumber)).toEqual([NIGHT]);
    expect(await mette.refused("switch", { localNumber: LUNCH, active: true })).toMatchObject({
      status: 403,
      code: "not-allowed",
    });
    await mette.change("switch", { localNumber: NIGHT, active: true });
    const { token } = await pairDevice(flows.relay, "201");
    const asked = await fetch(
      `${flows.relay.url}/v1/flexfone/Callflow/SetCallFlowState?localnumber=${LUNCH}&active=true`,
      { method: "POST", headers: { Authorization: `Bearer ${token}` } },
    );
    expect(asked.status).toBe(403);
    expect(flows.isOn(LUNCH)).toBe(false);
  });

  it("are switched by nobody more than twenty times in a minute", async () => {
    const flows = await startFlows();
    const mette = await flows.as("202");
    for (let n = 0; n < 20; n += 1) await mette.change("switch", { localNumber: NIGHT, active: n % 2 === 0 });
    expect(await mette.refused("switch", { localNumber: NIGHT, active: true })).toMatchObject({ status: 429 });
    await (await flows.as("203")).change("switch", { localNumber: NIGHT, active: true });
  });

  it("refuse what is no switch", async () => {
    const flows = await startFlows();
    const mette = await flows.as("202");
    expect(await mette.refused("switch", { localNumber: "9999", active: true })).toMatchObject({ status: 404 });
    expect(await mette.refused("switch", { localNumber: "x", active: true })).toMatchObject({ status: 400 });
    const past = { localNumber: NIGHT, active: true, until: T0 - 1 };
    expect(await mette.refused("switch", past)).toMatchObject({ status: 400 });
    expect(await mette.refused("switch", { ...past, until: T0 + 40 * 86_400_000 })).toMatchObject({ status: 400 });
    expect(flows.isOn(NIGHT)).toBe(false);
    const stranger = await fetch(`${flows.relay.url}/v1/call-flows`);
    expect(stranger.status).toBe(401);
  });
});
