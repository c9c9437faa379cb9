import { describe, expect, it, onTestFinished } from "vitest";
import type { CallsState } from "../../shared/calls/calls-state.ts";
import { nextDeadline, noCalls, reduceCalls } from "../../shared/calls/reduce-calls.ts";
import { sameNumber } from "../../shared/phone-numbers/same-number.ts";
import { employeeOf } from "../../tools/simulator/company/company.ts";
import { allVariants } from "../../tools/simulator/pbx/all-variants.ts";
import { describeVariant } from "../../tools/simulator/pbx/variant.ts";
import { allScenarios } from "../../tools/simulator/scenarios/all-scenarios.ts";
import type { CastExpectation } from "../../tools/simulator/scenarios/cast.ts";
import { startSimulator } from "../../tools/simulator/simulator.ts";
import { ACCOUNT, connect, hookUrls, pairDevice, startTestRelay } from "./relay-fixture.ts";

const T0 = Date.UTC(2026, 10, 23, 9, 0, 0);
/** The employees that scenarios are cast with. */
const CAST = ["202", "203", "204"];

/** What happened to one employee, in the words of an expectation. */
function experienced(state: CallsState, expected: CastExpectation) {
  return {
    employee: expected.employee,
    calls: [...state.calls].reverse().map((call, index) => {
      const wanted = expected.calls[index]?.number;
      const same = call.number !== undefined && typeof wanted === "string" && sameNumber(call.number, wanted);
      return {
        direction: call.direction,
        outcome: call.outcome,
        number: same ? wanted : (call.number ?? null),
        ...(call.answeredBy === undefined ? {} : { answeredBy: call.answeredBy }),
        ...(call.transferredFrom === undefined ? {} : { transferredFrom: call.transferredFrom }),
        ...(call.expired === undefined ? {} : { expired: call.expired }),
      };
    }),
  };
}

describe.each(allVariants.map((variant) => [describeVariant(variant), variant] as const))("PBX: %s", (_, variant) => {
  it.each(allScenarios.map((scenario) => scenario.name))("%s", async (name) => {
    let time = T0;
    const now = () => time;
    const simulator = await startSimulator({
      variant,
      now,
      wait: async (milliseconds) => {
        time += milliseconds;
      },
    });
    onTestFinished(() => simulator.close());
    const relay = await startTestRelay({ now, flexfone: simulator.employeeApiUrl });
    simulator.setHookUrls(hookUrls(relay));
    expect(simulator.company.accountId).toBe(ACCOUNT);

    const people = await Promise.all(
      CAST.map(async (localNumber) => {
        const employee = employeeOf(simulator.company, localNumber);
        const { token } = await pairDevice(relay, localNumber);
        return { employee, client: await connect(relay, token) };
      }),
    );
    const played = await simulator.play(name);
    for (const expected of played.allExpected) {
      const person = people.find(({ employee }) => employee.localNumber === expected.employee);
      if (person === undefined) throw new Error(`${expected.employee} is not of the company`);
      // The relay pushes after its answer to the PBX; a request through the same server comes after that.
      await fetch(`${relay.url}/healthz`);
      const me = {
        localNumber: expected.employee,
        phones: person.employee.phones.map((phone) => phone.localNumber),
        numbers: person.employee.phoneNumbers.map((phoneNumber) => phoneNumber.number),
      };
      let state = noCalls(me);
      for (const { event, replayed } of person.client.events) {
        state = reduceCalls(state, { type: "event", event, replayed, now: event.receivedAt });
      }
      // Time goes on for rings and conversations whose end the PBX kept to itself.
      for (let deadline = nextDeadline(state); deadline !== undefined; deadline = nextDeadline(state)) {
        state = reduceCalls(state, { type: "clock", now: deadline });
      }
      expect(experienced(state, expected)).toEqual(expected);
    }
  });
});
