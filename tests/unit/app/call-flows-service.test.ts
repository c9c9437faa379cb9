import { describe, expect, it } from "vitest";
import type { CallFlowsApi } from "../../../electron/main/ports/call-flows-api.ts";
import { CallFlowsService } from "../../../electron/main/services/call-flows-service.ts";
import { ColleagueList } from "../../../electron/main/services/colleague-list.ts";
import type { Result } from "../../../shared/ipc/contract.ts";
import type { CallFlowsView } from "../../../shared/relay-protocol/call-flows.ts";
import { freshState } from "../../fakes/app-state.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { fakeRandom } from "../../fakes/fake-random.ts";
import { until } from "../../fakes/until.ts";

type Answer = Result<CallFlowsView>;

const MINUTE = 60_000;
const mette = { localNumber: "202", name: "Mette Sørensen" };

/** Where call flows are asked for, which may refuse, keep silent, and be held back. Mette's app is asking. */
function setUp() {
  const clock = new FakeClock();
  const state = freshState();
  const colleagues = new ColleagueList();
  void colleagues.set([
    { localNumber: "205", name: "Vagten", phoneNumbers: [], phones: [], info: [], departments: [] },
    {
      localNumber: "202",
      name: "Mette Sørensen",
      phoneNumbers: [],
      phones: [{ localNumber: "200202", name: "Bordtelefon" }],
      info: [],
      departments: [],
    },
  ]);
  const lookup = { nameOfLocalNumber: (number: string) => colleagues.byLocalNumber(number)?.name };
  const there: CallFlowsView = {
    flows: [
      {
        localNumber: "6001",
        name: "Nattjeneste",
        active: false,
        activeGoto: "205",
        inactiveGoto: "6050",
        maySwitch: true,
      },
      {
        localNumber: "6002",
        name: "Frokost",
        active: false,
        activeGoto: "200202",
        inactiveGoto: "6001",
        maySwitch: false,
      },
    ],
    asOf: clock.now(),
    coming: [],
    history: [],
  };
  const pbx = {
    view: there,
    refusal: undefined as Exclude<Answer, { ok: true }> | undefined,
    /** Where set, changes happen though the answer is `refusal`. */
    loses: false,
    /** Where set, nothing happens though the answer says so. */
    ignores: false,
    silent: undefined as Exclude<Answer, { ok: true }> | undefined,
    asked: [] as string[],
    held: undefined as (() => Promise<void>) | undefined,
  };
  const now = (): Answer => ({ ok: true, value: structuredClone(pbx.view) });
  const change = async (what: string, make: (view: CallFlowsView) => void): Promise<Answer> => {
    pbx.asked.push(what);
    await pbx.held?.();
    if ((pbx.refusal === undefined || pbx.loses) && !pbx.ignores) make(pbx.view);
    return pbx.refusal ?? now();
  };
  const turn = (localNumber: string, active: boolean) => (view: CallFlowsView) => {
    for (const flow of view.flows) if (flow.localNumber === localNumber) flow.active = active;
  };
  const api: CallFlowsApi = {
    async read() {
      pbx.asked.push("read");
      const answer = pbx.silent ?? now();
      await pbx.held?.();
      return answer;
    },
    switch: (localNumber, active) => change(`switch ${localNumber} ${active}`, turn(localNumber, active)),
    timed: {
      switchUntil: (localNumber, active, at) =>
        change(`switch ${localNumber} ${active} until ${at - clock.now()}`, (view) => {
          turn(localNumber, active)(view);
          view.coming = [{ id: "c1", localNumber, active: !active, at, by: mette }];
        }),
      cancel: (id) =>
        change(`cancel ${id}`, (view) => {
          view.coming = [];
        }),
      undo: (id) => change(`undo ${id}`, turn("6001", false)),
    },
  };
  const service = new CallFlowsService({ state, lookup, clock, random: fakeRandom(), own: () => "202" });
  const connect = async (to = api) => {
    service.start(to);
    service.online();
    await until("the call flows are there", () => state.snapshot.callFlows.asOf !== undefined);
  };
  /** Holds back answers from now on; what it returns lets the oldest go. */
  const hold = () => {
    const waiting: (() => void)[] = [];
    pbx.held = () => new Promise((resolve) => waiting.push(resolve));
    return {
      waiting,
      release: async () => {
        await until("something is held back", () => waiting.length > 0);
        waiting.shift()?.();
        await new Promise<void>((resolve) => setImmediate(resolve));
      },
    };
  };
  const night = () => state.snapshot.callFlows.flows[0];
  return { clock, state, pbx, service, api, connect, hold, night };
}

