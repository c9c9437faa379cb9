import { expect, it } from "vitest";
import { noCalls, reduceCalls } from "../../shared/calls/reduce-calls.ts";
import { JumpingClock, whyNoJumpingClock } from "./jumping-clock.ts";
import { eventually, WholeSystem } from "./whole-system.ts";

const OFFSETS = ["+0", "+1h", "-1h", "+0"];
const whyNot = whyNoJumpingClock();

it("a clock that jumps an hour ahead and two hours back changes nothing", async ({ skip }) => {
  if (whyNot !== undefined) skip(whyNot);
  const clock = new JumpingClock();
  const system = await WholeSystem.start({ env: clock.env });
  for (const offset of OFFSETS) {
    clock.set(offset);
    for (let n = 0; n < 30; n += 1) await system.sender.call();
    await system.relay.kill();
    await system.relay.start();
  }
  await system.settle();
  const received = [...system.clients.values()].flatMap(({ stored }) => [...stored.values()].map((e) => e.receivedAt));
  // It did jump.
  expect(Math.max(...received) - Math.min(...received)).toBeGreaterThan(3_600_000 - 60_000);
});

it("a clock that jumps in the middle of a call does not turn the order of its events round", async ({ skip }) => {
  if (whyNot !== undefined) skip(whyNot);
  const clock = new JumpingClock();
  const { sender, clients } = await WholeSystem.start({ env: clock.env });
  const client = clients.get("202");
  if (client === undefined) throw new Error("there is no such client");
  for (const [n, offset] of OFFSETS.entries()) {
    const call = { UniqueCallId: `jump.${n}` };
    const ring = { ...call, EmployeeLocalNumber: "202", Calledphone: "2020", ANumber: `${20_000_000 + n}` };
    expect(await sender.once("incoming", ring)).toBe(200);
    clock.set(offset);
    expect(await sender.once("ended", call)).toBe(200);
  }
  await eventually("all are told", () => client.stored.size === 2 * OFFSETS.length);
  expect(client.turnedRound()).toEqual([]);
});

it("a clock that goes back an hour does not make an app that is connected take the next call for an old one", async ({
  skip,
}) => {
  if (whyNot !== undefined) skip(whyNot);
  const clock = new JumpingClock();
  const { sender, clients } = await WholeSystem.start({ env: clock.env });
  const client = clients.get("202");
  const ring = { EmployeeLocalNumber: "202", Calledphone: "2020", ANumber: "20304050" };
  for (const [offset, callId] of [["+0", "before.1"] as const, ["-1h", "after.1"] as const]) {
    clock.set(offset);
    expect(await sender.once("incoming", { UniqueCallId: callId, ...ring })).toBe(200);
  }
  await eventually("both are told", () => client?.stored.size === 2);
  const me = { localNumber: "202", phones: ["2020"], numbers: [] };
  // The app's time by the relay's clock, which never goes back.
  const calls = [...(client?.stored.values() ?? [])].reduce(
    (state, event) => reduceCalls(state, { type: "event", event, replayed: false, now: event.receivedAt }),
    noCalls(me),
  ).calls;
  expect(calls.find(({ callIds }) => callIds.includes("after.1"))).toMatchObject({ phase: "ringing" });
});
