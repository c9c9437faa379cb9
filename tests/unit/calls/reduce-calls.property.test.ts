import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Call, callSchema } from "../../../shared/calls/call.ts";
import type { CallsState } from "../../../shared/calls/calls-state.ts";
import type { CallEvent } from "../../../shared/calls/event.ts";
import { nextDeadline, noCalls, reduceCalls } from "../../../shared/calls/reduce-calls.ts";
import { callTiming } from "../../../shared/calls/timing.ts";
import { me, T0 } from "./story.ts";

const numbers = ["86515151", "+4520304050", "0046812345678", "203", undefined] as const;

/** Any hook that a PBX could send about four calls within two minutes, sensible or not. */
const anyEvent: fc.Arbitrary<CallEvent> = fc
  .record({
    kind: fc.constantFrom("incoming", "answered", "ended", "outgoing"),
    call: fc.integer({ min: 1, max: 4 }),
    link: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    employee: fc.constantFrom("202", "202", "203", "204"),
    phone: fc.constantFrom("200000", "200001", undefined),
    number: fc.constantFrom(...numbers),
    seconds: fc.integer({ min: 0, max: 120 }),
    lag: fc.integer({ min: 0, max: 5 }),
    duration: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
    transferTo: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    rungPhones: fc.integer({ min: 0, max: 3 }),
  })
  .map((hook): CallEvent => {
    const receivedAt = T0 + hook.seconds * 1000;
    const ended = hook.kind === "ended";
    return {
      id: JSON.stringify(hook),
      kind: hook.kind,
      callId: `1.${hook.call}`,
      relatedCallIds: [],
      rungPhones: hook.rungPhones,
      at: receivedAt - hook.lag * 1000,
      receivedAt,
      ...(ended ? {} : { employee: hook.employee }),
      ...(hook.phone === undefined || ended ? {} : { phone: hook.phone }),
      ...(hook.number === undefined || ended ? {} : { aNumber: hook.number }),
      ...(hook.link === undefined || hook.kind !== "answered" ? {} : { linkedCallId: `1.${hook.link}` }),
      ...(hook.duration === undefined || !ended ? {} : { durationSeconds: hook.duration }),
      ...(hook.transferTo === undefined || !ended ? {} : { transfer: true, transferredCallId: `1.${hook.transferTo}` }),
    };
  });

const events = fc.uniqueArray(anyEvent, { selector: (event) => event.id, maxLength: 14 });

function play(list: readonly CallEvent[], replayed = true): CallsState {
  const end = T0 + 130_000;
  const played = list.reduce(
    (state, event) => reduceCalls(state, { type: "event", event, replayed, now: end }),
    noCalls(me),
  );
  return reduceCalls(played, { type: "clock", now: end });
}

const open = (state: CallsState) => state.calls.filter(({ phase }) => phase !== "ended");
const hasLegOf = (call: Call, callIds: readonly string[]) => call.callIds.some((id) => callIds.includes(id));

describe("whatever hooks come", () => {
  it("their order of arrival does not matter", () => {
    fc.assert(
      fc.property(
        events.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(play(shuffled).calls).toEqual(play(list).calls);
        },
      ),
    );
  });

  it("calls that are said to be running go on as they were, and others do not, now and later", () => {
    fc.assert(
      fc.property(events, fc.subarray(["1.1", "1.2", "1.3", "1.4"]), (list, callIds) => {
        const known = play(list);
        const said = reduceCalls(known, { type: "running", callIds, now: known.now });
        expect(open(said)).toEqual(open(known).filter((call) => hasLegOf(call, callIds)));
        expect(said.calls.map(({ key }) => key)).toEqual(known.calls.map(({ key }) => key));
        for (const [place, call] of known.calls.entries()) {
          if (call.phase === "ended" || hasLegOf(call, callIds)) continue;
          const over = said.calls[place];
          expect(over).toMatchObject({ phase: "ended", endedAt: said.now, outcome: expect.any(String) });
          expect(callSchema.safeParse(over).success).toBe(true);
        }
        const later = reduceCalls(said, { type: "clock", now: said.now + 5_000 });
        expect(open(later).every((call) => hasLegOf(call, callIds))).toBe(true);
      }),
    );
  });

  it("who missed some, and is told which calls are running, is right again, also when the missed ones come after all", () => {
    fc.assert(
      fc.property(
        events.chain((list) => fc.tuple(fc.constant(list), fc.subarray(list))),
        ([list, heard]) => {
          const truth = play(list);
          const callIds = open(truth).flatMap((call) => call.callIds);
          const isToldOf = (event: CallEvent) => callIds.includes(event.callId);
          const told = [...heard, ...list.filter(isToldOf)].reduce(
            (state, event) => reduceCalls(state, { type: "event", event, replayed: true, now: truth.now }),
            noCalls(me),
          );
          const said = reduceCalls(told, { type: "running", callIds, now: truth.now });
          expect(open(said).every((call) => hasLegOf(call, callIds))).toBe(true);
          const all = list.reduce(
            (state, event) => reduceCalls(state, { type: "event", event, replayed: true, now: truth.now }),
            said,
          );
          expect(open(all)).toEqual(open(truth));
        },
      ),
    );
  });

  it("doubled ones change nothing", () => {
    fc.assert(
      fc.property(events, (list) => {
        expect(play([...list, ...list]).calls).toEqual(play(list).calls);
      }),
    );
  });

  it("lost ones leave calls that are whole", () => {
    fc.assert(
      fc.property(events, (list) => {
        for (const call of play(list).calls) {
          expect(callSchema.safeParse(call).error).toBeUndefined();
          expect(call.phase === "ended").toBe(call.outcome !== undefined);
          expect(call.phase === "ended").toBe(call.endedAt !== undefined);
          if (call.outcome === "missed") expect(call.answeredAt).toBeUndefined();
          if (call.outcome === "answered-elsewhere") expect(call.answeredBy?.localNumber).not.toBe("202");
        }
      }),
    );
  });

  it("a leg belongs to one call only", () => {
    fc.assert(
      fc.property(events, (list) => {
        const ids = play(list).calls.flatMap((call) => call.callIds);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it("replayed ones never ring live", () => {
    fc.assert(
      fc.property(events, (list) => {
        expect(play(list).calls.every((call) => !call.live)).toBe(true);
      }),
    );
  });

  it("time alone brings every call to an end, and then nothing is waited for", () => {
    fc.assert(
      fc.property(events, (list) => {
        let state = play(list, false);
        for (let step = 0; step < 40; step += 1) {
          const deadline = nextDeadline(state);
          if (deadline === undefined) break;
          const now = Math.max(state.now + 1, deadline);
          state = reduceCalls(state, { type: "clock", now });
        }
        expect(nextDeadline(state)).toBeUndefined();
        expect(state.calls.every((call) => call.phase === "ended")).toBe(true);
        const later = reduceCalls(state, { type: "clock", now: state.now + callTiming.rememberedAfterEnd + 1 });
        expect(later.calls).toEqual([]);
        expect(later.arrivals).toEqual([]);
      }),
    );
  });
});
