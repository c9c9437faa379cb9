import { describe, expect, it } from "vitest";
import type { Presence } from "../../shared/relay-protocol/stream.ts";
import { connect, pairDevice, type StreamClient, sendHook, startTestRelay } from "./relay-fixture.ts";

const ring = (callId: string, employee: string) => ({
  UniqueCallId: callId,
  EmployeeLocalNumber: employee,
  Calledphone: `${employee}00`,
  ANumber: "86515151",
});

const watch = (client: StreamClient, on = true) => client.socket.send(JSON.stringify({ type: "watch-presence", on }));
const told = (client: StreamClient) => client.messages.flatMap((one) => (one.type === "presence" ? [one] : []));

/** The board as a client that was told all this has it. */
function board(client: StreamClient): Record<string, Presence["state"]> {
  const colleagues: Record<string, Presence["state"]> = {};
  for (const { complete, colleagues: changed } of told(client)) {
    if (complete) for (const localNumber of Object.keys(colleagues)) delete colleagues[localNumber];
    for (const { localNumber, state } of changed) colleagues[localNumber] = state;
  }
  return colleagues;
}

describe("presence", () => {
  it("tells who watches who rings and talks, and when that is over, without numbers", async () => {
    const relay = await startTestRelay();
    await sendHook(relay, "incoming", ring("1.1", "203"));
    await sendHook(relay, "answered", { UniqueCallId: "1.1", EmployeeLocalNumber: "203" });
    await sendHook(relay, "incoming", { ...ring("2.1", "204"), ANumber: "20304050" });
    await sendHook(relay, "ended", { UniqueCallId: "2.1" });
    const client = await connect(relay, (await pairDevice(relay, "202")).token);
    expect(client.welcome?.presence).toBe(true);
    watch(client);
    await client.until("the board came", () => told(client).length === 1);
    expect(told(client)[0]).toEqual({
      type: "presence",
      complete: true,
      colleagues: [{ localNumber: "203", state: "talking", since: expect.any(Number) }],
    });
    await sendHook(relay, "incoming", { ...ring("3.1", "204"), ANumber: "70151515" });
    await client.until("a colleague's phone rings", () => board(client)["204"] === "ringing");
    await sendHook(relay, "ended", { UniqueCallId: "1.1" });
    await sendHook(relay, "ended", { UniqueCallId: "3.1" });
    await client.until("nobody is called any more", () => Object.values(board(client)).every((one) => one === "idle"));
    expect(JSON.stringify(told(client))).not.toMatch(/86515151|70151515|1\.1|3\.1/);
  });

  it("is told to nobody who does not watch, nor any more, and not to another account's employee", async () => {
    const relay = await startTestRelay();
    const [quiet, former] = await Promise.all(
      ["202", "205"].map(async (employee) => connect(relay, (await pairDevice(relay, employee)).token)),
    );
    if (quiet === undefined || former === undefined) throw new Error("not connected");
    watch(former);
    await former.until("the board came", () => told(former).length === 1);
    watch(former, false);
    const watcher = await connect(relay, (await pairDevice(relay, "206")).token);
    watch(watcher);
    await sendHook(relay, "incoming", ring("1.1", "203"));
    await watcher.until("the ring is told", () => board(watcher)["203"] === "ringing");
    expect([told(quiet), told(former).length]).toEqual([[], 1]);
  });
});
