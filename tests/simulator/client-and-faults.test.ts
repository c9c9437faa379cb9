import { describe, expect, it, onTestFinished } from "vitest";
import { accountAuthorization, createFlexfoneClient, type FlexfoneClient } from "../../shared/flexfone/client.ts";
import { makeCall } from "../../shared/flexfone/make-call.ts";
import type { FlexfoneResult } from "../../shared/flexfone/types.ts";
import type { Faults } from "../../tools/simulator/api/faults.ts";
import { startSimulator } from "../../tools/simulator/simulator.ts";

const LOGIN = { device: "", callee: "86515151" };

/** Everything the client can be asked: what is only read may be asked again, what does something never. */
const calls: readonly [
  name: string,
  mayRepeat: boolean,
  ask: (client: FlexfoneClient) => Promise<FlexfoneResult<unknown>>,
][] = [
  ["employees", true, (client) => client.employees()],
  ["employee", true, (client) => client.employee("202")],
  ["callFlows", true, (client) => client.callFlows()],
  ["setCallFlowState", false, (client) => client.setCallFlowState("6001", true)],
  ["call", false, (client) => client.call("202", "86515151", "200000")],
  ["validateUser", false, (client) => client.validateUser("mette", "forkert")],
];

const faults: readonly [name: string, fault: Partial<Faults>, kind: string, passes: boolean][] = [
  ["slow", { slow: 60_000 }, "timeout", true],
  ["half an answer and then nothing", { stall: true }, "timeout", true],
  ["half an answer, and the connection is cut", { cutMidway: true }, "unreachable", true],
  ["500", { status: 500 }, "unreachable", true],
  ["a connection that is cut", { cutConnection: true }, "unreachable", true],
  ["JSON that breaks off", { wrongJson: true }, "not-understood", false],
  ["a login page", { htmlPage: true }, "not-understood", false],
];

describe.each(["json", "xml"] as const)("the client in %s", (format) => {
  async function setUp() {
    const simulator = await startSimulator();
    onTestFinished(() => simulator.close());
    const { company, employeeApiUrl } = simulator;
    const client = createFlexfoneClient({
      baseUrl: employeeApiUrl,
      authorize: accountAuthorization(company.accountId, company.hash),
      fetch,
      format,
      timeoutMs: 400,
      retryAfterMs: [0, 0],
      wait: async () => {},
    });
    return { simulator, client };
  }

  it("is answered by a PBX that is well, the same in both formats", async () => {
    const { simulator, client } = await setUp();
    const [employees, mette, flows] = [
      await client.employees(),
      await client.employee("202"),
      await client.callFlows(),
    ];
    expect(employees.ok && employees.value.length).toBe(simulator.company.employees.length);
    expect(mette).toMatchObject({ ok: true, value: { localNumber: "202", name: "Mette Sørensen" } });
    expect(flows).toMatchObject({
      ok: true,
      value: [{ localNumber: "6001", active: false, activeGoto: "6050" }, {}, {}, {}],
    });
    expect(await client.setCallFlowState("6001", true)).toEqual({ ok: true, value: undefined });
    expect(await client.setCallFlowState("9999", true)).toMatchObject({ ok: false, error: { kind: "refused" } });
    const { username, password } = simulator.company.employees.find((one) => one.localNumber === "202") ?? {
      username: "",
      password: "",
    };
    expect(await client.validateUser(username, password)).toEqual({ ok: true, value: true });
    expect(await client.validateUser(username, "forkert")).toEqual({ ok: true, value: false });
    expect(await makeCall({ url: simulator.makeCallUrl, fetch, format }, { ...LOGIN, username, password })).toEqual({
      ok: true,
      value: undefined,
    });
    expect(
      await makeCall({ url: simulator.makeCallUrl, fetch, format }, { ...LOGIN, username, password: "forkert" }),
    ).toMatchObject({ ok: false, error: { kind: expect.stringMatching(/credentials|refused/) } });
  });

  describe.each(faults)("where the PBX has %s", (_, fault, kind, passes) => {
    it.each(calls)("%s says so; what does something is asked once", async (_name, mayRepeat, ask) => {
      const { simulator, client } = await setUp();
      simulator.setFault(fault);
      const answer = await ask(client);
      expect(answer).toMatchObject({ ok: false, error: { kind } });
      expect(JSON.stringify(answer)).not.toContain(simulator.company.hash);
      expect(JSON.stringify(answer)).not.toContain("forkert");
      if (fault.slow === undefined) expect(simulator.requests).toHaveLength(mayRepeat && passes ? 3 : 1);
    });

    it("MakeCall says so, and is asked once", async () => {
      const { simulator } = await setUp();
      simulator.setFault(fault);
      const options = { url: simulator.makeCallUrl, fetch, format, timeoutMs: 400 };
      const answer = await makeCall(options, { ...LOGIN, username: "mette", password: "T0pS3cret" });
      expect(answer).toMatchObject({ ok: false, error: { kind } });
      expect(answer).not.toHaveProperty("error.neverSent");
      expect(JSON.stringify(answer)).not.toMatch(/T0pS3cret|86515151/);
      if (fault.slow === undefined) expect(simulator.requests).toHaveLength(1);
    });
  });

  // The PBX has done it, and nobody hears of it: asking again would do it twice.
  it.each([
    ["cut", { cutMidway: true }],
    ["left hanging", { stall: true }],
  ])("what was done before the answer was %s is not done again", async (_, fault) => {
    const { simulator, client } = await setUp();
    simulator.setFault(fault);
    expect((await client.setCallFlowState("6001", true)).ok).toBe(false);
    expect((await client.call("202", "86515151", "")).ok).toBe(false);
    expect(simulator.requests.map(({ path }) => path)).toEqual(["/api/Callflow/SetCallFlowState", "/api/Call"]);
    simulator.setFault({});
    expect(await client.callFlows()).toMatchObject({ ok: true, value: [{ active: true }, {}, {}, {}] });
  });
});
