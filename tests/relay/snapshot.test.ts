import { describe, expect, it } from "vitest";
import { connect, pairDevice, sendHook, startTestRelay } from "./relay-fixture.ts";

const ring = (callId: string, employee = "202") => ({
  UniqueCallId: callId,
  EmployeeLocalNumber: employee,
  Calledphone: `${employee}00`,
  ANumber: "86515151",
});

function snapshotOf(client: Awaited<ReturnType<typeof connect>>) {
  return client.messages.flatMap((message) => (message.type === "snapshot" ? [message] : []));
}

describe("a client that cannot be given all that it missed", () => {
  it("is given the calls that are going on before anything else: those that ring, those that are talked in", async () => {
    let time = Date.now();
    const relay = await startTestRelay({ now: () => time });
    const { token } = await pairDevice(relay, "202");
    await sendHook(relay, "incoming", ring("1.1"));
    await sendHook(relay, "ended", { UniqueCallId: "1.1" });
    time += 60_000;
    await sendHook(relay, "incoming", ring("2.1"));
    await sendHook(relay, "answered", { UniqueCallId: "2.1", EmployeeLocalNumber: "202" });
    time += 10_000;
    await sendHook(relay, "incoming", { ...ring("3.1"), ANumber: "70151515" });
    await sendHook(relay, "incoming", ring("4.1", "203"));
    const client = await connect(relay, token);
    await client.until("the snapshot came", () => snapshotOf(client).some(({ last }) => last));
    expect(client.messages.slice(0, 2).map(({ type }) => type)).toEqual(["welcome", "snapshot"]);
    const events = snapshotOf(client).flatMap((message) => message.events);
    expect(events.map(({ kind, callId }) => `${kind} ${callId}`)).toEqual([
      "incoming 2.1",
      "answered 2.1",
      "incoming 3.1",
    ]);
  });

  it("is told that nothing is going on", async () => {
    const relay = await startTestRelay();
    const client = await connect(relay, (await pairDevice(relay, "202")).token, "another-epoch:7");
    await client.until("the snapshot came", () => snapshotOf(client).length > 0);
    expect(client.welcome).toMatchObject({ recovered: false, reason: "epoch-changed" });
    expect(snapshotOf(client)).toEqual([{ type: "snapshot", events: [], last: true }]);
  });

  it("is given long snapshots in frames that it takes", async () => {
    const relay = await startTestRelay();
    const noise = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`p${n}`, "x".repeat(250)]));
    for (let n = 0; n < 20; n += 1)
      await sendHook(relay, "incoming", { ...ring(`1.${n}`), ...noise, ANumber: `8651515${n}` });
    const client = await connect(relay, (await pairDevice(relay, "202")).token);
    await client.until("the whole snapshot came", () => snapshotOf(client).some(({ last }) => last));
    expect(snapshotOf(client).flatMap(({ events }) => events)).toHaveLength(20);
    expect(snapshotOf(client).length).toBeGreaterThan(5);
  });
});

describe("a client that comes back with its cursor", () => {
  it("is given no snapshot: it knows what is going on", async () => {
    const relay = await startTestRelay();
    const { token } = await pairDevice(relay, "202");
    const first = await connect(relay, token);
    await sendHook(relay, "incoming", ring("1.1"));
    await first.until("the ring is heard", ({ events }) => events.length === 1);
    const again = await connect(relay, token, first.events[0]?.cursor);
    await sendHook(relay, "ended", { UniqueCallId: "1.1" });
    await again.until("the end is heard", ({ events }) => events.length === 1);
    expect(snapshotOf(again)).toEqual([]);
  });
});
