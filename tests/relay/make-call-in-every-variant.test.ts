import { expect, it, onTestFinished } from "vitest";
import { noCalls, reduceCalls } from "../../shared/calls/reduce-calls.ts";
import { sameNumber } from "../../shared/phone-numbers/same-number.ts";
import { employeeOf } from "../../tools/simulator/company/company.ts";
import { allVariants } from "../../tools/simulator/pbx/all-variants.ts";
import { describeVariant } from "../../tools/simulator/pbx/variant.ts";
import { startSimulator } from "../../tools/simulator/simulator.ts";
import { connect, hookUrls, pairDevice, startTestRelay } from "./relay-fixture.ts";

const T0 = Date.UTC(2026, 10, 23, 9, 0, 0);
const CALLEE = "86515151";

it.each(
  allVariants.flatMap((variant) =>
    ["", "200000"].map((device) => [`${describeVariant(variant)}, device "${device}"`, variant, device] as const),
  ),
)("a MakeCall is one outgoing call and never an incoming one: %s", async (_, variant, device) => {
  let time = T0;
  const simulator = await startSimulator({
    variant,
    now: () => time,
    wait: async (milliseconds) => {
      time += milliseconds;
    },
    autopilot: { liftAfter: 3_000, calleeAnswersAfter: 5_000 },
  });
  onTestFinished(() => simulator.close());
  const relay = await startTestRelay({ now: () => time, flexfone: simulator.employeeApiUrl });
  simulator.setHookUrls(hookUrls(relay));
  const employee = employeeOf(simulator.company, "202");
  const client = await connect(relay, (await pairDevice(relay, "202")).token);

  const asked = await fetch(simulator.makeCallUrl, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ Device: device, Callee: CALLEE, Username: employee.username, Password: employee.password }),
  });
  expect(asked.status).toBe(200);
  await client.until("the callee has answered", ({ events }) => {
    const kinds = events.map(({ event }) => event.kind);
    return kinds.filter((kind) => kind === "answered").length >= (kinds.includes("incoming") ? 2 : 1);
  });
  time += 30_000;
  await simulator.hangUp(client.events.at(-1)?.event.callId ?? "");
  await client.until(
    "the end is heard",
    ({ events }) =>
      events.at(-1)?.event.durationSeconds !== undefined && (events.at(-1)?.event.durationSeconds ?? 0) > 0,
  );

  const me = {
    localNumber: "202",
    phones: employee.phones.map((phone) => phone.localNumber),
    numbers: employee.phoneNumbers.map((phoneNumber) => phoneNumber.number),
  };
  let state = reduceCalls(noCalls(me), { type: "dial", dial: { id: "d", callee: CALLEE, device, at: T0 }, now: T0 });
  const phases = new Set<string>();
  for (const { event } of client.events) {
    state = reduceCalls(state, { type: "event", event, replayed: false, now: event.receivedAt });
    for (const call of state.calls) {
      expect(call.direction).toBe("outgoing");
      phases.add(call.phase);
    }
  }
  expect(state.calls).toHaveLength(1);
  const [call] = state.calls;
  expect(call).toMatchObject({ phase: "ended", outcome: "answered", dialId: "d" });
  expect(sameNumber(call?.number ?? "", CALLEE)).toBe(true);
  expect(phases).toContain("talking");
});
