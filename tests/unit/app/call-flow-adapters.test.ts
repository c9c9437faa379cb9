import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { createDirectCallFlows } from "../../../electron/main/adapters/flexfone/direct-call-flows.ts";
import { createRelayCallFlows } from "../../../electron/main/adapters/relay/relay-call-flows.ts";
import type { CallFlow, FlexfoneError, FlexfoneResult } from "../../../shared/flexfone/types.ts";
import { callFlowReasons } from "../../../shared/relay-protocol/call-flow-reasons.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";

interface Asked {
  what: string;
  token: string | undefined;
  body: unknown;
}

/** A relay that gives one answer to everything, and the app's way to it. */
async function relayThatAnswers(status: number, body: unknown) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    asked.push({
      what: `${request.method} ${request.url}`,
      token: request.headers.authorization,
      body: await bodyOf(request),
    });
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise((resolve) => server.close(resolve));
  onTestFinished(async () => {
    if (server.listening) await close();
  });
  const relay = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const api = createRelayCallFlows({ relay, token: "geheim", fetch: (url, init) => fetch(url, init) });
  return { api, asked, close };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return text === "" ? undefined : JSON.parse(text);
}

const night = { localNumber: "6001", name: "Nattjeneste", active: false, activeGoto: "6050", inactiveGoto: "202" };
const view = { flows: [{ ...night, maySwitch: true }], asOf: 1_000, coming: [], history: [] };
const refused = (code: string) => ({ error: { code, message: "Kaldsflowet er låst" } });

describe("call flows through the relay", () => {
  it("are asked for with the device's token in the header alone, and each change once with what it is about", async () => {
    const { api, asked } = await relayThatAnswers(200, view);
    expect(await api.read()).toEqual({ ok: true, value: view });
    await api.switch("6001", true);
    await api.timed?.switchUntil("6001", true, 5_000);
    await api.timed?.cancel("c1");
    await api.timed?.undo("p1");
    expect(asked.map(({ what, body }) => [what, body])).toEqual([
      ["GET /v1/call-flows", undefined],
      ["POST /v1/call-flows/switch", { localNumber: "6001", active: true }],
      ["POST /v1/call-flows/switch", { localNumber: "6001", active: true, until: 5_000 }],
      ["POST /v1/call-flows/cancel", { id: "c1" }],
      ["POST /v1/call-flows/undo", { id: "p1" }],
    ]);
    expect(new Set(asked.map(({ token }) => token))).toEqual(new Set(["Bearer geheim"]));
  });

  it("that the PBX refuses come with its words", async () => {
    const { api, asked } = await relayThatAnswers(422, refused("pbx-refused"));
    expect(await api.switch("6001", true)).toEqual({ ok: false, code: "pbx-refused", message: "Kaldsflowet er låst" });
    expect(asked).toHaveLength(1);
  });

  it.each([
    // The relay's own trouble with the PBX, and not the employee's.
    [502, "pbx-credentials", "relay-account-refused"],
    [504, "pbx-timeout", "pbx-timeout"],
    [403, "not-allowed", "not-allowed"],
    [400, "bad-request", "time-not-possible"],
    [404, "not-found", "no-such-switch"],
    [409, "changed-since", "changed-since"],
    [429, "too-many", "too-many-tries"],
    [401, "token-unknown", "relay-refused"],
  ])("that it refuses by %i %s are refused as %s", async (status, code, expected) => {
    const { api } = await relayThatAnswers(status, refused(code));
    expect(await api.switch("6001", true)).toMatchObject({ ok: false, code: expected });
  });

  it("that the PBX said yes to and did not switch are not told as its words", async () => {
    const error = { code: "pbx-refused", message: callFlowReasons["not-switched"] };
    const { api } = await relayThatAnswers(422, { error });
    expect(await api.switch("6001", true)).toMatchObject({ ok: false, code: "not-switched" });
  });

  it("are shown with the reason where the relay has an old list", async () => {
    const problem = { code: "pbx-unreachable", message: "no answer" };
    const { api } = await relayThatAnswers(200, { ...view, problem });
    expect(await api.read()).toEqual({ ok: true, value: { ...view, problem } });
  });

  it("are not taken from what is no relay: a proxy's page, half an answer, another shape", async () => {
    for (const body of ["<html>Log ind</html>", '{"flows":[', { flows: "none" }]) {
      const { api } = await relayThatAnswers(200, body);
      expect(await api.read()).toMatchObject({ ok: false, code: "relay-refused" });
    }
    const { api } = await relayThatAnswers(503, "Service Unavailable");
    expect(await api.read()).toMatchObject({ ok: false, code: "relay-refused" });
  });

  it("are not there while the relay cannot be reached, and no answer holds the token", async () => {
    const { api, close } = await relayThatAnswers(200, view);
    await close();
    const answer = await api.read();
    expect(answer).toMatchObject({ ok: false, code: "relay-unreachable" });
    expect(JSON.stringify(answer)).not.toContain("geheim");
  });
});

/** A PBX that the app asks itself. */
function pbx(answers: { set?: FlexfoneError; list?: FlexfoneError; isIgnored?: boolean } = {}) {
  let flow: CallFlow = night;
  const asked: string[] = [];
  const api = createDirectCallFlows(
    {
      async callFlows(): Promise<FlexfoneResult<CallFlow[]>> {
        asked.push("list");
        return answers.list === undefined ? { ok: true, value: [flow] } : { ok: false, error: answers.list };
      },
      async setCallFlowState(localNumber, active): Promise<FlexfoneResult<undefined>> {
        asked.push(`set ${localNumber} ${active}`);
        if (answers.isIgnored !== true) flow = { ...flow, active };
        return answers.set === undefined ? { ok: true, value: undefined } : { ok: false, error: answers.set };
      },
    },
    new FakeClock(),
  );
  return { api, asked };
}

describe("call flows at the PBX itself", () => {
  it("may all be switched, once each, and are read back; nothing comes by itself and nothing is kept", async () => {
    const { api, asked } = pbx();
    expect(api.timed).toBeUndefined();
    expect(await api.read()).toMatchObject({
      ok: true,
      value: { flows: [{ ...night, maySwitch: true }], history: [] },
    });
    expect(await api.switch("6001", true)).toMatchObject({ ok: true, value: { flows: [{ active: true }] } });
    expect(asked).toEqual(["list", "set 6001 true", "list"]);
  });

  it("are what the PBX says afterwards: switched though its answer was lost, not switched though it said yes", async () => {
    const lost = pbx({ set: { kind: "timeout", message: "no answer" } });
    expect(await lost.api.switch("6001", true)).toMatchObject({ ok: true, value: { flows: [{ active: true }] } });
    const ignored = pbx({ isIgnored: true });
    expect(await ignored.api.switch("6001", true)).toMatchObject({ ok: false });
    const refusal = { kind: "refused", message: "Kaldsflowet er låst" } as const;
    const locked = pbx({ isIgnored: true, set: refusal });
    const answer = { ok: false, code: "pbx-refused", message: "Kaldsflowet er låst" };
    expect(await locked.api.switch("6001", true)).toEqual(answer);
  });

  it("an account that is not accepted is told as such", async () => {
    const { api } = pbx({ list: { kind: "credentials", message: "wrong hash" } });
    expect(await api.read()).toMatchObject({ ok: false, code: "account-refused" });
  });
});
