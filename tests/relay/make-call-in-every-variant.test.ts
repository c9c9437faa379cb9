import { describe, expect, it, onTestFinished } from "vitest";
import type { CallsState } from "../../shared/calls/calls-state.ts";
import { noCalls, reduceCalls } from "../../shared/calls/reduce-calls.ts";
import { callTiming } from "../../shared/calls/timing.ts";
import { sameNumber } from "../../shared/phone-numbers/same-number.ts";
import { employeeOf } from "../../tools/simulator/company/company.ts";
import { allVariants } from "../../tools/simulator/pbx/all-variants.ts";
import type { Autopilot } from "../../tools/simulator/pbx/make-call.ts";
import { describeVariant, type PbxVariant } from "../../tools/simulator/pbx/variant.ts";
import { startSimulator } from "../../tools/simulator/simulator.ts";
import { connect, hookUrls, pairDevice, type StreamClient, startTestRelay } from "./relay-fixture.ts";

const T0 = Date.UTC(2026, 10, 23, 9, 0, 0);
const CALLEE = "86515151";

const cases = allVariants.flatMap((variant) =>
  ["", "200000"].map((device) => [`${describeVariant(variant)}, device "${device}"`, variant, device] as const),
);

/** A PBX of that kind, a relay, and an employee with two PCs, of which one is away. */
async function setUp(variant: PbxVariant, autopilot: Partial<Autopilot>) {
  let time = T0;
  const simulator = await startSimulator({
    variant,
    now: () => time,
    wait: async (milliseconds) => {
      time += milliseconds;
    },
    autopilot: { liftAfter: undefined, calleeAnswersAfter: undefined, ringsFor: undefined, ...autopilot },
  });
  onTestFinished(() => simulator.close());
  const relay = await startTestRelay({ now: () => time, flexfone: simulator.employeeApiUrl });
  simulator.setHookUrls(hookUrls(relay));
  const employee = employeeOf(simulator.company, "202");
  const [here, there] = await Promise.all([pairDevice(relay, "202"), pairDevice(relay, "202")]);
  const client = await connect(relay, here.token);
  const away = await connect(relay, there.token);
  away.socket.terminate();

  /** As the app does it: the relay keeps the dial, and then the PBX is asked. */
  const dial = async (device: string) => {
    client.socket.send(JSON.stringify({ type: "dial", dial: { id: "d", callee: CALLEE, device, at: time } }));
    await client.until("the dial is kept", ({ messages }) => messages.some(({ type }) => type === "dial"));
    const { username: Username, password: Password } = employee;
    const asked = await fetch(simulator.makeCallUrl, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ Device: device, Callee: CALLEE, Username, Password }),
    });
    expect(asked.status).toBe(200);
  };
  const me = {
    localNumber: "202",
    phones: employee.phones.map((phone) => phone.localNumber),
    numbers: employee.phoneNumbers.map((phoneNumber) => phoneNumber.number),
  };
  /** What a PC makes of all that it heard, step by step, and a while after. */
  const statesOf = (heard: StreamClient): CallsState[] => {
    const states = [noCalls(me)];
    for (const message of heard.messages) {
      const state = states.at(-1) ?? noCalls(me);
      if (message.type === "dial") {
        states.push(reduceCalls(state, { type: "dial", dial: message.dial, now: message.dial.at }));
      } else if (message.type === "event") {
        const { event, replayed } = message;
        states.push(reduceCalls(state, { type: "event", event, replayed, now: event.receivedAt }));
      }
    }
    const now = time + callTiming.ringExpiresAfter;
    return [...states, reduceCalls(states.at(-1) ?? noCalls(me), { type: "clock", now })];
  };
  const reconnect = async () => {
    const back = await connect(relay, there.token, away.welcome?.cursor);
    return await back.until("all is replayed", ({ events }) => events.length === client.events.length);
  };
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { simulator, client, dial, statesOf, reconnect, pass };
}

function expectOutgoingOnly(states: readonly CallsState[]): void {
  for (const call of states.flatMap(({ calls }) => calls)) {
    expect(call).toMatchObject({ direction: "outgoing", dialId: "d" });
    expect(sameNumber(call.number ?? "", CALLEE)).toBe(true);
  }
}

describe("a MakeCall is one outgoing call and never an incoming one, on the PC that was away too", () => {
  it.each(cases)("answered: %s", async (_, variant, device) => {
    const { simulator, client, dial, statesOf, reconnect, pass } = await setUp(variant, {
      liftAfter: 3_000,
      calleeAnswersAfter: 5_000,
    });
    await dial(device);
    await client.until("the callee has answered", ({ events }) => {
      const kinds = events.map(({ event }) => event.kind);
      return kinds.filter((kind) => kind === "answered").length >= (kinds.includes("incoming") ? 2 : 1);
    });
    pass(30_000);
    await simulator.hangUp(client.events.at(-1)?.event.callId ?? "");
    await client.until("the end is heard", ({ events }) => (events.at(-1)?.event.durationSeconds ?? 0) > 0);

    for (const heard of [client, await reconnect()]) {
      const states = statesOf(heard);
      expectOutgoingOnly(states);
      expect(states.at(-1)?.calls).toMatchObject([{ phase: "ended", outcome: "answered" }]);
      expect(states.flatMap(({ calls }) => calls).map(({ phase }) => phase)).toContain("talking");
    }
  });

  it.each(cases)("own phone not lifted: %s", async (_, variant, device) => {
    const { simulator, client, dial, statesOf, reconnect, pass } = await setUp(variant, {});
    await dial(device);
    pass(25_000);
    await simulator.hangUp(simulator.ringing[0]?.callId ?? "");
    const heardOf = simulator.hooks.length > 0;
    if (variant.makeCallOwnLeg !== "outgoing") {
      await client.until("the ring is heard", ({ events }) => events.length > 0);
    }
    for (const heard of [client, await reconnect()]) {
      const states = statesOf(heard);
      expectOutgoingOnly(states);
      const seen = states.at(-1)?.calls ?? [];
      if (heardOf && variant.makeCallOwnLeg !== "outgoing") {
        expect(seen).toMatchObject([{ phase: "ended", outcome: "no-answer", notLifted: "own-phone" }]);
      } else expect(seen).toEqual([]);
    }
  });

  it.each(cases)("callee does not answer, or is busy: %s", async (_, variant, device) => {
    const { simulator, client, dial, statesOf, reconnect, pass } = await setUp(variant, {});
    await dial(device);
    pass(3_000);
    const [ringing] = simulator.ringing;
    await simulator.answer(ringing?.phone ?? "", ringing?.callId);
    pass(20_000);
    await simulator.hangUp(ringing?.callId ?? "");
    await client.until("the end is heard", ({ events }) => events.some(({ event }) => event.kind === "ended"));
    for (const heard of [client, await reconnect()]) {
      const states = statesOf(heard);
      expectOutgoingOnly(states);
      expect(states.at(-1)?.calls).toMatchObject([{ phase: "ended", outcome: "no-answer", notLifted: "callee" }]);
      expect(states.flatMap(({ calls }) => calls).map(({ phase }) => phase)).toContain("calling");
    }
  });
});
