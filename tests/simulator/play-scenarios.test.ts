import { describe, expect, it } from "vitest";
import { employeeOf } from "../../tools/simulator/company/company.ts";
import { allVariants } from "../../tools/simulator/pbx/all-variants.ts";
import type { HookKind } from "../../tools/simulator/pbx/hook.ts";
import type { SentHook } from "../../tools/simulator/pbx/post-hooks.ts";
import { describeVariant, type PbxVariant } from "../../tools/simulator/pbx/variant.ts";
import { allScenarios } from "../../tools/simulator/scenarios/all-scenarios.ts";
import { startFixture, T0 } from "./fixture.ts";

/** The guide's parameters by kind; `LinkedUniqueCallId` and `TransferedUniqueCallId` may follow. */
const parameters: Record<HookKind, readonly string[]> = {
  answered: ["AccountId", "UniqueCallId", "EmployeeLocalNumber", "ANumber", "TimeStamp"],
  ended: ["AccountId", "UniqueCallId", "Duration", "Transfer", "CallDirection"],
  outgoing: ["AccountId", "UniqueCallId", "EmployeeLocalNumber", "ANumber", "TimeStamp", "PhoneLocalNumber"],
  incoming: ["AccountId", "UniqueCallId", "Calledphone", "ANumber", "TimeStamp", "EmployeeLocalNumber"],
};
const timeStamps: Record<PbxVariant["timeStamp"], RegExp> = {
  local: /^2026-11-23 10:\d\d:\d\d$/,
  danish: /^23-11-2026 10:\d\d:\d\d$/,
  iso: /^2026-11-23T09:\d\d:\d\d\.\d{3}Z$/,
  "unix-seconds": /^17\d{8}$/,
};
const ownWays = ["out-of-order", "answered-before-incoming", "no-ended", "duplicate-hook"];

function id(hook: SentHook): string {
  return hook.parameters.UniqueCallId ?? "";
}

describe.each(allVariants.map((variant) => [describeVariant(variant), variant] as const))("PBX: %s", (_, variant) => {
  it.each(allScenarios.map((scenario) => scenario.name))("%s", async (name) => {
    const { simulator, receiver, clock } = await startFixture({ variant });
    const played = await simulator.play(name);
    const { hooks } = played;

    // Every hook arrived as it was sent, at the URL of its kind, by the variant's method.
    expect(receiver.received.map(({ kind, method, parameters: received }) => [kind, method, received])).toEqual(
      hooks.map((hook) => [hook.kind, variant.method, hook.parameters]),
    );
    expect(hooks.map((hook) => hook.status)).toEqual(hooks.map(() => 200));

    for (const hook of hooks) {
      const { LinkedUniqueCallId, TransferedUniqueCallId, ...rest } = hook.parameters;
      expect(Object.keys(rest)).toEqual(parameters[hook.kind]);
      expect(id(hook)).toMatch(/^\d{10}\.\d+$/);
      if (hook.kind === "ended") {
        expect(rest.Duration).toMatch(variant.duration === "seconds" ? /^\d+$/ : /^\d\d:\d\d:\d\d$/);
        expect(["Incoming", "Outgoing"]).toContain(rest.CallDirection);
        expect(rest.Transfer).toBe(String(TransferedUniqueCallId !== undefined));
      } else {
        expect(rest.TimeStamp).toMatch(timeStamps[variant.timeStamp]);
        const employee = employeeOf(simulator.company, rest.EmployeeLocalNumber ?? "");
        const phone = rest.Calledphone ?? rest.PhoneLocalNumber ?? employee.phones[0]?.localNumber;
        expect(employee.phones.map((candidate) => candidate.localNumber)).toContain(phone);
      }
      // A link names another leg of the same call, and only where legs have ids of their own.
      if (LinkedUniqueCallId !== undefined) {
        expect([hook.kind, variant.legIds]).toEqual(["answered", "own"]);
        expect(LinkedUniqueCallId).not.toBe(id(hook));
        expect(Object.values(played.callIds).filter((ids) => ids.includes(LinkedUniqueCallId))).toEqual([
          expect.arrayContaining([id(hook)]),
        ]);
      }
    }

    // All ids belong to the scenario's calls; with shared ids each call has one.
    expect(new Set(Object.values(played.callIds).flat())).toEqual(new Set(ownIds(hooks, played.callIds)));
    if (variant.legIds === "shared") for (const ids of Object.values(played.callIds)) expect(ids).toHaveLength(1);

    if (variant.doubledHooks) {
      const firsts = hooks.filter((_hook, index) => index % 2 === 0);
      expect(hooks.filter((_hook, index) => index % 2 === 1).map((hook) => hook.parameters)).toEqual(
        firsts.map((hook) => hook.parameters),
      );
    }
    if (!ownWays.includes(name)) expectPlausibleOrder(hooks, variant);

    // Nobody is left ringing, and the expectation is of the people who took part.
    expect(simulator.ringing).toEqual([]);
    expect(played.expected.employee).toBe("202");
    expect(played.expected.calls.length).toBeGreaterThan(0);
    expect(clock.time).toBeGreaterThan(T0);
  });
});

