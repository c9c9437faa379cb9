import { type Company, employeeOf } from "../company/company.ts";
import type { Exchange } from "../pbx/exchange.ts";
import type { PbxCall } from "../pbx/pbx-call.ts";
import type { SentHook } from "../pbx/post-hooks.ts";
import type { PbxVariant } from "../pbx/variant.ts";
import { type Cast, type CastExpectation, type CastOverrides, castExpectation, castScenario } from "./cast.ts";
import type { CallerRole, Scenario, Step } from "./scenario.ts";

export interface PlayedScenario {
  readonly scenario: string;
  readonly variant: PbxVariant;
  /** In the order in which they were answered. */
  readonly hooks: readonly SentHook[];
  /** UniqueCallIds by the scenario's name for the call. */
  readonly callIds: Readonly<Record<string, readonly string[]>>;
  /** What the employee under test should have experienced. */
  readonly expected: CastExpectation;
  /** That, and what others should have. */
  readonly allExpected: readonly CastExpectation[];
}

/**
 * Plays a scenario, step by step. A call that a person has meanwhile answered or ended at a phone stays so: the steps
 * that come too late change nothing.
 *
 * @throws when the scenario names a call or phone that there is not
 */
export async function playScenario(
  scenario: Scenario,
  world: {
    readonly company: Company;
    readonly exchange: Exchange;
    readonly variant: PbxVariant;
    readonly wait: (ms: number) => Promise<void>;
  },
  overrides: CastOverrides = {},
): Promise<PlayedScenario> {
  const { company, exchange, variant, wait } = world;
  const cast = castScenario(scenario, company, overrides);
  const queue = exchange.queue(variant);
  const calls = new Map<string, PbxCall>();
  const callNamed = (name: string): PbxCall => {
    const call = calls.get(name);
    if (call === undefined) throw new Error(`Scenario "${scenario.name}" speaks of call "${name}" before it began.`);
    return call;
  };
  const open = (name: string, outside: string | undefined, line?: string): PbxCall => {
    const call = exchange.open({ variant, queue, outside, ...(line === undefined ? {} : { line }) });
    calls.set(name, call);
    return call;
  };

  const act = async (step: Step): Promise<void> => {
    switch (step.do) {
      case "call-in":
        return callIn(open(step.call, cast.outside[step.from], step.line), step, exchange, cast);
      case "queue-in": {
        const call = open(step.call, cast.outside[step.from], step.line);
        await callIn(call, step, exchange, cast);
        for (let again = 0; again < variant.queueReRings; again++) {
          await wait(step.ringSeconds * 1000);
          if (call.isAnswered) return;
          await call.stopRinging();
          await wait(step.pauseSeconds * 1000);
          await callIn(call, step, exchange, cast);
        }
        return;
      }
      case "dial":
        return dial(step, open, exchange, cast, company);
      case "wait":
        return wait(step.seconds * 1000);
      case "answer":
        return callNamed(step.call).answer(phoneOf(company, cast.employees[step.by], step.phone));
      case "outside-answers":
        return callNamed(step.call).outsideAnswers();
      case "hang-up":
        return callNamed(step.call).end();
      case "pass-on":
        return callNamed(step.call).passOn(cast.employees[step.by], callNamed(step.into));
      case "hold-back":
        return queue.holdBack(step.hooks);
      case "lose":
        return queue.lose(step.hooks);
      case "release":
        return queue.release(step.hooks);
      case "repeat":
        return queue.repeat(step.hooks);
    }
  };
  try {
    for (const step of scenario.steps) await act(step);
  } finally {
    // A scenario that breaks off leaves no phone ringing for ever.
    await Promise.all([...calls.values()].map((call) => call.end()));
  }

  const expect = (expectation: Scenario["expected"]) => castExpectation(expectation, cast, variant, company);
  const expected = expect(scenario.expected);
  return {
    scenario: scenario.name,
    variant,
    hooks: queue.sent,
    callIds: Object.fromEntries([...calls].map(([name, call]) => [name, call.callIds])),
    expected,
    allExpected: [expected, ...(scenario.alsoExpected ?? []).map(expect)],
  };
}

function callIn(
  call: PbxCall,
  step: Extract<Step, { do: "call-in" | "queue-in" }>,
  exchange: Exchange,
  cast: Cast,
): Promise<void> {
  const phones = exchange.phonesOf(step.to.map((role) => cast.employees[role]));
  return call.ring(phones, { aNumber: call.outside ?? call.variant.hiddenNumber });
}

async function dial(
  step: Extract<Step, { do: "dial" }>,
  open: (name: string, outside: string | undefined) => PbxCall,
  exchange: Exchange,
  cast: Cast,
  company: Company,
): Promise<void> {
  const employee = cast.employees[step.by];
  const from = { employee, phone: phoneOf(company, employee, step.phone) };
  if (isCallerRole(step.to)) {
    const outside = cast.outside[step.to];
    if (outside === undefined) throw new Error("An employee cannot dial a hidden number.");
    const call = open(step.call, outside);
    return call.dial(from, { aNumber: exchange.outgoingANumber(employee, outside, call.variant) });
  }
  const colleague = cast.employees[step.to];
  const call = open(step.call, undefined);
  const dialled = call.dial(from, { aNumber: exchange.outgoingANumber(employee, colleague, call.variant) });
  const rung = call.ring(exchange.phonesOf([colleague]), { aNumber: employee });
  await Promise.all([dialled, rung]);
}

function isCallerRole(role: string): role is CallerRole {
  return role === "caller" || role === "second-caller";
}

function phoneOf(company: Company, employee: string, index: number): string {
  const phone = employeeOf(company, employee).phones[index];
  if (phone === undefined) throw new Error(`Employee ${employee} has no phone number ${index}.`);
  return phone.localNumber;
}
