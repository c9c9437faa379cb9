import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { createRelayCallFlows } from "../../../electron/main/adapters/relay/relay-call-flows.ts";
import type { CallFlowsView } from "../../../shared/relay-protocol/call-flows.ts";

const TOKEN = "t".repeat(43);

const view: CallFlowsView = {
  flows: [{ localNumber: "6001", name: "Nattjeneste", active: true, activeGoto: "6050", maySwitch: true }],
  asOf: 1_700_000_000_000,
  coming: [],
  history: [],
};

/** A relay that answers the same to everything. */
async function relayThatAnswers(status: number, body: string) {
  const received: { method: string | undefined; url: string | undefined; token: string | undefined; body: string }[] =
    [];
  const server = createServer((request, response) => {
    void read(request).then((text) => {
      received.push({
        method: request.method,
        url: request.url,
        token: request.headers.authorization,
        body: text,
      });
      response.writeHead(status, { "Content-Type": "application/json" }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
  });
  const relay = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { api: createRelayCallFlows({ relay, token: TOKEN, fetch }), received };
}

async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

const refusal = (code: string, message = "why") => JSON.stringify({ error: { code, message } });

describe("call flows through the relay", () => {
  it("are read and changed as its contract says, with the token in the header", async () => {
    const { api, received } = await relayThatAnswers(200, JSON.stringify(view));
    expect(await api.read()).toEqual({ ok: true, value: view });
    await api.switch("6001", true);
    await api.timed?.switchUntil("6001", false, 1_700_000_060_000);
    await api.timed?.cancel("c1");
    await api.timed?.undo("h1");
    expect(received.map(({ method, url, body }) => [method, url, body === "" ? undefined : JSON.parse(body)])).toEqual([
      ["GET", "/v1/call-flows", undefined],
      ["POST", "/v1/call-flows/switch", { localNumber: "6001", active: true }],
      ["POST", "/v1/call-flows/switch", { localNumber: "6001", active: false, until: 1_700_000_060_000 }],
      ["POST", "/v1/call-flows/cancel", { id: "c1" }],
      ["POST", "/v1/call-flows/undo", { id: "h1" }],
    ]);
    expect(new Set(received.map(({ token }) => token))).toEqual(new Set([`Bearer ${TOKEN}`]));
  });

  it.each([
    [422, "pbx-refused", "pbx-refused"],
    [403, "not-allowed", "not-allowed"],
    [400, "bad-request", "time-not-possible"],
    [404, "not-found", "no-such-switch"],
    [409, "changed-since", "changed-since"],
    [429, "too-many", "too-many-tries"],
    [502, "pbx-credentials", "relay-account-refused"],
    [504, "pbx-timeout", "pbx-timeout"],
    [401, "token-unknown", "relay-refused"],
  ])("that it refuses with %i %s are refused as %s, in its words", async (status, code, expected) => {
    const { api } = await relayThatAnswers(status, refusal(code, "Kaldsflowet er låst"));
    expect(await api.switch("6001", true)).toEqual({ ok: false, code: expected, message: "Kaldsflowet er låst" });
  });

  it("that the PBX does not tell are as it told last, with the reason", async () => {
    const problem = { code: "pbx-credentials", message: "no" };
    const { api } = await relayThatAnswers(200, JSON.stringify({ ...view, problem }));
    expect(await api.read()).toEqual({
      ok: true,
      value: { ...view, problem: { code: "relay-account-refused", message: "no" } },
    });
    const newer = await relayThatAnswers(
      200,
      JSON.stringify({ ...view, problem: { code: "pbx-asleep", message: "" } }),
    );
    expect(await newer.api.read()).toMatchObject({ ok: true, value: { problem: { code: "pbx-unreachable" } } });
  });

  it.each([
    [200, "<html>Log på</html>"],
    [200, JSON.stringify({ flows: "none" })],
    [200, ""],
    [502, "<html>Bad Gateway</html>"],
  ])(
    "that are answered %i %j are not understood, and the answer is not repeated in the error",
    async (status, body) => {
      const { api } = await relayThatAnswers(status, body);
      const answer = await api.read();
      expect(answer).toMatchObject({ ok: false, code: "relay-refused" });
      expect(JSON.stringify(answer)).not.toContain("html");
    },
  );

  it("of a relay that is not there are not known, and the token is not told", async () => {
    const api = createRelayCallFlows({ relay: "http://127.0.0.1:9", token: TOKEN, fetch });
    const answer = await api.read();
    expect(answer).toMatchObject({ ok: false, code: "relay-unreachable" });
    expect(JSON.stringify(answer)).not.toContain(TOKEN);
  });
});