function ownIds(hooks: readonly SentHook[], callIds: Readonly<Record<string, readonly string[]>>): string[] {
  const spokenOf = hooks.map(id);
  return Object.values(callIds)
    .flat()
    .filter((callId) => spokenOf.includes(callId));
}

/** Each id begins with a ring or a dial; it is answered and ended only after that; what was answered is ended. */
function expectPlausibleOrder(hooks: readonly SentHook[], variant: PbxVariant): void {
  const begun = new Set<string>();
  const answered = new Set<string>();
  const ended = new Set<string>();
  for (const hook of hooks) {
    if (hook.kind === "incoming" || hook.kind === "outgoing") {
      begun.add(id(hook));
      continue;
    }
    expect(begun).toContain(id(hook));
    if (hook.kind === "answered") answered.add(id(hook));
    else ended.add(id(hook));
  }
  expect([...answered].filter((callId) => !ended.has(callId))).toEqual([]);
  if (variant.endedForUnanswered) expect(ended).toEqual(begun);
}

describe("the guide in its plainest reading", () => {
  it("an answered call: a hook for each phone, the answer, an end for the phone that lost, the end", async () => {
    const { simulator, receiver } = await startFixture();
    const { callIds } = await simulator.play("incoming-answered", { caller: "+4586515151" });
    const [callId] = callIds.call ?? [];
    const call = { AccountId: "4711", UniqueCallId: callId };
    const ring = { ...call, ANumber: "86515151", TimeStamp: "2026-11-23 10:00:00", EmployeeLocalNumber: "202" };
    expect(receiver.received.map((hook) => [hook.kind, hook.parameters])).toEqual([
      ["incoming", { ...ring, Calledphone: "200000" }],
      ["incoming", { ...ring, Calledphone: "200001" }],
      ["answered", { ...ring, TimeStamp: "2026-11-23 10:00:04" }],
      ["ended", { ...call, Duration: "0", Transfer: "false", CallDirection: "Incoming" }],
      ["ended", { ...call, Duration: "6", Transfer: "false", CallDirection: "Incoming" }],
    ]);
    expect(receiver.received[0]).toMatchObject({ method: "GET" });
  });

  it("by POST the parameters are a form", async () => {
    const { simulator, receiver } = await startFixture({ variant: { method: "POST" } });
    await simulator.play("incoming-missed");
    expect(receiver.received[0]).toMatchObject({
      method: "POST",
      contentType: expect.stringMatching(/^application\/x-www-form-urlencoded/),
      parameters: { Calledphone: "200000" },
    });
  });

  it("an attended transfer names the call that it was passed into", async () => {
    const { simulator, receiver } = await startFixture();
    const { callIds, allExpected } = await simulator.play("attended-transfer", { caller: "+4586515151" });
    const passed = receiver.received.filter((hook) => hook.parameters.Transfer === "true");
    expect(passed.map((hook) => hook.parameters)).toEqual([
      {
        AccountId: "4711",
        UniqueCallId: callIds.customer?.[0],
        Duration: "12",
        Transfer: "true",
        CallDirection: "Incoming",
        TransferedUniqueCallId: callIds.consultation?.[0],
      },
    ]);
    expect(receiver.kinds.at(-1)).toBe("ended");
    expect(allExpected).toEqual([
      {
        employee: "202",
        calls: [
          { direction: "incoming", outcome: "transferred", number: "86515151" },
          { direction: "outgoing", outcome: "transferred", number: "203" },
        ],
      },
      {
        employee: "203",
        calls: [{ direction: "incoming", outcome: "answered", number: "86515151", transferredFrom: "202" }],
      },
    ]);
  });
});

