import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { relayCloseCodes } from "../../../shared/relay-protocol/stream.ts";
import { pairDevice } from "../relay-fixture.ts";
import { get, hookUrl, OTHER_ACCOUNT, OTHER_SECRET, openStream, startLimitedRelay } from "./limited-relay.ts";

const WRONG = { secret: "a-wrong-secret-of-at-least-32-letters" };
const WRONG_TOKEN = "x".repeat(43);

describe("secrets that are wrong", () => {
  it("404 with no hint, then 429 for who tries on; after a while he may try again", async () => {
    let now = 0;
    const relay = await startLimitedRelay({ limits: { failuresPerMinute: 3 } }, { monotonicNow: () => now });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await get(hookUrl(relay, "1", WRONG))).toMatchObject({ status: 404, text: "Not found\n" });
    }
    expect(await get(hookUrl(relay, "1", WRONG))).toMatchObject({ status: 429, headers: { "retry-after": "20" } });
    now = 20_000;
    expect(await get(hookUrl(relay, "1", WRONG))).toMatchObject({ status: 404 });
    expect(await get(hookUrl(relay, "1", WRONG))).toMatchObject({ status: 429 });
  });

  it("do not keep out what is right: the address may be the PBX's, for all accounts", async () => {
    const relay = await startLimitedRelay({ limits: { failuresPerMinute: 1 } });
    await get(hookUrl(relay, "1", WRONG));
    expect(await get(hookUrl(relay, "1", WRONG))).toMatchObject({ status: 429 });
    expect(await get(hookUrl(relay, "1"))).toMatchObject({ status: 200 });
    const other = { account: OTHER_ACCOUNT, secret: OTHER_SECRET };
    expect(await get(hookUrl(relay, "2", other))).toMatchObject({ status: 200 });
  });

  it("count for their address only", async () => {
    const relay = await startLimitedRelay({ limits: { failuresPerMinute: 1 } });
    await get(hookUrl(relay, "1", WRONG), { from: "127.0.0.2" });
    expect(await get(hookUrl(relay, "1", WRONG), { from: "127.0.0.2" })).toMatchObject({ status: 429 });
    expect(await get(hookUrl(relay, "1", WRONG), { from: "127.0.0.3" })).toMatchObject({ status: 404 });
  });

  it("of streams: 401, then 429; the right token gets in all the same", async () => {
    const relay = await startLimitedRelay({ limits: { failuresPerMinute: 2 } });
    const { token } = await pairDevice(relay, "202");
    expect(await openStream(relay, WRONG_TOKEN)).toMatchObject({ status: 401 });
    expect(await openStream(relay, WRONG_TOKEN)).toMatchObject({ status: 401 });
    expect(await openStream(relay, WRONG_TOKEN)).toEqual({ status: 429, retryAfter: "30" });
    expect(await openStream(relay, token)).toBeInstanceOf(WebSocket);
  });
});

describe("hooks from networks that are not the PBX's", () => {
  it("look like hooks with a wrong secret, in every answer", async () => {
    const settings = { limits: { failuresPerMinute: 2 } };
    const relay = await startLimitedRelay(settings, { account: { hookNetworks: ["127.0.0.2", "127.0.1.0/24"] } });
    expect(await get(hookUrl(relay, "1"), { from: "127.0.0.2" })).toMatchObject({ status: 200 });
    expect(await get(hookUrl(relay, "2"), { from: "127.0.1.7" })).toMatchObject({ status: 200 });
    for (const status of [404, 404, 429, 429]) {
      const [foreign, wrong] = [
        await get(hookUrl(relay, "3"), { from: "127.0.0.4" }),
        await get(hookUrl(relay, "3", WRONG), { from: "127.0.0.5" }),
      ].map((answer) => ({ ...answer, headers: { ...answer.headers, date: "" } }));
      expect(foreign?.status).toBe(status);
      expect(foreign).toEqual(wrong);
    }
    const other = { account: OTHER_ACCOUNT, secret: OTHER_SECRET };
    expect(await get(hookUrl(relay, "4", other), { from: "127.0.0.4" })).toMatchObject({ status: 200 });
  });
});

describe("an upgrade to something else than a stream", () => {
  it("is ignored: some clients offer HTTP/2 with every request", async () => {
    const relay = await startLimitedRelay({});
    const headers = { Connection: "Upgrade, HTTP2-Settings", Upgrade: "h2c", "HTTP2-Settings": "AAMAAABkAAQAAP__" };
    expect(await get(hookUrl(relay, "1"), { headers })).toMatchObject({ status: 200 });
  });
});

