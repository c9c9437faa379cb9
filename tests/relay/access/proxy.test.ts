import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { mayDial } from "../../../relay/auth/dial-rules.ts";
import { configSchema } from "../../../relay/config/config.ts";
import { startRelay } from "../../../relay/relay.ts";
import { startSimulator } from "../../../tools/simulator/simulator.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";
import { until } from "../../fakes/until.ts";
import { ACCOUNT, connect, HASH, pairDevice, SECRET } from "../relay-fixture.ts";

const rules = (given: object) => ({ enabled: true, perMinute: 10, blockedPrefixes: [], ...given });

async function setUp(dialling: object = { enabled: true }) {
  const simulator = await startSimulator();
  let requests = 0;
  const relay = await startRelay({
    config: configSchema.parse({
      listen: { port: 0 },
      dataDir: temporaryFolder(),
      logLevel: "silent",
      accounts: [
        {
          id: ACCOUNT,
          name: "Nordlys",
          hookSecrets: [SECRET],
          dialling,
          flexfone: { baseUrl: simulator.employeeApiUrl, account: ACCOUNT, hash: HASH },
        },
      ],
    }),
    fetch: (url, init) => {
      requests += 1;
      return fetch(url, init);
    },
  });
  onTestFinished(async () => {
    await relay.close();
    await simulator.close();
  });
  const { token } = await pairDevice(relay, "202");
  const ask = async (path: string, method = "POST") => {
    const response = await fetch(`${relay.url}/v1/flexfone/${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}` },
    });
    return { status: response.status, text: await response.text(), age: response.headers.get("age") };
  };
  return { simulator, relay, token, ask, requests: () => requests };
}

describe("a call started through the relay", () => {
  it("is the employee's own, from one of his phones, with the number as it is dialled", async () => {
    const { simulator, ask } = await setUp();
    expect((await ask("Call?employee=203&callee=%2B45+86+51+51+51&device=200000")).status).toBe(200);
    await until("his phone rings", () => simulator.ringing.length === 1);
    expect(simulator.ringing).toMatchObject([{ phone: "200000" }]);
    const asked = simulator.requests.at(-1);
    expect(JSON.stringify(asked)).toContain("86515151");
    expect((await ask("Call?callee=86515151&device=200010")).status).toBe(403);
    expect((await ask("Call?callee=Mette&device=200000")).status).toBe(400);
    expect(simulator.ringing).toHaveLength(1);
  });

  it("is offered to the app when it connects, where it is switched on", async () => {
    for (const enabled of [true, false]) {
      const { relay, token } = await setUp({ enabled });
      expect((await connect(relay, token)).welcome).toMatchObject({ dialling: enabled });
    }
  });

  it("is passed on once, also where the PBX fails", async () => {
    const { simulator, ask, requests } = await setUp();
    await ask("employee", "GET");
    const before = requests();
    simulator.setFault({ status: 500 });
    expect((await ask("Call?callee=86515151&device=")).status).toBe(502);
    expect(requests()).toBe(before + 1);
  });

  it("is limited by the minute, by the account's prefixes, and off where it is not switched on", async () => {
    const limited = await setUp({ enabled: true, perMinute: 2, blockedPrefixes: ["90"] });
    const call = (callee: string) => limited.ask(`Call?callee=${callee}&device=200000`);
    expect((await call("90123456")).status).toBe(403);
    expect([(await call("86515151")).status, (await call("112")).status, (await call("86515152")).status]).toEqual([
      200, 200, 429,
    ]);
    const off = await setUp({});
    expect((await off.ask("Call?callee=86515151&device=200000")).status).toBe(404);
    expect(off.simulator.ringing).toHaveLength(0);
  });
});

describe("prefixes", () => {
  it.each([
    ["86515151", { allowedPrefixes: ["+45"] }, true],
    ["0045 86 51 51 51", { allowedPrefixes: ["0045"] }, true],
    ["+46 8 123 45 67", { allowedPrefixes: ["+45"] }, false],
    ["0046 8 123 45 67", { blockedPrefixes: ["+46"] }, false],
    ["+4690123456", { blockedPrefixes: ["90"] }, true],
    ["+45 90 12 34 56", { blockedPrefixes: ["90"] }, false],
    ["112", { allowedPrefixes: ["+46"], blockedPrefixes: ["1"] }, true],
    ["202", { allowedPrefixes: ["+46"] }, true],
    ["*21*86515151#", { allowedPrefixes: ["+45"] }, false],
    ["nobody", {}, false],
  ])("%s with %j: %s", (callee, given, may) => {
    expect(mayDial(callee, rules(given))).toBe(may);
  });
});

describe("the list of employees", () => {
  it("is asked for once for all who want it, and tells its age; an old one is better than none", async () => {
    const { simulator, ask, requests } = await setUp();
    const before = requests();
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask("employee", "GET")));
    expect(answers.every(({ status, age }) => status === 200 && age === "0")).toBe(true);
    expect(requests()).toBe(before);
    simulator.setFault({ status: 500 });
    expect((await ask("employee/203", "GET")).status).toBe(200);
    expect((await ask("employee/999", "GET")).status).toBe(404);
  });
});

describe("whatever an employee asks the proxy for", () => {
  it("never reaches another call of the PBX's API than those that are passed on", async () => {
    const asked: string[] = [];
    const relay = await startRelay({
      config: configSchema.parse({
        listen: { port: 0 },
        dataDir: temporaryFolder(),
        logLevel: "silent",
        limits: { apiRequestsPerMinute: 100_000 },
        accounts: [
          {
            id: ACCOUNT,
            name: "Nordlys",
            hookSecrets: [SECRET],
            flexfone: { baseUrl: "http://127.0.0.1:9/api/", account: ACCOUNT, hash: HASH },
          },
        ],
      }),
      fetch: async (url) => {
        asked.push(new URL(url).pathname);
        return new Response("[]", { headers: { "Content-Type": "application/json" } });
      },
    });
    onTestFinished(() => relay.close());
    const { token } = await pairDevice(relay, "202");
    const part = fc.oneof(
      fc.constantFrom("employee", "Callflow", "SetCallFlowState", "Call", "MyfoneUser", "ValidateUser", "..", "."),
      fc.constantFrom("%2e%2e", "%2F", "EMPLOYEE", "callflow%2fSetCallFlowState", "employee%00", "1", "202", ""),
      fc.string({ maxLength: 8 }).map(encodeURIComponent),
    );
    const request = fc.record({
      path: fc.array(part, { maxLength: 4 }).map((parts) => parts.join("/")),
      query: fc.constantFrom("", "?employee=203&callee=112&device=", "?localnumber=1&active=true", "?account=1&hash=x"),
      method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "HEAD"),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ path, query, method }) => {
        const response = await fetch(`${relay.url}/v1/flexfone/${path}${query}`, {
          method,
          headers: { Authorization: `Bearer ${token}` },
        });
        await response.arrayBuffer();
        for (const pathname of asked) {
          expect(pathname).toMatch(/^\/api\/(?:employee|Callflow|Callflow\/SetCallFlowState)$/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