describe("where the guide leaves it open", () => {
  it("own ids: the answer carries the winner's id and links another leg; only unanswered legs may lack an end", async () => {
    const { simulator } = await startFixture({ variant: { legIds: "own", endedForUnanswered: false } });
    const { hooks, callIds } = await simulator.play("ring-group-answered-elsewhere");
    const rung = hooks.filter((hook) => hook.kind === "incoming");
    expect(new Set(rung.map(id)).size).toBe(6);
    const answer = hooks.find((hook) => hook.kind === "answered");
    const winner = rung.find((hook) => hook.parameters.EmployeeLocalNumber === "203");
    expect(answer?.parameters).toMatchObject({
      UniqueCallId: winner?.parameters.UniqueCallId,
      LinkedUniqueCallId: callIds.call?.[0],
    });
    expect(hooks.filter((hook) => hook.kind === "ended").map(id)).toEqual([winner?.parameters.UniqueCallId]);
  });

  it("own ids: where the call's first leg wins, the answer links another", async () => {
    const { simulator } = await startFixture({ variant: { legIds: "own" } });
    const { hooks, callIds } = await simulator.play("incoming-answered");
    expect(hooks.find((hook) => hook.kind === "answered")?.parameters).toMatchObject({
      UniqueCallId: callIds.call?.[0],
      LinkedUniqueCallId: callIds.call?.[1],
    });
  });

  it.each([
    [true, ["incoming", "incoming", "ended", "answered", "ended"]],
    [false, ["incoming", "incoming", "answered", "ended", "ended"]],
  ])("a loser's ended comes first: %s", async (loserEndedFirst, kinds) => {
    const { simulator, receiver } = await startFixture({ variant: { loserEndedFirst } });
    await simulator.play("incoming-answered");
    expect(receiver.kinds).toEqual(kinds);
  });

  it.each([0, 1, 2])("a queue rings %i times more", async (queueReRings) => {
    const { simulator, receiver } = await startFixture({ variant: { queueReRings, endedForUnanswered: false } });
    await simulator.play("queue-re-ring-answered");
    const phone = receiver.received.filter((hook) => hook.parameters.Calledphone === "200000");
    expect(phone).toHaveLength(1 + queueReRings);
    expect(receiver.kinds.filter((kind) => kind === "answered")).toHaveLength(1);
  });

  it.each(["", "Anonymous", "unknown"] as const)('a hidden number is "%s"', async (hiddenNumber) => {
    const { simulator, receiver } = await startFixture({ variant: { hiddenNumber } });
    const { expected } = await simulator.play("hidden-number");
    expect(receiver.received[0]?.parameters.ANumber).toBe(hiddenNumber);
    expect(expected.calls[0]?.number).toBeNull();
  });

  it("a call's time is the time at which it was set up, or the event's", async () => {
    const { simulator, receiver } = await startFixture({ variant: { timeStampOf: "call" } });
    await simulator.play("incoming-answered");
    const answered = receiver.received.find((hook) => hook.kind === "answered");
    expect(answered?.parameters.TimeStamp).toBe("2026-11-23 10:00:00");
  });

  it("without an end for unanswered legs, a missed call is expected to expire", async () => {
    const { simulator, receiver } = await startFixture({ variant: { endedForUnanswered: false } });
    const { expected } = await simulator.play("incoming-missed");
    expect(receiver.kinds).toEqual(["incoming", "incoming"]);
    expect(expected.calls).toEqual([{ direction: "incoming", outcome: "missed", number: "40718233", expired: "ring" }]);
  });
});

