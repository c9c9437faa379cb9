import { describe, expect, it } from "vitest";
import { relayCloseCodes } from "../../shared/relay-protocol/stream.ts";
import { connect, pairDevice, type StreamClient, sendHook, startTestRelay } from "./relay-fixture.ts";

const mark = { id: "m1", mark: "seen" as const, callIds: ["1.1"] };
const dial = { id: "d1", callee: "86515151", device: "200000", at: 1_000 };

const ownLeg = { UniqueCallId: "1.1", EmployeeLocalNumber: "202", Calledphone: "200000", ANumber: dial.callee };

const say = (client: StreamClient, message: unknown) => client.socket.send(JSON.stringify(message));
const heard = (client: StreamClient, type: string) => client.messages.filter((message) => message.type === type);

describe("an employee with two PCs", () => {
  it("a mark made on one reaches both, and the one that was away when it comes back", async () => {
    const relay = await startTestRelay();
    const [a, b, colleague] = await Promise.all(["202", "202", "203"].map((employee) => pairDevice(relay, employee)));
    if (a === undefined || b === undefined || colleague === undefined) throw new Error("not paired");
    const onA = await connect(relay, a.token);
    const awayOnB = await connect(relay, b.token);
    const other = await connect(relay, colleague.token);
    awayOnB.socket.terminate();
    say(onA, { type: "mark", mark });
    await onA.until("the mark came back", (client) => heard(client, "mark").length === 1);
    expect(heard(onA, "mark")).toMatchObject([{ replayed: false, mark: { ...mark, at: expect.any(Number) } }]);
    const backOnB = await connect(relay, b.token, awayOnB.welcome?.cursor);
    await backOnB.until("the mark is heard", (client) => heard(client, "mark").length === 1);
    expect(heard(backOnB, "mark")).toMatchObject([{ replayed: true, mark }]);
    say(onA, { type: "mark", mark });
    say(onA, { type: "mark", mark: { ...mark, id: "m2" } });
    await backOnB.until("the second mark is heard", (client) => heard(client, "mark").length === 2);
    expect(heard(backOnB, "mark").map((message) => "mark" in message && message.mark.id)).toEqual(["m1", "m2"]);
    expect(heard(other, "mark")).toEqual([]);
  });

  it("a dial on one is kept before it is given back, and told to the other, not to colleagues", async () => {
    const relay = await startTestRelay();
    const [a, b, colleague] = await Promise.all(["202", "202", "203"].map((employee) => pairDevice(relay, employee)));
    if (a === undefined || b === undefined || colleague === undefined) throw new Error("not paired");
    const [onA, onB, other] = await Promise.all([a, b, colleague].map(({ token }) => connect(relay, token)));
    if (onA === undefined || onB === undefined || other === undefined) throw new Error("not connected");
    say(onA, { type: "dial", dial });
    say(onA, { type: "dial", dial });
    say(onA, { type: "dial", dial: { ...dial, failed: true } });
    for (const client of [onA, onB]) {
      await client.until("the dial and its end are heard", (one) => heard(one, "dial").length === 2);
      expect(heard(client, "dial")).toMatchObject([
        { replayed: false, dial },
        { replayed: false, dial: { ...dial, failed: true } },
      ]);
    }
    expect(heard(other, "dial")).toEqual([]);
  });

  it("a PC that was away hears of a dial before its first ring, in the order in which they came", async () => {
    const relay = await startTestRelay();
    const [a, b] = await Promise.all(["202", "202"].map((employee) => pairDevice(relay, employee)));
    if (a === undefined || b === undefined) throw new Error("not paired");
    const onA = await connect(relay, a.token);
    const awayOnB = await connect(relay, b.token);
    awayOnB.socket.terminate();
    say(onA, { type: "dial", dial });
    await onA.until("the dial is kept", (client) => heard(client, "dial").length === 1);
    await sendHook(relay, "incoming", ownLeg);
    const backOnB = await connect(relay, b.token, awayOnB.welcome?.cursor);
    await backOnB.until("the ring is heard", ({ events }) => events.length === 1);
    expect(backOnB.welcome?.replaying).toBe(2);
    expect(backOnB.messages.slice(1, 3).map(({ type }) => type)).toEqual(["dial", "event"]);
  });

  it("a PC that is new hears of the dials that the next rings may be of, but not of those that were refused", async () => {
    const relay = await startTestRelay();
    const [a, b] = await Promise.all(["202", "202"].map((employee) => pairDevice(relay, employee)));
    if (a === undefined || b === undefined) throw new Error("not paired");
    const onA = await connect(relay, a.token);
    const now = Date.now();
    const [old, refused, fresh] = [now - 600_000, now - 2_000, now - 1_000].map((at, n) => ({
      ...dial,
      id: `d${n}`,
      at,
    }));
    for (const said of [old, refused, fresh, { ...refused, failed: true }]) say(onA, { type: "dial", dial: said });
    await onA.until("the dials are kept", (client) => heard(client, "dial").length === 4);
    await sendHook(relay, "incoming", ownLeg);
    const onB = await connect(relay, b.token);
    await onB.until("the snapshot came", (client) =>
      client.messages.some((one) => one.type === "snapshot" && one.last),
    );
    const snapshot = onB.messages.flatMap((message) => (message.type === "snapshot" ? [message] : []));
    expect(snapshot.flatMap(({ dials = [] }) => dials)).toEqual([fresh]);
    expect(snapshot.flatMap(({ events }) => events)).toMatchObject([{ kind: "incoming", callId: "1.1" }]);
    expect(heard(onB, "dial")).toEqual([]);
  });

  it("what is said before hello closes the stream", async () => {
    const relay = await startTestRelay();
    const { token } = await pairDevice(relay, "202");
    const client = await connect(relay, token);
    expect(client.welcome?.reconnectWithinMs).toBeGreaterThan(0);
    const { WebSocket } = await import("ws");
    const early = new WebSocket(client.socket.url, { headers: { Authorization: `Bearer ${token}` } });
    const closed = new Promise<number>((resolve) => early.once("close", resolve));
    early.once("open", () => early.send(JSON.stringify({ type: "mark", mark })));
    expect(await closed).toBe(relayCloseCodes.badMessage);
  });
});
