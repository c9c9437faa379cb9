import { request } from "node:http";
import { Writable } from "node:stream";
import { describe, expect, it, onTestFinished } from "vitest";
import { createLogger } from "../../relay/logger.ts";
import { startSimulator } from "../../tools/simulator/simulator.ts";
import { ACCOUNT, connect, HASH, pairDevice, SECRET, sendHook, startTestRelay } from "./relay-fixture.ts";

/** A request whose target is sent as it is, which `fetch` does not do. */
async function statusOf(relay: { url: string }, path: string): Promise<number | undefined> {
  const { hostname, port } = new URL(relay.url);
  return await new Promise((resolve, reject) => {
    request({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

describe("every answer", () => {
  it("forbids what a browser could do with it, and names no other site that may read it", async () => {
    const relay = await startTestRelay();
    const { token } = await pairDevice(relay, "202");
    const answers = await Promise.all([
      fetch(`${relay.url}/healthz`, { headers: { Origin: "https://elsewhere.example" } }),
      fetch(`${relay.url}/nowhere`),
      fetch(`${relay.url}/hooks/${ACCOUNT}/wrong/incoming`),
      fetch(`${relay.url}/v1/flexfone/employee`),
      fetch(`${relay.url}/v1/device`, { method: "DELETE", headers: { Authorization: `Bearer ${token}` } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 404, 401, 204]);
    for (const { headers } of answers) {
      expect(headers.get("Content-Security-Policy")).toContain("default-src 'none'");
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(headers.get("Cache-Control")).toBe("no-store");
      expect(headers.get("Access-Control-Allow-Origin")).toBeNull();
    }
  });

  it.each([
    ["//", 404],
    ["/%", 404],
    ["//[", 404],
    ["http://[", 400],
    ["*", 400],
  ])("to the odd address %s is not an error of the relay", async (path, status) => {
    expect(await statusOf(await startTestRelay(), path)).toBe(status);
  });
});

describe("the log", () => {
  it("holds no secret, no code, no token, and no phone number, whatever happens", async () => {
    const lines: string[] = [];
    const sink = new Writable({
      write(chunk, _, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const simulator = await startSimulator();
    onTestFinished(() => simulator.close());
    const relay = await startTestRelay({
      flexfone: simulator.employeeApiUrl,
      logger: createLogger("trace", sink),
    });
    const { code } = await relay.invite(ACCOUNT, "203");
    const { token } = await pairDevice(relay, "202");
    await connect(relay, token);
    const call = { UniqueCallId: "1.1", EmployeeLocalNumber: "202", Calledphone: "200000", ANumber: "86515151" };
    await sendHook(relay, "incoming", call);
    await sendHook(relay, "incoming", { ...call, UniqueCallId: "" });
    await sendHook(relay, "incoming", { ...call, AccountId: "1" });
    await sendHook(relay, "incoming", { ...call, ANumber: "86515151".repeat(20) });
    await fetch(`${relay.url}/v1/pairing/preview`, { method: "POST", body: JSON.stringify({ code }) });
    for (const status of [401, 500]) {
      simulator.setFault({ status });
      await fetch(`${relay.url}/v1/flexfone/Callflow`, { headers: { Authorization: `Bearer ${token}` } });
    }
    const text = lines.join("");
    expect(text).toContain("hook stored");
    expect(text).toContain("hook refused");
    expect(text).toContain("the PBX's API did not do it");
    for (const secret of [SECRET, HASH, token, code, "86515151", "200000", "/hooks/"]) {
      expect(text).not.toContain(secret);
    }
  });
});