describe("hooks that go astray", () => {
  it.each([
    ["out-of-order", ["ended", "ended", "answered", "incoming", "incoming"]],
    ["answered-before-incoming", ["answered", "incoming", "incoming", "ended", "ended"]],
    ["no-ended", ["incoming", "incoming", "answered"]],
  ] as const)("%s", async (name, kinds) => {
    const { simulator, receiver } = await startFixture();
    await simulator.play(name);
    expect([...receiver.kinds].sort()).toEqual([...kinds].sort());
    if (name === "out-of-order") expect(receiver.kinds).toEqual(kinds);
    if (name === "answered-before-incoming") expect(receiver.kinds[0]).toBe("answered");
  });

  it("a relay that refuses, or is not there, is remembered and changes nothing for the call", async () => {
    const { simulator, receiver } = await startFixture();
    receiver.status = 503;
    receiver.text = "Storage is full.";
    const { hooks } = await simulator.play("incoming-missed");
    expect(hooks[0]).toMatchObject({ status: 503, error: "Storage is full." });
    simulator.setHookUrls({ incoming: "http://127.0.0.1:9/incoming" });
    const later = await simulator.play("incoming-missed");
    expect(later.hooks.map((hook) => [hook.kind, hook.status])).toEqual([
      ["incoming", undefined],
      ["incoming", undefined],
      ["ended", undefined],
      ["ended", undefined],
    ]);
    expect(later.hooks.at(-1)?.error).toMatch(/No URL is set for ended/);
  });
});

describe("who plays", () => {
  it("can be chosen, and takes the name into the expectation", async () => {
    const { simulator, receiver } = await startFixture();
    const { expected } = await simulator.play("answered-elsewhere", { employee: "203", caller: null });
    expect(expected).toEqual({
      employee: "203",
      calls: [
        {
          direction: "incoming",
          outcome: "answered-elsewhere",
          number: null,
          answeredBy: { localNumber: "202", name: "Mette Sørensen" },
        },
      ],
    });
    expect(receiver.received.map((hook) => hook.parameters.EmployeeLocalNumber)).toContain("203");
  });

  it.each([
    [{ employee: "999" }, /no employee with local number 999/],
    [{ employee: "202", colleague: "202" }, /two roles/],
  ])("but not %o", async (overrides, message) => {
    const { simulator } = await startFixture();
    await expect(simulator.play("incoming-answered", overrides)).rejects.toThrow(message);
  });

  it("a variant can be given for one scenario", async () => {
    const { simulator, receiver } = await startFixture();
    const { variant } = await simulator.play("incoming-missed", { variant: { method: "POST" } });
    expect([receiver.received[0]?.method, variant.method, simulator.variant.method]).toEqual(["POST", "POST", "GET"]);
  });
});

it("a person at a phone comes before the scenario", async () => {
  const { simulator, receiver, clock } = await startFixture({
    wait: async (ms) => {
      clock.time += ms;
      if (simulator.ringing.some((ringing) => ringing.phone === "200001")) await simulator.answer("200001");
    },
  });
  await simulator.play("incoming-missed");
  expect(receiver.kinds).toEqual(["incoming", "incoming", "answered", "ended", "ended"]);
});
