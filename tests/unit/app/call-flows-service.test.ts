import { describe, expect, it } from "vitest";
import { CallFlowsService } from "../../../electron/main/services/call-flows-service.ts";
import { CallerLookup } from "../../../electron/main/services/caller-lookup.ts";
import type { FlexfoneApi } from "../../../electron/main/services/directory-service.ts";
import type { CallFlow, FlexfoneError, FlexfoneResult } from "../../../shared/flexfone/types.ts";
import { freshState } from "../../fakes/app-state.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";

/** A PBX with one call flow, which may refuse. */
function setUp() {
  const clock = new FakeClock();
  const state = freshState();
  const lookup = new CallerLookup({ findByNumber: () => undefined, suggest: () => [] });
  lookup.setColleagues([
    { localNumber: "205", name: "Vagten", phoneNumbers: [], phones: [], info: [], departments: [] },
  ]);
  const pbx: { flow: CallFlow; refusal: FlexfoneError | undefined; asked: string[] } = {
    flow: { localNumber: "6001", name: "Nattjeneste", active: false, activeGoto: "205", inactiveGoto: "6050" },
    refusal: undefined,
    asked: [],
  };
  const api: FlexfoneApi = {
    employees: async () => ({ ok: true, value: [] }),
    callFlows: async (): Promise<FlexfoneResult<CallFlow[]>> => {
      pbx.asked.push("list");
      return { ok: true, value: [pbx.flow] };
    },
    setCallFlowState: async (localNumber, active) => {
      pbx.asked.push(`set ${localNumber} ${active}`);
      if (pbx.refusal !== undefined) return { ok: false, error: pbx.refusal };
      pbx.flow = { ...pbx.flow, active };
      return { ok: true, value: undefined };
    },
  };
  const service = new CallFlowsService({ state, lookup, clock });
  service.start(api);
  return { clock, state, pbx, service };
}

describe("call flows", () => {
  it("say where calls go, by name where there is one", async () => {
    const { service, state } = setUp();
    await service.refresh();
    expect(state.snapshot.callFlows.flows).toEqual([
      {
        localNumber: "6001",
        name: "Nattjeneste",
        active: false,
        activeGoto: "205 Vagten",
        inactiveGoto: "6050",
        switching: false,
      },
    ]);
  });

  it("are switched, read back, and meanwhile shown as switching", async () => {
    const { service, state, pbx } = setUp();
    await service.refresh();
    const switching = service.set("6001", true);
    expect(state.snapshot.callFlows.flows).toMatchObject([{ active: false, switching: true }]);
    expect(await service.set("6001", true)).toMatchObject({ ok: true });
    expect(await switching).toMatchObject({ ok: true });
    expect(pbx.asked).toEqual(["list", "set 6001 true", "list"]);
    expect(state.snapshot.callFlows.flows).toMatchObject([{ active: true, switching: false }]);
  });

  it("that the PBX refuses keep their state and show its words", async () => {
    const { service, state, pbx } = setUp();
    await service.refresh();
    pbx.refusal = { kind: "refused", message: "Kaldsflowet er låst" };
    expect(await service.set("6001", true)).toMatchObject({ ok: false, code: "pbx-refused" });
    expect(state.snapshot.callFlows.flows).toMatchObject([
      { active: false, switching: false, problem: { code: "pbx-refused", message: "Kaldsflowet er låst" } },
    ]);
  });

  it("switched elsewhere are seen within a minute", async () => {
    const { service, state, pbx, clock } = setUp();
    await service.refresh();
    pbx.flow = { ...pbx.flow, active: true };
    clock.advance(60_000);
    await new Promise<void>((resolve) => setImmediate(resolve));
    expect(state.snapshot.callFlows.flows).toMatchObject([{ active: true }]);
  });
});
