import { describe, expect, it } from "vitest";
import { relayCloseCodes } from "../../shared/relay-protocol/stream.ts";
import { connect, pairDevice, type StreamClient, startTestRelay } from "./relay-fixture.ts";

const mark = { id: "m1", mark: "seen" as const, callIds: ["1.1"] };
const dial = { id: "d1", callee: "86515151", device: "200000", at: 1_000 };

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

  it("a dial on one is told to the other, not to itself and not to colleagues", async () => {
    const relay = await startTestRelay();
    const [a, b, colleague] = await Promise.all(["202", "202", "203"].map((employee) => pairDevice(relay, employee)));
    if (a === undefined || b === undefined || colleague === undefined) throw new Error("not paired");
    const [onA, onB, other] = await Promise.all([a, b, colleague].map(({ token }) => connect(relay, token)));
    if (onA === undefined || onB === undefined || other === undefined) throw new Error("not connected");
    say(onA, { type: "dial", dial });
    say(onA, { type: "dial-failed", id: "d1" });
    await onB.until("the dial and its end are heard", (client) => heard(client, "dial-failed").length === 1);
    expect(heard(onB, "dial")).toEqual([{ type: "dial", dial }]);
    expect([heard(onA, "dial"), heard(other, "dial"), heard(other, "dial-failed")]).toEqual([[], [], []]);
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
