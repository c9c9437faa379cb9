import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { newSecret } from "../../relay/auth/secrets.ts";
import { parseLink } from "../../shared/links.ts";
import { startSimulator } from "../../tools/simulator/simulator.ts";
import { temporaryFolder } from "../fakes/temporary-folder.ts";
import { ACCOUNT, HASH, pairDevice, startTestRelay } from "./relay-fixture.ts";

async function post(url: string, body: unknown): Promise<{ status: number; body: unknown; text: string }> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text) as unknown, text };
}

describe("an invitation", () => {
  it("tells whose it is without being used up, and makes one device", async () => {
    const relay = await startTestRelay();
    const { link, code } = await relay.invite(ACCOUNT, "202");
    expect(parseLink(link)).toEqual({ kind: "pair", relay: relay.url, code });
    for (let n = 0; n < 2; n += 1) {
      const preview = await post(`${relay.url}/v1/pairing/preview`, { code });
      expect(preview).toMatchObject({
        status: 200,
        body: { account: { id: ACCOUNT }, employee: { localNumber: "202" } },
      });
    }
    const device = { name: "pc-17", platform: "linux" };
    const token = newSecret();
    const redeemed = await post(`${relay.url}/v1/pairing/redeem`, { code, token, device });
    expect(redeemed).toMatchObject({ status: 200, body: { deviceId: expect.any(String) } });
    // Its answer may have been lost.
    expect(await post(`${relay.url}/v1/pairing/redeem`, { code, token, device })).toEqual(redeemed);
    const other = await post(`${relay.url}/v1/pairing/redeem`, { code, token: newSecret(), device });
    expect(other).toMatchObject({ status: 404, body: { error: { code: "invitation-unknown" } } });
    expect(await post(`${relay.url}/v1/pairing/preview`, { code })).toMatchObject({ status: 404 });
    expect(await relay.devices()).toMatchObject([{ employee: "202", name: "pc-17", revokedAt: undefined }]);
  });

  it("expires", async () => {
    let time = Date.now();
    const relay = await startTestRelay({ now: () => time });
    const { code } = await relay.invite(ACCOUNT, "202");
    time += 24 * 3_600_000;
    expect(await post(`${relay.url}/v1/pairing/preview`, { code })).toMatchObject({ status: 404 });
  });

  it("and its token are stored as hashes only", async () => {
    const dataDir = temporaryFolder();
    const relay = await startTestRelay({ dataDir });
    const { code } = await relay.invite(ACCOUNT, "202");
    const { token } = await pairDevice(relay, "203");
    await relay.close();
    const stored = readFileSync(`${dataDir}/relay.db`, "latin1");
    expect(stored.includes(code)).toBe(false);
    expect(stored.includes(token)).toBe(false);
  });

  it.each([{}, { code: "short" }, { code: 7 }, [], "x"])("that is junk (%j) is refused with a reason", async (body) => {
    const relay = await startTestRelay();
    expect(await post(`${relay.url}/v1/pairing/preview`, body)).toMatchObject({
      status: 400,
      body: { error: { code: "bad-request" } },
    });
  });

  it("a device can forget itself", async () => {
    const relay = await startTestRelay();
    const { token } = await pairDevice(relay, "202");
    const init = { method: "DELETE", headers: { Authorization: `Bearer ${token}` } };
    expect((await fetch(`${relay.url}/v1/device`, init)).status).toBe(204);
    expect((await fetch(`${relay.url}/v1/device`, init)).status).toBe(401);
  });
});

describe("the Flexfone proxy", () => {
  async function setUp() {
    const simulator = await startSimulator();
    const relay = await startTestRelay({ flexfone: simulator.employeeApiUrl });
    const { token } = await pairDevice(relay, "202");
    const ask = async (path: string, method = "GET", bearer = token) => {
      const response = await fetch(`${relay.url}/v1/flexfone/${path}`, {
        method,
        headers: { Authorization: `Bearer ${bearer}` },
      });
      return { status: response.status, text: await response.text() };
    };
    return { simulator, relay, ask };
  }

  it("hands out employees without MAC addresses, and one by local number", async () => {
    const { simulator, ask } = await setUp();
    const { status, text } = await ask("employee");
    expect(status).toBe(200);
    expect(JSON.parse(text)).toHaveLength(simulator.company.employees.length);
    expect(text).not.toMatch(/"mac"/i);
    expect(text).toContain("Sørensen");
    expect(JSON.parse((await ask("employee/202")).text)).toMatchObject({ LocalNumber: "202" });
    await simulator.close();
  });

  it("shows and switches call flows, and passes the PBX's refusal on", async () => {
    const { simulator, ask } = await setUp();
    const flow = simulator.company.callFlows.find((candidate) => candidate.refusesSwitching === undefined);
    expect(JSON.parse((await ask("Callflow")).text)).toHaveLength(simulator.company.callFlows.length);
    const switched = await ask(`Callflow/SetCallFlowState?localnumber=${flow?.localNumber}&active=true`, "POST");
    expect(switched).toEqual({ status: 200, text: '{"Success":true}' });
    expect(simulator.company.callFlows.find((candidate) => candidate.localNumber === flow?.localNumber)?.active).toBe(
      true,
    );
    const locked = simulator.company.callFlows.find((candidate) => candidate.localNumber !== flow?.localNumber);
    if (locked !== undefined) locked.refusesSwitching = "Kaldsflowet er låst";
    const refused = await ask(
      `Callflow/SetCallFlowState?localnumber=${locked?.localNumber}&active=${locked?.active !== true}`,
      "POST",
    );
    expect(refused).toMatchObject({ status: 422, text: expect.stringContaining("Kaldsflowet er låst") });
    expect((await ask("Callflow/SetCallFlowState?localnumber=9999&active=true", "POST")).status).toBe(404);
    expect((await ask("Callflow/SetCallFlowState?localnumber=x&active=maybe", "POST")).status).toBe(400);
    await simulator.close();
  });

  it("answers in words what is wrong with the PBX, and never with the hash", async () => {
    const { simulator, ask } = await setUp();
    simulator.setFault({ status: 500 });
    const failing = await ask("Callflow");
    expect(failing).toMatchObject({ status: 502, text: expect.stringContaining("pbx-unreachable") });
    simulator.setFault({ status: 401 });
    const refused = await ask("Callflow");
    expect(refused).toMatchObject({ status: 502, text: expect.stringContaining("pbx-credentials") });
    simulator.setFault({ status: 504 });
    const late = await ask("Callflow");
    expect(late).toMatchObject({ status: 504, text: expect.stringContaining("pbx-timeout") });
    simulator.setFault({ htmlPage: true });
    const page = await ask("Callflow");
    expect(page).toMatchObject({ status: 502, text: expect.stringContaining("pbx-not-understood") });
    await simulator.close();
    const gone = await ask("Callflow");
    expect(gone).toMatchObject({ status: 502, text: expect.stringContaining("pbx-unreachable") });
    for (const { text } of [failing, refused, late, page, gone]) expect(text).not.toContain(HASH);
  });

  it("passes on no other call, and nothing without a token", async () => {
    const { simulator, ask } = await setUp();
    expect((await ask("MyfoneUser/ValidateUser", "POST")).status).toBe(404);
    expect((await ask("employee", "DELETE")).status).toBe(404);
    expect(await ask("employee", "GET", "x".repeat(43))).toMatchObject({
      status: 401,
      text: expect.stringContaining("token-unknown"),
    });
    await simulator.close();
  });
});