const locked = { ok: false, code: "pbx-refused", message: "Kaldsflowet er låst" } as const;
const lost = { ok: false, code: "relay-unreachable", message: "no answer" } as const;

describe("call flows", () => {
  it("say where calls go: to an employee, by his phone too, to a call flow, or to a bare number", async () => {
    const { connect, state } = setUp();
    await connect();
    expect(state.snapshot.callFlows).toEqual({
      flows: [
        {
          localNumber: "6001",
          name: "Nattjeneste",
          active: false,
          activeGoto: "205 Vagten",
          inactiveGoto: "6050",
          maySwitch: true,
          switching: false,
        },
        {
          localNumber: "6002",
          name: "Frokost",
          active: false,
          activeGoto: "200202 Mette Sørensen",
          inactiveGoto: "6001 Nattjeneste",
          maySwitch: false,
          switching: false,
        },
      ],
      asOf: expect.any(Number),
      timed: true,
      coming: [],
      history: [],
    });
  });

  it("are switched, and shown as they are said to be; until then as switching, and a second click does nothing", async () => {
    const { connect, service, pbx, hold, night } = setUp();
    await connect();
    const { release } = hold();
    const switching = service.set("6001", true);
    expect(night()).toMatchObject({ active: false, switching: true });
    expect(await service.set("6001", true)).toMatchObject({ ok: true });
    await release();
    expect(await switching).toMatchObject({ ok: true });
    expect(pbx.asked).toEqual(["read", "switch 6001 true"]);
    expect(night()).toMatchObject({ active: true, switching: false });
  });

  it("are not shown as asked for where the answer says otherwise", async () => {
    const { connect, service, pbx, night } = setUp();
    await connect();
    pbx.ignores = true;
    await service.set("6001", true);
    expect(night()).toMatchObject({ active: false, switching: false });
  });

  it("that are refused keep their state and show the PBX's words, until he has read them or it works", async () => {
    const { connect, service, pbx, night } = setUp();
    await connect();
    pbx.refusal = locked;
    expect(await service.set("6001", true)).toMatchObject(locked);
    const problem = { code: "pbx-refused", message: "Kaldsflowet er låst", unsure: false };
    expect(night()).toMatchObject({ active: false, switching: false, problem });
    await service.refresh();
    expect(night()).toMatchObject({ problem });
    service.dismissProblem("6001");
    expect(night()).not.toHaveProperty("problem");
    await service.set("6001", true);
    expect(night()).toHaveProperty("problem");
    pbx.refusal = undefined;
    await service.set("6001", true);
    expect(night()).toMatchObject({ active: true });
    expect(night()).not.toHaveProperty("problem");
  });

  it("whose answer was lost are asked about: what has happened is a success", async () => {
    const { connect, service, pbx, night } = setUp();
    await connect();
    pbx.refusal = lost;
    pbx.loses = true;
    expect(await service.set("6001", true)).toMatchObject({ ok: true });
    expect(pbx.asked).toEqual(["read", "switch 6001 true", "read"]);
    expect(night()).toMatchObject({ active: true });
    expect(night()).not.toHaveProperty("problem");
  });

  it("that were on already and were not given their end are not as he wanted, until they get it or it is past", async () => {
    const { connect, service, pbx, night, clock } = setUp();
    const [flow] = pbx.view.flows;
    if (flow !== undefined) flow.active = true;
    await connect();
    pbx.refusal = { ok: false, code: "too-many-tries", message: "" };
    const at = clock.now() + 30 * MINUTE;
    expect(await service.set("6001", true, at)).toMatchObject({ ok: false, code: "too-many-tries" });
    expect(night()).toMatchObject({ active: true, problem: { code: "too-many-tries" } });
    pbx.view.coming = [{ id: "c1", localNumber: "6001", active: false, at, by: mette }];
    await service.refresh();
    expect(night()).not.toHaveProperty("problem");

    pbx.view.coming = [];
    expect(await service.set("6001", true, at)).toMatchObject({ ok: false });
    clock.advance(31 * MINUTE);
    await service.refresh();
    expect(night()).not.toHaveProperty("problem");
  });

  it("whose answer was lost though they were given their end are a success", async () => {
    const { connect, service, pbx, clock } = setUp();
    await connect();
    pbx.refusal = lost;
    pbx.loses = true;
    expect(await service.set("6001", true, clock.now() + 30 * MINUTE)).toMatchObject({ ok: true });
  });

  it("of which nobody knows are not known, and are as soon as somebody does", async () => {
    const { connect, service, pbx, night } = setUp();
    await connect();
    pbx.refusal = lost;
    pbx.silent = lost;
    expect(await service.set("6001", true)).toMatchObject(lost);
    expect(night()).toMatchObject({ active: false, problem: { code: "relay-unreachable", unsure: true } });
    pbx.silent = undefined;
    await service.refresh();
    expect(night()).toMatchObject({ problem: { unsure: false } });
    const [flow] = pbx.view.flows;
    if (flow !== undefined) flow.active = true;
    await service.refresh();
    expect(night()).toMatchObject({ active: true });
    expect(night()).not.toHaveProperty("problem");
  });

  it("do not go back to what was asked for before a switch and is answered after it", async () => {
    const { connect, service, hold, night } = setUp();
    await connect();
    const { release, waiting } = hold();
    const asking = service.refresh();
    await until("it is asked", () => waiting.length === 1);
    const switching = service.set("6001", true);
    await until("both are under way", () => waiting.length === 2);
    // The later one is answered first.
    waiting.reverse();
    await release();
    await switching;
    expect(night()).toMatchObject({ active: true });
    await release();
    await asking;
    expect(night()).toMatchObject({ active: true });
  });

  it("are changed one after the other, so that each answer has all before it", async () => {
    const { connect, service, pbx, hold, night } = setUp();
    for (const flow of pbx.view.flows) flow.maySwitch = true;
    await connect();
    const { release } = hold();
    const first = service.set("6001", true);
    const second = service.set("6002", true);
    await release();
    expect(pbx.asked).toEqual(["read", "switch 6001 true", "switch 6002 true"]);
    await release();
    await Promise.all([first, second]);
    expect(night()).toMatchObject({ active: true });
  });

  it("that others change while one is being switched are asked for afterwards", async () => {
    const { connect, service, pbx, hold, state } = setUp();
    service.windowShown(true);
    await connect();
    const { release } = hold();
    const switching = service.set("6001", true);
    service.changed();
    await release();
    await switching;
    await release();
    expect(pbx.asked).toEqual(["read", "switch 6001 true", "read"]);
    expect(state.snapshot.callFlows.flows).toHaveLength(2);
  });

  it("changed elsewhere are seen when the relay says so", async () => {
    const { connect, service, pbx, night } = setUp();
    service.windowShown(true);
    await connect();
    const [flow] = pbx.view.flows;
    if (flow !== undefined) flow.active = true;
    service.changed();
    await until("it is seen", () => night()?.active === true);
  });

  it("go back by themselves where a time is given: told with the flow, by whom, and cancelled", async () => {
    const { connect, service, clock, pbx, night, state } = setUp();
    await connect();
    await service.set("6001", true, clock.now() + 30 * MINUTE);
    expect(pbx.asked).toContain(`switch 6001 true until ${30 * MINUTE}`);
    const coming = {
      id: "c1",
      localNumber: "6001",
      name: "Nattjeneste",
      active: false,
      at: clock.now() + 30 * MINUTE,
      by: { name: "Mette Sørensen", own: true },
      mayCancel: true,
    };
    expect(night()).toMatchObject({ active: true, coming });
    expect(state.snapshot.callFlows.coming).toEqual([coming]);
    await service.cancel("c1");
    expect(night()).toMatchObject({ active: true });
    expect(state.snapshot.callFlows.coming).toEqual([]);
    expect(night()).not.toHaveProperty("coming");
  });

  it("take no time that has passed or is more than 30 days ahead, and none without a relay", async () => {
    const { connect, service, clock, pbx, api } = setUp();
    await connect();
    const now = clock.now();
    expect(await service.set("6001", true, now)).toMatchObject({ code: "time-not-possible" });
    expect(await service.set("6001", true, now + 31 * 24 * 60 * MINUTE)).toMatchObject({ code: "time-not-possible" });
    service.stop();
    const { timed: _, ...direct } = api;
    await connect(direct);
    expect(await service.set("6001", true, now + MINUTE)).toMatchObject({ code: "relay-needed" });
    expect(await service.undo("h1")).toMatchObject({ code: "relay-needed" });
    expect(pbx.asked).toEqual(["read", "read"]);
  });

  it("can be switched back where nobody has switched them since, which is the newest that was done", async () => {
    const { connect, service, pbx, state, night } = setUp();
    const [flow] = pbx.view.flows;
    if (flow !== undefined) flow.active = true;
    const entry = { localNumber: "6001", active: true, at: 1, how: "hand", outcome: "done" } as const;
    pbx.view.history = [
      { ...entry, id: "h4", outcome: "refused", active: false },
      { ...entry, id: "h3", by: { localNumber: "205" } },
      { ...entry, id: "h2", active: false, how: "elsewhere" },
      { ...entry, id: "h1", localNumber: "6002", active: false },
    ];
    await connect();
    expect(state.snapshot.callFlows.history.map(({ id, mayUndo }) => [id, mayUndo])).toEqual([
      ["h4", false],
      ["h3", true],
      ["h2", false],
      // Not among those that she may switch.
      ["h1", false],
    ]);
    expect(state.snapshot.callFlows.history[1]).toMatchObject({
      name: "Nattjeneste",
      by: { name: "Vagten", own: false },
    });
    await service.undo("h3");
    expect(night()).toMatchObject({ active: false });
    if (pbx.view.flows[0] !== undefined) pbx.view.flows[0].active = true;
    pbx.refusal = { ok: false, code: "changed-since", message: "" };
    expect(await service.undo("h3")).toMatchObject({ code: "changed-since" });
    expect(night()).not.toHaveProperty("problem");
  });

  it("say that a switch should have come and did not, until somebody makes it", async () => {
    const { connect, service, pbx, night } = setUp();
    const entry = { localNumber: "6001", at: 1, by: mette } as const;
    pbx.view.history = [
      { ...entry, id: "h2", active: true, how: "timed", outcome: "refused", message: "Kaldsflowet er låst" },
      { ...entry, id: "h1", active: false, how: "hand", outcome: "done" },
    ];
    await connect();
    expect(night()).toMatchObject({ notCome: { id: "h2", message: "Kaldsflowet er låst" } });
    const [flow] = pbx.view.flows;
    if (flow !== undefined) flow.active = true;
    await service.refresh();
    expect(night()).not.toHaveProperty("notCome");
  });

  it("stay with their age while offline, where nothing is asked or switched", async () => {
    const { connect, service, pbx, state, clock } = setUp();
    await connect();
    const { asOf } = state.snapshot.callFlows;
    service.offline();
    clock.advance(60 * MINUTE);
    expect(await service.refresh()).toMatchObject({ code: "offline" });
    expect(await service.set("6001", true)).toMatchObject({ code: "offline" });
    expect(await service.cancel("c1")).toMatchObject({ code: "offline" });
    expect(state.snapshot.callFlows).toMatchObject({ asOf, flows: [{ localNumber: "6001" }, {}] });
    expect(pbx.asked).toEqual(["read"]);
    service.online();
    await until("it is asked anew", () => state.snapshot.callFlows.asOf === clock.now());
  });

  it("are as old as the relay says where the PBX does not answer it", async () => {
    const { connect, service, pbx, state, clock } = setUp();
    await connect();
    const asOf = clock.now();
    clock.advance(2 * MINUTE);
    pbx.view = { ...pbx.view, asOf, problem: { code: "pbx-unreachable", message: "" } };
    await service.refresh();
    expect(state.snapshot.callFlows).toMatchObject({ asOf, problem: { code: "pbx-unreachable" } });
    pbx.silent = lost;
    expect(await service.refresh()).toMatchObject(lost);
    expect(state.snapshot.callFlows).toMatchObject({ asOf, problem: { code: "relay-unreachable" } });
  });

  it("of somebody who has signed out are forgotten, and a late answer does not bring them back", async () => {
    const { connect, service, hold, state } = setUp();
    await connect();
    const { release } = hold();
    const asking = service.refresh();
    service.stop();
    await release();
    await asking;
    expect(state.snapshot.callFlows).toEqual({ flows: [], timed: false, coming: [], history: [] });
    expect(await service.set("6001", true)).toMatchObject({ code: "not-paired" });
  });
});
