import { Writable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { createLogger } from "../../../relay/logger.ts";
import { redactText } from "../../../relay/redact-text.ts";
import { startSimulator } from "../../../tools/simulator/simulator.ts";
import { ACCOUNT, connect, HASH, pairDevice, redemption, SECRET, StreamClient, sendHook } from "../relay-fixture.ts";
import { OperatedRelay } from "./operated-relay.ts";

const NUMBER = "86515151";

/** Keeps what is logged. */
class Lines extends Writable {
  text = "";

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }

  get all(): Record<string, unknown>[] {
    const lines = this.text.split("\n").filter((line) => line !== "");
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }
}

describe("the log", () => {
  it("of a relay to which all sorts of things happen holds no secret, token, code or number", async () => {
    const log = new Lines();
    const simulator = await startSimulator();
    onTestFinished(() => simulator.close());
    const flexfone = { baseUrl: simulator.employeeApiUrl, account: ACCOUNT, hash: HASH };
    const operated = new OperatedRelay({
      logLevel: "debug",
      accounts: [{ id: ACCOUNT, name: "Nordlys", hookSecrets: [SECRET], flexfone }],
    });
    const relay = await operated.start({ logTo: log });
    const { code } = await relay.invite(ACCOUNT, "203");
    const { code: shortCode } = await relay.invite(ACCOUNT, "204", 1, "short");
    const { token, deviceId } = await pairDevice(relay, "202");
    const client = await connect(relay, token);
    const wrong = "w".repeat(43);
    const api = (path: string, bearer: string, init: RequestInit = {}) =>
      fetch(relay.url + path, { ...init, headers: { Authorization: `Bearer ${bearer}` } });

    const call = { UniqueCallId: "1.1", EmployeeLocalNumber: "202", Calledphone: "200000", ANumber: NUMBER };
    await sendHook(relay, "incoming", call);
    await sendHook(relay, "incoming", call);
    await sendHook(relay, "incoming", { ...call, UniqueCallId: "" });
    await sendHook(relay, "incoming", { ...call, AccountId: NUMBER });
    await sendHook(relay, "incoming", { ...call, ANumber: NUMBER.repeat(20) });
    await sendHook(relay, "ended", { ...call, Duration: NUMBER, Transfer: NUMBER });
    await sendHook(relay, "answered", { UniqueCallId: NUMBER.repeat(30), EmployeeLocalNumber: "202" });
    await fetch(`${relay.url}/hooks/${ACCOUNT}/${wrong}/incoming?ANumber=${NUMBER}`);
    await fetch(`${relay.url}/hooks/${ACCOUNT}/${SECRET}/sideways?ANumber=${NUMBER}`);
    await fetch(`${relay.url}/hooks/${ACCOUNT}/${SECRET}/incoming`, { method: "POST", body: `{"ANumber":"${NUMBER}` });
    await fetch(`${relay.url}/v1/pairing/preview`, { method: "POST", body: JSON.stringify({ code }) });
    await fetch(`${relay.url}/v1/pairing/preview`, { method: "POST", body: JSON.stringify({ code: shortCode }) });
    const { body } = redemption(wrong);
    await fetch(`${relay.url}/v1/pairing/redeem`, { method: "POST", body });
    await fetch(`${relay.url}/v1/pairing/redeem`, { method: "POST", body: JSON.stringify({ code, device: wrong }) });
    await api("/v1/flexfone/employee", wrong);
    await api("/v1/flexfone/employee", token);
    for (const status of [401, 500]) {
      simulator.setFault({ status });
      await api("/v1/flexfone/employee", token);
      await api("/v1/flexfone/callflow", token);
    }
    simulator.setFault({});
    await api("/v1/flexfone/callflow/setcallflowstate?localnumber=6001&active=true", token, { method: "POST" });
    client.socket.send(JSON.stringify({ type: "dial", dial: { id: "1", callee: NUMBER, device: "", at: 1 } }));
    client.socket.send(NUMBER);
    await new StreamClient(relay, wrong).until("it is refused", ({ refused }) => refused === 401);
    await operated.run("erase", "--number", NUMBER, "--yes");
    await operated.run("revoke", deviceId);
    await client.until("it is revoked", ({ closed }) => closed !== undefined);
    await relay.close();

    for (const message of [
      "relay listening",
      "hook stored",
      "hook refused",
      "the PBX's API did not do it",
      "call flow switched",
    ]) {
      expect(log.all.map(({ msg }) => msg)).toContain(message);
    }
    for (const secret of [SECRET, HASH, token, wrong, code, shortCode, NUMBER, "200000", "/hooks/"]) {
      expect(log.text).not.toContain(secret);
    }
  });

  it("tells which lines are of one request", async () => {
    const log = new Lines();
    const relay = await new OperatedRelay({ logLevel: "debug" }).start({ logTo: log });
    const call = { EmployeeLocalNumber: "202", Calledphone: "2021", ANumber: NUMBER };
    await Promise.all(
      ["1.1", "1.2", "1.3"].map((UniqueCallId) => sendHook(relay, "incoming", { ...call, UniqueCallId })),
    );
    const requests = log.all.filter(({ msg }) => msg === "hook stored").map(({ request }) => request);
    expect(new Set(requests).size).toBe(3);
    for (const request of requests) expect(request).toMatch(/^[0-9a-f]{8}-\d+$/);
    expect(log.all.find(({ msg }) => msg === "relay listening")).not.toHaveProperty("request");
  });

  it("says only what the configured level allows", async () => {
    const log = new Lines();
    const relay = await new OperatedRelay({ logLevel: "error" }).start({ logTo: log });
    await sendHook(relay, "incoming", { UniqueCallId: "" });
    expect(log.text).toBe("");
  });

  it("makes unreadable what is handed to it by mistake", () => {
    const log = new Lines();
    const logger = createLogger("info", log);
    logger.info({ token: "a-token", device: { hash: "a-hash" }, request: { headers: { authorization: "a-header" } } });
    logger.info({ aNumber: NUMBER, call: { number: NUMBER, ANumber: "x" }, problem: `no such column: +45 ${NUMBER}` });
    for (const secret of ["a-token", "a-hash", "a-header", NUMBER]) expect(log.text).not.toContain(secret);
    expect(log.all[1]).toMatchObject({ problem: "no such column: …51" });
  });
});

describe("a text that others wrote", () => {
  it("keeps what helps", () => {
    const text = "database or disk is full (errno 13, 2.5 s, 127.0.0.1:8480)";
    expect(redactText(text)).toBe(text);
  });

  it("loses every number and secret", () => {
    const number = fc.stringMatching(/^\+?\d{8,12}$/);
    const secret = fc.stringMatching(/^[A-Za-z0-9_-]{32,60}$/);
    fc.assert(
      fc.property(
        fc.constantFrom("", "near ", '"'),
        fc.oneof(number, secret),
        fc.constantFrom("", " failed", '"'),
        (...parts) => {
          expect(redactText(parts.join(""))).not.toContain(parts[1]);
        },
      ),
    );
  });
});
