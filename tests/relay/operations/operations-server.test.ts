import { describe, expect, it } from "vitest";
import { Readiness } from "../../../relay/operations/readiness.ts";
import { StorageError } from "../../../relay/storage/event-log.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { connect, pairDevice, SECRET, sendHook } from "../relay-fixture.ts";
import { OperatedRelay } from "./operated-relay.ts";
import { parseMetrics } from "./parse-metrics.ts";

const ringing = { EmployeeLocalNumber: "202", ANumber: "23456789", Calledphone: "2021", UniqueCallId: "100.1" };

async function figuresOf(url: string | undefined) {
  const response = await fetch(`${url}/metrics`);
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  return parseMetrics(await response.text());
}

describe("the operations listener", () => {
  it("tells that the relay lives and is ready; figures stay off the public listener", async () => {
    const relay = await new OperatedRelay().start();
    expect((await fetch(`${relay.operationsUrl}/healthz`)).status).toBe(200);
    const ready = await fetch(`${relay.operationsUrl}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true }]);
    expect((await fetch(`${relay.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${relay.url}/readyz`)).status).toBe(404);
    expect((await fetch(`${relay.url}/metrics`)).status).toBe(404);
    expect((await fetch(`${relay.operationsUrl}/hooks/4711/${SECRET}/incoming`)).status).toBe(404);
    expect((await fetch(`${relay.operationsUrl}/metrics`, { method: "POST" })).status).toBe(405);
  });

  it("counts what came, what became of it, and who is there", async () => {
    const relay = await new OperatedRelay().start();
    const { token } = await pairDevice(relay, "202");
    const client = await connect(relay, token);
    await sendHook(relay, "incoming", ringing);
    await sendHook(relay, "incoming", ringing);
    await sendHook(relay, "ended", { UniqueCallId: "100.1", Duration: "0" });
    await fetch(`${relay.url}/hooks/4711/${"x".repeat(32)}/incoming`);
    await fetch(relay.url.concat("/hooks/4711/", SECRET, "/incoming"), { method: "PUT" });
    await client.until("both events came", ({ events }) => events.length === 2);

    const { value } = await figuresOf(relay.operationsUrl);
    expect(value("sidetone_relay_hooks_total", { kind: "incoming", result: "stored" })).toBe(1);
    expect(value("sidetone_relay_hooks_total", { kind: "incoming", result: "repeated" })).toBe(1);
    expect(value("sidetone_relay_hooks_total", { kind: "ended", result: "stored" })).toBe(1);
    expect(value("sidetone_relay_hooks_total", { kind: "unknown", result: "not-found" })).toBe(1);
    expect(value("sidetone_relay_hooks_total", { kind: "incoming", result: "refused" })).toBe(1);
    expect(value("sidetone_relay_authentication_failures_total", { place: "hooks" })).toBe(1);
    expect(value("sidetone_relay_commit_entries_sum")).toBe(3);
    expect(value("sidetone_relay_commit_duration_seconds_count")).toBeGreaterThan(0);
    expect(value("sidetone_relay_delivery_duration_seconds_count")).toBe(2);
    expect(value("sidetone_relay_connections")).toBe(1);
    expect(value("sidetone_relay_entries_waiting")).toBe(0);
    expect(value("sidetone_relay_consumer_lag_entries_max")).toBe(0);
    expect(value("sidetone_relay_storage_bytes")).toBeGreaterThan(4096);
    expect(value("sidetone_relay_storage_free_bytes")).toBeGreaterThan(0);
    expect(value("process_resident_memory_bytes")).toBeGreaterThan(1e6);
    expect(value("process_cpu_seconds_total")).toBeGreaterThan(0);
    if (process.platform === "linux") expect(value("process_open_fds")).toBeGreaterThan(3);
  });

  it("names nobody in its figures", async () => {
    const relay = await new OperatedRelay().start();
    const { token, deviceId } = await pairDevice(relay, "202");
    await connect(relay, token);
    await sendHook(relay, "incoming", ringing);
    const text = await (await fetch(`${relay.operationsUrl}/metrics`)).text();
    for (const name of [deviceId, token, SECRET, "23456789", '"4711"', '"202"']) expect(text).not.toContain(name);
  });

  it("is not there unless the configuration asks for it", async () => {
    const relay = await new OperatedRelay({ operations: undefined }).start();
    expect(relay.operationsUrl).toBeUndefined();
  });
});

describe("readiness", () => {
  const storage = (check: () => Promise<void>, waiting = 0) => ({ waiting, check });

  it("ends when the relay is told to stop", async () => {
    const readiness = new Readiness({ log: storage(async () => {}), now: () => 0 });
    expect(await readiness.reasons()).toEqual([]);
    readiness.drain();
    expect(await readiness.reasons()).toEqual(["the relay is stopping"]);
  });

  it("needs a storage that can be written, and says what is wrong with it", async () => {
    const broken = storage(async () => {
      throw new StorageError("database or disk is full");
    });
    const readiness = new Readiness({ log: broken, now: () => 0 });
    expect(await readiness.reasons()).toEqual(["the storage cannot be written: database or disk is full"]);
  });

  it("needs a storage that answers", async () => {
    const hanging = storage(() => new Promise(() => {}));
    const readiness = new Readiness({ log: hanging, now: () => 0, answerWithinMs: 10 });
    expect(await readiness.reasons()).toEqual(["the storage did not answer in 10 ms"]);
  });

  it("needs a short queue", async () => {
    const readiness = new Readiness({ log: storage(async () => {}, 5_000), now: () => 0 });
    expect(await readiness.reasons()).toEqual([expect.stringContaining("5000 entries wait")]);
  });

  it("is looked at once a second, however many ask", async () => {
    const clock = new FakeClock();
    let looks = 0;
    const counting = storage(async () => {
      looks += 1;
    });
    const readiness = new Readiness({ log: counting, now: () => clock.now() });
    await Promise.all([readiness.reasons(), readiness.reasons(), readiness.reasons()]);
    await readiness.reasons();
    expect(looks).toBe(1);
    clock.advance(1_000);
    await readiness.reasons();
    expect(looks).toBe(2);
  });
});
