import { describe, expect, it, onTestFinished } from "vitest";
import { createDirectCallFlows } from "../../../electron/main/adapters/flexfone/direct-call-flows.ts";
import { accountAuthorization, createFlexfoneClient } from "../../../shared/flexfone/client.ts";
import { startSimulator } from "../../../tools/simulator/simulator.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";

/** The PBX itself, without a relay. */
async function setUp(hash?: string) {
  const simulator = await startSimulator();
  onTestFinished(() => simulator.close());
  const { company } = simulator;
  const client = createFlexfoneClient({
    baseUrl: simulator.employeeApiUrl,
    authorize: accountAuthorization(company.accountId, hash ?? company.hash),
    fetch,
  });
  const night = company.callFlows.find(({ name }) => name === "Nattjeneste");
  if (night === undefined) throw new Error("the simulated company has no night service");
  const asked = () => simulator.requests.map(({ path }) => path);
  return { simulator, night, asked, api: createDirectCallFlows(client, new FakeClock()) };
}

describe("call flows without a relay", () => {
  it("are the PBX's, may all be switched, and go back by nobody", async () => {
    const { api, night } = await setUp();
    expect(api.timed).toBeUndefined();
    const answer = await api.read();
    expect(answer).toMatchObject({ ok: true, value: { coming: [], history: [] } });
    expect(answer.ok && answer.value.flows.find(({ localNumber }) => localNumber === night.localNumber)).toEqual({
      localNumber: night.localNumber,
      name: "Nattjeneste",
      active: false,
      activeGoto: "6050",
      inactiveGoto: "1500",
      maySwitch: true,
    });
  });

  it("are switched once and read back", async () => {
    const { api, night, asked } = await setUp();
    const answer = await api.switch(night.localNumber, true);
    expect(answer.ok && answer.value.flows.find(({ name }) => name === "Nattjeneste")).toMatchObject({ active: true });
    expect(night.active).toBe(true);
    expect(asked()).toEqual(["/api/Callflow/SetCallFlowState", "/api/Callflow"]);
  });

  it("are refused in the PBX's words", async () => {
    const { api, night } = await setUp();
    night.refusesSwitching = "Kaldsflowet er låst";
    expect(await api.switch(night.localNumber, true)).toEqual({
      ok: false,
      code: "pbx-refused",
      message: "Kaldsflowet er låst",
    });
    expect(night.active).toBe(false);
  });

  it("are switched where the PBX says so afterwards, though its answer was lost", async () => {
    const { api, night, simulator } = await setUp();
    simulator.setFault({ cutConnection: true });
    const lost = await api.switch(night.localNumber, true);
    expect(lost).toMatchObject({ ok: false, code: "pbx-unreachable" });
    simulator.setFault({ cutConnection: false });
    simulator.switchCallFlow(night.localNumber, true);
    night.refusesSwitching = "Det er det allerede";
    expect(await api.switch(night.localNumber, true)).toMatchObject({ ok: true });
  });

  it("are not to be had with a wrong API password, which is not told", async () => {
    const { api } = await setUp("forkert-hash");
    const answer = await api.read();
    expect(answer).toMatchObject({ ok: false, code: "account-refused" });
    expect(JSON.stringify(answer)).not.toContain("forkert-hash");
  });
});
