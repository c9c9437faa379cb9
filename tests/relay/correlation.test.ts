import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CallRecord } from "../../relay/correlation/call-record.ts";
import { correlate, idsOf } from "../../relay/correlation/correlate.ts";
import { isSameRing, RING_TOGETHER_MS } from "../../relay/correlation/same-ring.ts";
import type { CallEvent } from "../../shared/calls/event.ts";
import { noCalls, reduceCalls } from "../../shared/calls/reduce-calls.ts";
import type { Hook } from "../../shared/flexfone/parse-hook.ts";
import { ACCOUNT } from "./relay-fixture.ts";

const T0 = Date.UTC(2026, 10, 23, 9, 0, 0);
const PHONES: Record<string, string> = { "202": "200000", "203": "200010", "204": "200020" };

type Said = Omit<Hook, "receivedAt">;

const rings = (callId: string, employee: string, aNumber = "86515151"): Said => ({
  kind: "incoming",
  callId,
  employee,
  phone: PHONES[employee] ?? "",
  aNumber,
});

/** A ring group in a PBX that gives each leg an id of its own and links only the winner's. */
const ringGroup: readonly Said[] = [
  rings("1.1", "202"),
  rings("1.2", "203"),
  rings("1.3", "204"),
  { kind: "answered", callId: "1.9", linkedCallId: "1.2", employee: "203" },
  { kind: "ended", callId: "1.1" },
  { kind: "ended", callId: "1.2" },
  { kind: "ended", callId: "1.3" },
  { kind: "ended", callId: "1.9", durationSeconds: 60 },
];

interface Told {
  employee: string;
  event: CallEvent;
}

/** Correlates hooks with what was known of the earlier ones, in a storage of two maps. */
function newCorrelator(): (hooks: readonly Said[], everyMs?: number) => Told[] {
  return (hooks, everyMs = 100) => {
    const calls = new Map<string, CallRecord>();
    let last = 0;
    return hooks.flatMap((said, index): readonly Told[] => {
      const hook = { ...said, receivedAt: T0 + index * everyMs };
      const legs = new Map<string, CallRecord>();
      for (const call of calls.values()) {
        for (const id of idsOf(hook)) if (call.legs.includes(id)) legs.set(id, call);
      }
      const ringing = [...calls.values()].filter(({ parts }) =>
        parts.some(
          ({ kind, aNumber, receivedAt }) =>
            kind === "incoming" &&
            aNumber === hook.aNumber &&
            Math.abs(receivedAt - hook.receivedAt) <= RING_TOGETHER_MS,
        ),
      );
      const { write, absorbed, deliveries } = correlate({
        account: ACCOUNT,
        hook,
        known: { legs, ringing },
        eventId: `e-${index}`,
        employeeName: undefined,
        newCall: () => String(++last),
      });
      for (const call of absorbed) calls.delete(call);
      for (const record of write) calls.set(record.call, record);
      return deliveries;
    });
  };
}

describe("a ring group whose legs have ids of their own", () => {
  it("is one call to each employee, in whatever order the hooks come", () => {
    const told = newCorrelator();
    fc.assert(
      fc.property(fc.shuffledSubarray([...ringGroup], { minLength: ringGroup.length }), (hooks) => {
        const deliveries = told(hooks);
        for (const employee of ["202", "203", "204"]) {
          const events = deliveries.filter((delivery) => delivery.employee === employee).map(({ event }) => event);
          expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
          expect(events.map(({ kind }) => kind).sort()).toEqual([
            "answered",
            ...Array.from({ length: 4 }, () => "ended"),
            "incoming",
          ]);
          let state = noCalls({ localNumber: employee, phones: [PHONES[employee] ?? ""], numbers: [] });
          for (const event of events) {
            state = reduceCalls(state, { type: "event", event, replayed: false, now: event.receivedAt });
          }
          expect(state.calls).toHaveLength(1);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("tells a colleague of an answer that came before the leg that it links to", () => {
    const [first, second, , answered] = ringGroup;
    if (first === undefined || second === undefined || answered === undefined) throw new Error("no ring group");
    const deliveries = newCorrelator()([first, answered, second]);
    const told = deliveries.filter(({ employee, event }) => employee === "202" && event.kind === "answered");
    expect(told).toMatchObject([{ event: { employee: "203", relatedCallIds: expect.arrayContaining(["1.1"]) } }]);
  });
});

describe("two calls from one switchboard at once", () => {
  it("stay two where the second rings a phone that the first rings", () => {
    const deliveries = newCorrelator()([
      rings("1.1", "202"),
      rings("2.1", "202"),
      { kind: "answered", callId: "2.1", employee: "202" },
      { kind: "ended", callId: "1.1" },
    ]);
    expect(deliveries.map(({ event }) => event.relatedCallIds)).toEqual([[], [], [], []]);
  });
});

describe("a transfer", () => {
  it("tells both calls' employees, with the number of the outside caller", () => {
    const deliveries = newCorrelator()(
      [
        rings("1.1", "202"),
        { kind: "answered", callId: "1.1", employee: "202" },
        rings("2.1", "203", "202"),
        { kind: "answered", callId: "2.1", employee: "203" },
        { kind: "ended", callId: "1.1", transfer: true, transferredCallId: "2.1" },
      ],
      10_000,
    );
    const ended = deliveries.filter(({ event }) => event.kind === "ended");
    expect(ended.map(({ employee }) => employee).sort()).toEqual(["202", "203"]);
    for (const { event } of ended) expect(event).toMatchObject({ transferredNumber: "86515151" });
  });

  it("is told to the receiver also where his phone rings after it", () => {
    const deliveries = newCorrelator()(
      [
        rings("1.1", "202"),
        { kind: "ended", callId: "1.1", transfer: true, transferredCallId: "2.1" },
        rings("2.1", "203", "202"),
      ],
      10_000,
    );
    expect(deliveries.at(-1)).toMatchObject({ employee: "203", event: { kind: "ended", callId: "1.1" } });
  });
});

describe("phones that ring together", () => {
  const ring = fc.record({
    phone: fc.option(fc.constantFrom("200000", "200010"), { nil: undefined }),
    aNumber: fc.option(fc.constantFrom("86515151", "+4586515151"), { nil: undefined }),
    receivedAt: fc.integer({ min: 0, max: 2 * RING_TOGETHER_MS }),
  });

  it("is a mutual relation, never of a phone with itself, and never of hidden callers", () => {
    fc.assert(
      fc.property(ring, ring, (a, b) => {
        expect(isSameRing(a, b)).toBe(isSameRing(b, a));
        expect(isSameRing(a, a)).toBe(false);
        if (a.aNumber === undefined || Math.abs(a.receivedAt - b.receivedAt) > RING_TOGETHER_MS) {
          expect(isSameRing(a, b)).toBe(false);
        }
      }),
    );
  });
});