describe("many hooks", () => {
  it("of one account: 429 with when to send again, and the others' go on", async () => {
    let now = 0;
    const relay = await startLimitedRelay({ limits: { hooksPerSecond: 2 } }, { monotonicNow: () => now });
    for (let call = 0; call < 8; call += 1) {
      expect(await get(hookUrl(relay, `${call}`))).toMatchObject({ status: 200 });
    }
    expect(await get(hookUrl(relay, "8"))).toMatchObject({ status: 429, headers: { "retry-after": "1" } });
    const other = { account: OTHER_ACCOUNT, secret: OTHER_SECRET };
    expect(await get(hookUrl(relay, "9", other))).toMatchObject({ status: 200 });
    now = 500;
    expect(await get(hookUrl(relay, "8"))).toMatchObject({ status: 200 });
  });
});

describe("a client that says too much", () => {
  it("is told to come back later", async () => {
    const relay = await startLimitedRelay({ limits: { messagesPerSecond: 2 } }, { monotonicNow: () => 0 });
    const { token } = await pairDevice(relay, "202");
    const socket = await openStream(relay, token);
    if (!(socket instanceof WebSocket)) throw new Error(`refused with ${socket.status}`);
    const closed = once(socket, "close");
    socket.send(JSON.stringify({ type: "hello", protocol: 1, app: { version: "1.0.0", platform: "linux" } }));
    for (let message = 0; message < 8; message += 1) socket.send(JSON.stringify({ type: "pong" }));
    expect((await closed)[0]).toBe(relayCloseCodes.tooManyMessages);
  });
});

describe("behind a proxy that is trusted", () => {
  const settings = { trustProxy: ["127.0.0.1"], limits: { connectionsPerAddress: 2, failuresPerMinute: 1 } };
  const of = (client: string) => ({ "X-Forwarded-For": client });

  it("streams are counted by the client's address, and the proxy itself is not held back", async () => {
    const relay = await startLimitedRelay(settings);
    const { token } = await pairDevice(relay, "202");
    const open = (client: string) => openStream(relay, token, of(client));
    expect(await open("192.0.2.1")).toBeInstanceOf(WebSocket);
    const second = await open("192.0.2.1");
    expect(second).toBeInstanceOf(WebSocket);
    expect(await open("192.0.2.1")).toEqual({ status: 429, retryAfter: "1" });
    expect(await open("192.0.2.2")).toBeInstanceOf(WebSocket);
    expect(await open("2001:db8::1")).toBeInstanceOf(WebSocket);
    expect(await open("2001:db8::2")).toBeInstanceOf(WebSocket);
    // Of the same /64.
    expect(await open("2001:db8::3")).toMatchObject({ status: 429 });
    expect(await open("2001:db8:0:1::3")).toBeInstanceOf(WebSocket);
  });

  it("what has ended makes room again", async () => {
    const relay = await startLimitedRelay({ ...settings, limits: { connectionsPerAddress: 1 } });
    const { token } = await pairDevice(relay, "202");
    const headers = of("192.0.2.1");
    for (let round = 0; round < 3; round += 1) {
      expect(await get(hookUrl(relay, `${round}`), { headers })).toMatchObject({ status: 200 });
    }
    const socket = await openStream(relay, token, headers);
    expect(await get(hookUrl(relay, "x"), { headers })).toMatchObject({ status: 429, headers: { "retry-after": "1" } });
    if (socket instanceof WebSocket) {
      socket.close();
      await once(socket, "close");
    }
    expect(await get(hookUrl(relay, "x"), { headers })).toMatchObject({ status: 200 });
  });

  it("wrong secrets count for the client; strangers are not believed", async () => {
    const relay = await startLimitedRelay(settings);
    const wrong = (client: string, from = "127.0.0.1") =>
      get(hookUrl(relay, "1", WRONG), { from, headers: of(client) });
    expect(await wrong("192.0.2.1")).toMatchObject({ status: 404 });
    expect(await wrong("192.0.2.1")).toMatchObject({ status: 429 });
    expect(await wrong("192.0.2.2")).toMatchObject({ status: 404 });
    expect(await wrong("192.0.2.3", "127.0.0.9")).toMatchObject({ status: 404 });
    expect(await wrong("192.0.2.4", "127.0.0.9")).toMatchObject({ status: 429 });
  });

  it("networks of hooks are looked at by the client's address", async () => {
    const relay = await startLimitedRelay(settings, { account: { hookNetworks: ["192.0.2.0/24"] } });
    expect(await get(hookUrl(relay, "1"), { headers: of("192.0.2.9") })).toMatchObject({ status: 200 });
    expect(await get(hookUrl(relay, "2"), { headers: of("198.51.100.9") })).toMatchObject({ status: 404 });
    const forged = { from: "127.0.0.9", headers: of("192.0.2.9") };
    expect(await get(hookUrl(relay, "3"), forged)).toMatchObject({ status: 404 });
  });
});
