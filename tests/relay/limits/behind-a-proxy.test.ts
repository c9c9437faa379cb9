import { once } from "node:events";
import { request } from "node:https";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { relayMessageSchema } from "../../../shared/relay-protocol/stream.ts";
import { whyNotInstalled } from "../../fakes/installed-program.ts";
import { until } from "../../fakes/until.ts";
import { ACCOUNT, redemption, SECRET } from "../relay-fixture.ts";
import { type Answer, openStream, startLimitedRelay } from "./limited-relay.ts";
import { type ProxyInFront, startCaddy, startNginx } from "./proxies.ts";

const CALLER = "+4522334455";
const WRONG = "a-wrong-secret-of-at-least-32-letters";

for (const { name, whyNot, start } of [
  { name: "nginx", whyNot: whyNotInstalled("nginx", "nginx-light"), start: startNginx },
  { name: "Caddy", whyNot: whyNotInstalled("caddy"), start: startCaddy },
]) {
  if (whyNot !== undefined) it(`the relay behind ${name}`, ({ skip }) => skip(whyNot));
  else describe(`the relay behind ${name}, configured as shipped`, () => behind(name, start));
}

function behind(name: string, start: (relay: string) => Promise<ProxyInFront>) {
  async function startBoth(settings: object = {}) {
    const relay = await startLimitedRelay({ trustProxy: ["127.0.0.1"], ...settings });
    return { relay, proxy: await start(relay.url) };
  }

  it("hooks are stored and streams deliver them, by GET and POST", async () => {
    const { relay, proxy } = await startBoth();
    const { token } = await redeem(proxy, (await relay.invite(ACCOUNT, "202")).code);
    const socket = await openStream({ url: proxy.url }, token);
    if (!(socket instanceof WebSocket)) throw new Error(`refused with ${socket.status}`);
    const callers: unknown[] = [];
    let welcomed = false;
    socket.on("message", (data) => {
      const message = relayMessageSchema.parse(JSON.parse(data.toString()));
      welcomed ||= message.type === "welcome";
      if (message.type === "event") callers.push(message.event.callId);
    });
    socket.send(JSON.stringify({ type: "hello", protocol: 1, app: { version: "1.0.0", platform: "linux" } }));
    await until("the client is welcome", () => welcomed);
    expect(await send(`${proxy.url}${hook("call-1")}`)).toMatchObject({ status: 200, text: "OK\n" });
    const body = `${parameters("call-2")}&Extra=${"x".repeat(14_000)}`;
    expect(await send(`${proxy.url}${hookPath()}`, { method: "POST", body })).toMatchObject({ status: 200 });
    // Long parameters in the address.
    expect(await send(`${proxy.url}${hook("call-3")}&Extra=${"x".repeat(14_000)}`)).toMatchObject({ status: 200 });
    // Some HTTP clients offer HTTP/2 with every request.
    const offer = { Connection: "Upgrade, HTTP2-Settings", Upgrade: "h2c", "HTTP2-Settings": "AAMAAABkAAQAAP__" };
    expect(await send(`${proxy.url}${hook("call-4")}`, { headers: offer })).toMatchObject({ status: 200 });
    await until("all calls came", () => callers.length === 4);
    expect(callers).toEqual(["call-1", "call-2", "call-3", "call-4"]);
    const closed = once(socket, "close");
    await relay.close();
    expect((await closed)[0]).toBe(4000);
  });

  it("bodies that are too large are refused", async () => {
    const { proxy } = await startBoth();
    const answer = await send(`${proxy.url}${hookPath()}`, { method: "POST", body: "x".repeat(40_000) });
    // Caddy 2.6 finds out while it passes the body on, and then says that it could not.
    expect(name === "Caddy" ? [413, 502] : [413]).toContain(answer.status);
  });

  it("limits are the client's, whatever he says about himself", async () => {
    const { proxy } = await startBoth({ limits: { failuresPerMinute: 1 } });
    const wrong = (from: string, forged?: string) =>
      send(`${proxy.url}${hook("call", WRONG)}`, {
        from,
        headers: forged === undefined ? {} : { "X-Forwarded-For": forged, Forwarded: `for=${forged}` },
      });
    expect(await wrong("127.0.0.2")).toMatchObject({ status: 404 });
    expect(await wrong("127.0.0.2")).toMatchObject({ status: 429, headers: { "retry-after": "60" } });
    expect(await wrong("127.0.0.2", "192.0.2.77")).toMatchObject({ status: 429 });
    expect(await wrong("127.0.0.3")).toMatchObject({ status: 404 });
  });

  it("no log holds a secret or a number, also when the relay is not there", async () => {
    const { relay, proxy } = await startBoth();
    const { token } = await redeem(proxy, (await relay.invite(ACCOUNT, "202")).code);
    const paths = [hook("call-1"), hook("call-2", WRONG), `/module/${SECRET}/lookup?number=${CALLER}`, "/v1/nothing"];
    const all = async () => {
      const statuses: number[] = [];
      for (const path of paths) {
        const headers = { Authorization: `Bearer ${token}` };
        statuses.push((await send(`${proxy.url}${path}`, { headers })).status);
      }
      return statuses;
    };
    expect(await all()).toEqual([200, 404, 404, 404]);
    await relay.close();
    expect(await all()).toEqual([502, 502, 502, 502]);
    await until("the error is logged", () => /refused/.test(proxy.logs()));
    for (const secret of [SECRET, WRONG, token, CALLER.slice(1)]) expect(proxy.logs()).not.toContain(secret);
  });
}

function hookPath(secret = SECRET): string {
  return `/hooks/${ACCOUNT}/${secret}/incoming`;
}

function hook(call: string, secret = SECRET): string {
  return `${hookPath(secret)}?${parameters(call)}`;
}

function parameters(call: string): URLSearchParams {
  return new URLSearchParams({ UniqueCallId: call, ANumber: CALLER, EmployeeLocalNumber: "202" });
}

async function redeem(proxy: ProxyInFront, code: string): Promise<{ token: string }> {
  const { token, body } = redemption(code);
  await send(`${proxy.url}/v1/pairing/redeem`, { method: "POST", body });
  return { token };
}

interface Sent {
  method?: string;
  body?: string;
  from?: string;
  headers?: Record<string, string>;
}

/** A request on a connection of its own, by a client that asks for no authority. */
function send(url: string, { method = "GET", body, from = "127.0.0.1", headers = {} }: Sent = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { method, headers, localAddress: from, rejectUnauthorized: false, agent: false };
    const sent = request(url, options, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.once("error", reject);
    sent.end(body);
  });
}
