import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CallEvent } from "../../../shared/calls/event.ts";
import { sameNumber } from "../../../shared/phone-numbers/same-number.ts";
import { hook, me, Story } from "./story.ts";

const CALLEE = "86515151";
const own = [me.localNumber, ...me.phones, ...me.numbers];
const hidden = { aNumber: undefined };

/** The hooks of a MakeCall, in whatever way a PBX tells of it: seconds after it was asked for. */
const ownLegs: fc.Arbitrary<CallEvent[]> = fc
  .record({
    heard: fc.constantFrom("incoming", "outgoing", "both", "nothing"),
    aNumber: fc.constantFrom(CALLEE, ...own, undefined),
    outgoingNumber: fc.constantFrom(CALLEE, me.numbers[0]),
    ids: fc.constantFrom("one", "linked", "loose"),
    ringsAt: fc.integer({ min: 1, max: 100 }).map((tenths) => tenths / 10),
    lifts: fc.boolean(),
    answers: fc.boolean(),
  })
  .map(({ heard, aNumber, outgoingNumber, ids, ringsAt, lifts, answers }) => {
    const second = ids === "one" ? "m.1" : "m.2";
    const liftedAt = ringsAt + 3;
    const hasRing = heard === "incoming" || heard === "both";
    // Where the callee's leg is not told of but by its answer, nothing but a link says whose it is.
    const link = ids === "linked" || heard === "incoming" ? { linkedCallId: "m.1" } : {};
    const ring = hasRing
      ? [hook("incoming", "m.1", ringsAt, { ...(aNumber === undefined ? hidden : { aNumber }) })]
      : [];
    if (!lifts || heard === "nothing") return ring;
    const lifted = hasRing ? [hook("answered", "m.1", liftedAt)] : [];
    const hasCall = heard === "outgoing" || heard === "both";
    const calls = hasCall ? [hook("outgoing", second, liftedAt + 0.5, { aNumber: outgoingNumber })] : [];
    return [...ring, ...lifted, ...calls, ...(answers ? [hook("answered", second, liftedAt + 6, link)] : [])];
  });

const caller = fc.record({
  at: fc.integer({ min: 0, max: 700 }).map((tenths) => tenths / 10 + 0.05),
  phone: fc.constantFrom(...me.phones),
  aNumber: fc.constantFrom("20304050", "+46812345678", "203", "86515159"),
});

function inOrder(events: readonly CallEvent[]): CallEvent[] {
  return [...events].sort((a, b) => a.receivedAt - b.receivedAt);
}

describe("whatever a PBX tells of a MakeCall", () => {
  it("a real caller with another number rings, and his own leg does not", () => {
    fc.assert(
      fc.property(
        ownLegs,
        fc.option(caller, { nil: undefined }),
        fc.constantFrom("", "200000"),
        (legs, real, device) => {
          const rings = real === undefined ? [] : [hook("incoming", "r.1", real.at, real)];
          const story = new Story().dial(0, { device });
          for (const event of inOrder([...legs, ...rings])) {
            story.hear(event);
            const incoming = story.calls.filter(({ direction }) => direction === "incoming");
            const hasRung = real !== undefined && rings.some(({ receivedAt }) => receivedAt <= story.state.now);
            expect(incoming.map(({ number }) => number)).toEqual(hasRung ? [real.aNumber] : []);
            if (event.callId === "r.1") expect(incoming).toMatchObject([{ phase: "ringing", live: true }]);
          }
          const dialled = story.calls.filter(({ direction }) => direction === "outgoing");
          expect(dialled).toHaveLength(legs.length === 0 ? 0 : 1);
          for (const call of dialled) expect(sameNumber(call.number ?? "", CALLEE)).toBe(true);
        },
      ),
    );
  });

  it("of callers who look like his own leg, all but one are shown as calls", () => {
    const lookalike = fc.record({
      at: fc.integer({ min: 0, max: 60 }),
      aNumber: fc.constantFrom(CALLEE, "86515152", undefined),
    });
    fc.assert(
      fc.property(
        fc.array(lookalike, { minLength: 1, maxLength: 4 }),
        fc.constantFrom("", "200000"),
        (rings, device) => {
          const story = new Story().dial(0, { device });
          const heard = rings.map(({ at, aNumber }, n) => hook("incoming", `${n}.1`, at, { aNumber }));
          // A queue that rings a phone again is one call, and so told by other tests.
          const apart = inOrder(heard).filter((one, n, all) => {
            const before = all.slice(0, n).filter(({ aNumber }) => aNumber === one.aNumber);
            return before.every(({ receivedAt }) => one.receivedAt - receivedAt < 10_000);
          });
          story.hear(...apart);
          const shown = story.calls.filter(({ direction }) => direction === "incoming");
          expect(shown).toHaveLength(apart.length - 1);
        },
      ),
    );
  });

  it("when and how often it is told of the dial does not matter", () => {
    fc.assert(
      fc.property(ownLegs, fc.nat(6), fc.boolean(), (legs, place, again) => {
        const events = inOrder(legs);
        const first = new Story().dial(0).hear(...events);
        const late = new Story().hear(...events.slice(0, place)).dial(0);
        if (again) late.dial(0, { at: first.state.dials[0]?.at ?? 0 });
        late.hear(...events.slice(place));
        expect(late.calls.map(({ key, direction, dialId }) => [key, direction, dialId])).toEqual(
          first.calls.map(({ key, direction, dialId }) => [key, direction, dialId]),
        );
      }),
    );
  });
});
