import { request } from "node:http";
import { describe, expect, it } from "vitest";
import type { Simulator } from "../../tools/simulator/simulator.ts";
import { startFixture, until } from "./fixture.ts";

function post(simulator: Simulator, action: string, body: unknown): Promise<Response> {
  return fetch(`${simulator.controlUrl}/${action}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: simulator.url },
    body: JSON.stringify(body),
  });
}

/** `fetch` does not let one choose the Host header. */
function statusFor(simulator: Simulator, path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(`${simulator.url}${path}`, { headers, agent: false }, (response) => {
      response.destroy();
      resolve(response.statusCode);
    });
    asked.on("error", reject);
    asked.end();
  });
}

describe("the control page", () => {
  it("is a page with a stylesheet and a script of its own, and nothing from elsewhere", async () => {
    const { simulator } = await startFixture();
    const page = await fetch(simulator.controlUrl);
    expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
    const html = await page.text();
    for (const [, path] of html.matchAll(/(?:href|src)="(\/[^"]+)"/g)) {
      expect((await fetch(`${simulator.url}${path}`)).status).toBe(200);
    }
    expect(html).not.toMatch(/https?:\/\//);
  });

  it("shows the company, phones, flows and scenarios, and no secret", async () => {
    const { simulator, receiver } = await startFixture();
    await simulator.play("incoming-missed");
    const text = await (await fetch(`${simulator.controlUrl}/state`)).text();
    const state = JSON.parse(text);
    expect(state).toMatchObject({ company: { name: "Nordlys Energi A/S" }, playing: [] });
    expect([state.employees.length, state.callFlows.length, state.scenarios.length]).toEqual([12, 4, 18]);
    expect(state.hooks[0]).toMatchObject({ number: 4, kind: "ended", status: 200 });
    expect(state.hookTargets.incoming).toBe(new URL(receiver.urls.incoming).origin);
    for (const secret of ["secret-incoming", simulator.company.hash, "Nordlys-202"]) expect(text).not.toContain(secret);
  });

  it("pushes the state when something changes", async () => {
    const { simulator } = await startFixture();
    const response = await fetch(`${simulator.controlUrl}/events`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    const next = async (wanted: string) => {
      while (!text.includes(wanted)) {
        const { value, done } = (await reader?.read()) ?? { done: true };
        if (done) throw new Error("the stream has ended");
        text += value;
      }
    };
    await next('"method":"GET"');
    simulator.setVariant({ method: "POST" });
    await next('"method":"POST"');
    await reader?.cancel();
  });
});

describe("its actions", () => {
  it("place a call to a group, lift and hang up", async () => {
    const { simulator, receiver } = await startFixture();
    expect((await post(simulator, "call", { from: "86515151", to: ["1500"], line: "Salg" })).status).toBe(202);
    expect(simulator.ringing.map((ringing) => ringing.employee)).toEqual(["203", "202", "202", "204", "204", "204"]);
    expect((await post(simulator, "answer", { phone: "200001" })).status).toBe(202);
    await until("somebody has answered", () => receiver.kinds.includes("answered"));
    const callId = receiver.received[0]?.parameters.UniqueCallId;
    expect((await post(simulator, "hang-up", { callId })).status).toBe(202);
    await until("all six legs have ended", () => receiver.kinds.filter((kind) => kind === "ended").length === 6);
    expect((await post(simulator, "hang-up", { callId })).status).toBe(409);
    expect((await post(simulator, "answer", { phone: "200001" })).status).toBe(409);
  });

  it("lift the named one of two calls at a phone", async () => {
    const { simulator } = await startFixture();
    const [first = ""] = await simulator.placeCall({ from: "86515151", to: ["203"] });
    const [second = ""] = await simulator.placeCall({ from: undefined, to: ["203"] });
    const phone = simulator.ringing[0]?.phone ?? "";
    await post(simulator, "answer", { phone, callId: second });
    expect(simulator.ringing.map((ringing) => ringing.callId)).toEqual([first]);
  });

  it("play a scenario, with another employee", async () => {
    const { simulator, receiver } = await startFixture();
    await post(simulator, "play", { scenario: "incoming-missed", overrides: { employee: "206", caller: null } });
    await until("the call has ended", () => receiver.kinds.includes("ended"));
    expect(receiver.received[0]?.parameters).toMatchObject({ EmployeeLocalNumber: "206", ANumber: "" });
  });

  it("switch call flows, variants and faults", async () => {
    const { simulator } = await startFixture();
    await post(simulator, "call-flow", { localNumber: "6001", active: true });
    await post(simulator, "variant", { legIds: "own", queueReRings: 2, hiddenNumber: "unknown" });
    await post(simulator, "fault", { status: 503 });
    expect(simulator.company.callFlows[0]?.active).toBe(true);
    expect(simulator.variant).toMatchObject({ legIds: "own", queueReRings: 2, hiddenNumber: "unknown", method: "GET" });
    expect(simulator.fault).toEqual({ status: 503 });
  });

  it.each([
    ["play", { scenario: "none" }, 400, /No scenario is named "none"/],
    ["play", { scenario: "incoming-missed", overrides: { employee: "999" } }, 400, /no employee/],
    ["call", { from: "Anne", to: ["202"] }, 400, /consists of digits/],
    ["call", { from: null, to: ["999"] }, 404, /Nobody has/],
    ["call-flow", { localNumber: "6999", active: true }, 404, /No call flow/],
    ["variant", { legIds: "both" }, 400, /legIds/],
    ["variant", { colour: "red" }, 400, /colour/],
    ["fault", { status: 200 }, 400, /status/],
    ["dance", {}, 404, /no such action/],
  ])("%s refuses %o", async (action, body, status, text) => {
    const { simulator } = await startFixture();
    const response = await post(simulator, action, body);
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(text);
  });
});

describe("other origins are turned away", () => {
  it.each([
    ["a foreign host name", { Host: "pbx.example" }, 403],
    ["a foreign page", { Origin: "https://evil.example" }, 403],
    ["another port of this machine", { Origin: "http://127.0.0.1:1" }, 403],
    ["a link on a foreign page", { "Sec-Fetch-Site": "cross-site" }, 403],
    ["localhost", { Host: "localhost:1234" }, 200],
  ] as const)("%s", async (_, headers, status) => {
    const { simulator } = await startFixture();
    expect(await statusFor(simulator, "/control/state", headers)).toBe(status);
  });

  it("a form of a foreign page cannot pass for JSON", async () => {
    const { simulator } = await startFixture();
    const response = await fetch(`${simulator.controlUrl}/play`, {
      method: "POST",
      headers: { "Content-Type": "text/plain" },
      body: '{"scenario":"incoming-missed"}',
    });
    expect(response.status).toBe(415);
  });
});
