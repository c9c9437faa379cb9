import { describe, expect, it } from "vitest";
import { nextDeadline } from "../../../shared/calls/reduce-calls.ts";
import { hook, Story, T0 } from "./story.ts";

describe("a call comes in", () => {
  it("rings, is answered and ends", () => {
    const story = new Story().hear(hook("incoming", "1.1", 0));
    expect(story.call).toMatchObject({ phase: "ringing", direction: "incoming", number: "86515151", live: true });
    story.hear(hook("answered", "1.1", 4));
    expect(story.call).toMatchObject({ phase: "talking", answeredAt: T0 + 4000 });
    story.hear(hook("ended", "1.1", 64, { durationSeconds: 60 }));
    expect(story.call).toMatchObject({
      phase: "ended",
      outcome: "answered",
      durationSeconds: 60,
      endedAt: T0 + 64_000,
    });
  });

  it("rings on many phones of one employee and is one call", () => {
    const story = new Story().hear(
      hook("incoming", "1.1", 0),
      hook("incoming", "1.1", 0.2, { phone: "200001", rungPhones: 2 }),
    );
    expect(story.call).toMatchObject({ phase: "ringing", phones: ["200000", "200001"] });
  });

  it("rings on many phones of one employee, each leg with an id of its own, and is one call", () => {
    const story = new Story().hear(
      hook("incoming", "1.1", 0),
      hook("incoming", "1.2", 0.2, { phone: "200001", rungPhones: 2 }),
    );
    expect(story.call).toMatchObject({ phase: "ringing", phones: ["200000", "200001"], callIds: ["1.1", "1.2"] });
    story.hear(hook("ended", "1.1", 3));
    expect(story.call.phase).toBe("ringing");
    story.hear(hook("answered", "1.2", 3.1, { linkedCallId: "1.1" }));
    expect(story.call.phase).toBe("talking");
  });

  it("from a hidden number, on both phones, is one call", () => {
    const story = new Story();
    for (const [id, phone] of [
      ["1.1", "200000"],
      ["1.2", "200001"],
    ] as const) {
      const { aNumber: _, ...hidden } = hook("incoming", id, 0, { phone });
      story.hear(hidden);
    }
    expect(story.call).not.toHaveProperty("number");
    expect(story.call.phase).toBe("ringing");
  });

  it("two calls at once stay two", () => {
    const story = new Story().hear(
      hook("incoming", "1.1", 0),
      hook("incoming", "1.2", 1, { aNumber: "20304050" }),
      hook("answered", "1.2", 5, { aNumber: "20304050" }),
    );
    expect(story.calls.map((call) => [call.number, call.phase])).toEqual([
      ["20304050", "talking"],
      ["86515151", "ringing"],
    ]);
  });

  it("two calls at once from the same switchboard on the same phone stay two", () => {
    const story = new Story().hear(hook("incoming", "1.1", 0), hook("incoming", "1.2", 2));
    expect(story.calls).toHaveLength(2);
  });
});

describe("nobody answers", () => {
  it("is missed, announced 3 s after the last leg ended", () => {
    const story = new Story().hear(hook("incoming", "1.1", 0), hook("ended", "1.1", 20));
    expect(story.call).toMatchObject({ phase: "ended", outcome: "missed", missedAnnounced: false });
    expect(nextDeadline(story.state)).toBe(T0 + 23_000);
    story.at(22.9);
    expect(story.call.missedAnnounced).toBe(false);
    story.at(23);
    expect(story.call.missedAnnounced).toBe(true);
    expect(nextDeadline(story.state)).toBeUndefined();
  });

  it("with a leg of its own for each phone, is missed when the last has ended", () => {
    const story = new Story().hear(
      hook("incoming", "1.1", 0),
      hook("incoming", "1.2", 0.1, { phone: "200001" }),
      hook("ended", "1.1", 10),
    );
    expect(story.call.phase).toBe("ringing");
    story.hear(hook("ended", "1.2", 12)).at(14.9);
    expect(story.call).toMatchObject({ outcome: "missed", missedAnnounced: false });
    story.at(15);
    expect(story.call.missedAnnounced).toBe(true);
  });

  it("and no ended ever comes: the ring expires 90 s after its last incoming hook, marked as such", () => {
    const story = new Story().hear(hook("incoming", "1.1", 0)).at(89.9);
    expect(story.call.phase).toBe("ringing");
    story.at(90);
    expect(story.call).toMatchObject({
      outcome: "missed",
      expired: "ring",
      endedAt: T0 + 90_000,
      missedAnnounced: true,
    });
  });

  it("a late answered takes the missed call back", () => {
    const story = new Story().hear(hook("incoming", "1.1", 0, { rungPhones: 2 }), hook("ended", "1.1", 10)).at(14);
    expect(story.call).toMatchObject({ outcome: "missed", missedAnnounced: true });
    story.hear(hook("answered", "1.1", 15, { employee: "203", employeeName: "Mette", rungPhones: 2 }));
    expect(story.call).toMatchObject({
      outcome: "answered-elsewhere",
      answeredBy: { localNumber: "203", name: "Mette" },
    });
  });
});

describe("a colleague answers", () => {
  it("is answered elsewhere, by whom, and not missed", () => {
    const story = new Story().hear(
      hook("incoming", "1.1", 0, { rungPhones: 2 }),
      hook("answered", "1.1", 5, { employee: "203", employeeName: "Mette" }),
    );
    expect(story.call).toMatchObject({
      phase: "ended",
      outcome: "answered-elsewhere",
      answeredBy: { localNumber: "203", name: "Mette" },
    });
    story.hear(hook("ended", "1.1", 65, { durationSeconds: 60 })).at(100);
    expect(story.call).toMatchObject({ outcome: "answered-elsewhere", missedAnnounced: false });
  });

  it("whose leg has an id of its own, which the relay relates", () => {
    const story = new Story().hear(
      hook("incoming", "1.1", 0),
      hook("answered", "1.3", 5, { employee: "203", relatedCallIds: ["1.1", "1.2", "1.3"] }),
    );
    expect(story.call).toMatchObject({ outcome: "answered-elsewhere", answeredBy: { localNumber: "203" } });
  });

  it.each([
    ["the loser's ended comes before the winner's answered", 4.9, 5],
    ["the loser's ended comes just after", 5.3, 5],
  ])("%s, on one id: the winner talks, the loser has not missed it", (_, endedAt, answeredAt) => {
    const rang = { rungPhones: 2 };
    const events = [
      hook("incoming", "1.1", 0, rang),
      hook("ended", "1.1", endedAt, { durationSeconds: 0, ...rang }),
      hook("answered", "1.1", answeredAt, { employee: "203", ...rang }),
    ].sort((a, b) => a.receivedAt - b.receivedAt);
    expect(new Story().hear(...events).at(60).call).toMatchObject({ outcome: "answered-elsewhere" });

    const winner = new Story({ localNumber: "203", phones: ["200003"], numbers: [] });
    winner.hear(
      ...events.map((event) => (event.kind === "incoming" ? { ...event, employee: "203", phone: "200003" } : event)),
    );
    expect(winner.call.phase).toBe("talking");
    winner.hear(hook("ended", "1.1", 65, { durationSeconds: 60, ...rang }));
    expect(winner.call).toMatchObject({ outcome: "answered", durationSeconds: 60 });
  });

  it("a conversation of a second ends, though it ends as soon as a losing leg would", () => {
    const rung = { rungPhones: 2 };
    const story = new Story().hear(
      hook("incoming", "1.1", 0),
      hook("incoming", "1.1", 0.1, { phone: "200001", ...rung }),
      hook("answered", "1.1", 4, rung),
      hook("ended", "1.1", 4.1, { durationSeconds: 0, ...rung }),
    );
    expect(story.call.phase).toBe("talking");
    story.hear(hook("ended", "1.1", 5.2, { durationSeconds: 1, ...rung }));
    expect(story.call).toMatchObject({ phase: "ended", outcome: "answered", durationSeconds: 1 });
  });

  it("a call of which only a colleague's part is heard is not his", () => {
    expect(new Story().hear(hook("answered", "1.1", 5, { employee: "203" })).calls).toEqual([]);
  });
});

describe("hooks that are late, doubled, out of order or lost", () => {
  it("answered before incoming", () => {
    const story = new Story().hear(hook("answered", "1.1", 1));
    expect(story.call.phase).toBe("talking");
    story.hear(hook("incoming", "1.1", 1.5, { at: T0 }));
    expect(story.call).toMatchObject({ phase: "talking", number: "86515151", phones: ["200000"] });
  });

  it("ended without answered: the conversation is over, whatever came before", () => {
    const story = new Story().hear(hook("incoming", "1.1", 0), hook("ended", "1.1", 30)).at(40);
    expect(story.call).toMatchObject({ phase: "ended", outcome: "missed" });
  });

  it("ended before answered, of a conversation of 60 s on one phone: it was answered, and is over", () => {
    const story = new Story().hear(
      hook("incoming", "1.1", 0),
      hook("ended", "1.1", 64, { durationSeconds: 60 }),
      hook("answered", "1.1", 65, { at: T0 + 4000 }),
    );
    expect(story.call).toMatchObject({ phase: "ended", outcome: "answered", durationSeconds: 60 });
  });

  it("ended and answered before incoming: nothing rings", () => {
    const story = new Story().hear(
      hook("answered", "1.1", 4),
      hook("ended", "1.1", 64, { durationSeconds: 60 }),
      hook("incoming", "1.1", 65, { at: T0 }),
    );
    expect(story.call).toMatchObject({ phase: "ended", outcome: "answered", durationSeconds: 60 });
  });

  it("an incoming that was held up until after the end does not ring, and is missed", () => {
    const story = new Story().hear(hook("ended", "1.1", 20), hook("incoming", "1.1", 22, { at: T0 })).at(30);
    expect(story.call).toMatchObject({ phase: "ended", outcome: "missed" });
  });

  it("no ended ever: a conversation expires after 4 h, marked as such", () => {
    const story = new Story().hear(hook("incoming", "1.1", 0), hook("answered", "1.1", 3)).at(3 + 4 * 3600 - 1);
    expect(story.call.phase).toBe("talking");
    story.at(3 + 4 * 3600);
    expect(story.call).toMatchObject({ phase: "ended", outcome: "answered", expired: "conversation" });
  });

  it("the same event twice changes nothing", () => {
    const story = new Story().hear(hook("incoming", "1.1", 0));
    const before = story.state;
    story.hear(hook("incoming", "1.1", 0));
    expect(story.state).toBe(before);
  });

  it("replayed events change history and never raise a ring", () => {
    const story = new Story().replay(5, hook("incoming", "1.1", 0));
    expect(story.call).toMatchObject({ live: false });
    story.replay(5, hook("ended", "1.1", 4)).at(8);
    expect(story.call).toMatchObject({ outcome: "missed", missedAnnounced: true });
  });

  it("an event older than 30 s never raises a ring", () => {
    expect(new Story().hearAt(30, hook("incoming", "1.1", 0)).call.live).toBe(true);
    expect(new Story().hearAt(30.1, hook("incoming", "1.1", 0)).call.live).toBe(false);
  });
});

describe("a queue tries again", () => {
  it("refreshes the ring and never doubles it", () => {
    const story = new Story().hear(hook("incoming", "1.1", 0), hook("incoming", "1.1", 60)).at(149);
    expect(story.call.phase).toBe("ringing");
    story.at(150);
    expect(story.call).toMatchObject({ expired: "ring", endedAt: T0 + 150_000 });
  });

  it("after the earlier try ended, rings again and takes the missed call back", () => {
    const story = new Story().hear(hook("incoming", "1.1", 0), hook("ended", "1.1", 15)).at(19);
    expect(story.call).toMatchObject({ outcome: "missed", missedAnnounced: true });
    story.hear(hook("incoming", "1.1", 20));
    expect(story.call).toMatchObject({ phase: "ringing", live: true });
  });

  it("with a new id for each try is still one call", () => {
    const story = new Story().hear(hook("incoming", "1.1", 0), hook("ended", "1.1", 15), hook("incoming", "1.5", 20));
    expect(story.call).toMatchObject({ phase: "ringing", callIds: ["1.1", "1.5"] });
    expect(new Story().hear(hook("incoming", "1.1", 0), hook("incoming", "1.5", 20)).call.phase).toBe("ringing");
  });

  it("but a caller who was answered and calls again is a new call", () => {
    const story = new Story().hear(
      hook("incoming", "1.1", 0),
      hook("answered", "1.1", 3),
      hook("ended", "1.1", 10, { durationSeconds: 7 }),
      hook("incoming", "1.5", 15),
    );
    expect(story.calls.map((call) => call.phase)).toEqual(["ringing", "ended"]);
  });
});

describe("the employee calls out", () => {
  it("from his phone: answered after outgoing with that id means connected", () => {
    const story = new Story().hear(hook("outgoing", "2.1", 0, { aNumber: "20304050" }));
    expect(story.call).toMatchObject({ phase: "calling", direction: "outgoing", number: "20304050" });
    story.hear(hook("answered", "2.1", 6, { aNumber: "20304050" }));
    expect(story.call.phase).toBe("talking");
    story.hear(hook("ended", "2.1", 20, { durationSeconds: 14, direction: "outgoing" }));
    expect(story.call).toMatchObject({ outcome: "answered", durationSeconds: 14 });
  });

  it("and nobody answers", () => {
    const story = new Story().hear(hook("outgoing", "2.1", 0), hook("ended", "2.1", 20, { durationSeconds: 0 }));
    expect(story.call).toMatchObject({ phase: "ended", outcome: "no-answer" });
  });

  it("and the hook shows his own number: the other party is not known", () => {
    expect(new Story().hear(hook("outgoing", "2.1", 0, { aNumber: "86515152" })).call).not.toHaveProperty("number");
  });
});

describe("MakeCall rings his own phone first", () => {
  it.each([
    ["the callee", "86515151"],
    ["his own number", "+45 86 51 51 52"],
    ["nothing", undefined],
  ])("with %s as A-number: his own leg is not an incoming call", (_, aNumber) => {
    const { aNumber: __, ...ownLeg } = hook("incoming", "3.1", 1);
    const story = new Story().dial(0).hear(aNumber === undefined ? ownLeg : { ...ownLeg, aNumber });
    expect(story.call).toMatchObject({
      phase: "lift-phone",
      direction: "outgoing",
      number: "86515151",
      dialId: "dial-0",
    });
    story.hear(hook("answered", "3.1", 4));
    expect(story.call.phase).toBe("calling");
    story.hear(hook("outgoing", "3.1", 4.5));
    expect(story.call.phase).toBe("calling");
    story.hear(hook("answered", "3.1", 9));
    expect(story.call.phase).toBe("talking");
    story.hear(hook("ended", "3.1", 19, { durationSeconds: 10, direction: "outgoing" }));
    expect(story.call).toMatchObject({ direction: "outgoing", outcome: "answered", number: "86515151" });
  });

  it("with two ids, of which nothing tells that they are one call", () => {
    const story = new Story()
      .dial(0)
      .hear(hook("incoming", "3.1", 1), hook("answered", "3.1", 4), hook("outgoing", "3.2", 4.5));
    expect(story.call).toMatchObject({ phase: "calling", callIds: ["3.1", "3.2"] });
  });

  it("with an outgoing hook only", () => {
    const story = new Story().dial(0).hear(hook("outgoing", "3.1", 3));
    expect(story.call).toMatchObject({ phase: "calling", dialId: "dial-0" });
    story.hear(hook("answered", "3.1", 8));
    expect(story.call.phase).toBe("talking");
  });

  it.each([
    ["just after he lifted one", 4.2],
    ["just before", 3.9],
  ])("on all his phones, and the others are cleaned up %s", (_, cleanedUpAt) => {
    const rung = { rungPhones: 2 };
    const lifted = hook("answered", "3.1", 4, rung);
    const cleanedUp = hook("ended", "3.1", cleanedUpAt, { durationSeconds: 0, ...rung });
    const story = new Story()
      .dial(0, { device: "" })
      .hear(hook("incoming", "3.1", 1), hook("incoming", "3.1", 1.1, { phone: "200001", ...rung }))
      .hear(...[lifted, cleanedUp].sort((a, b) => a.receivedAt - b.receivedAt));
    expect(story.call).toMatchObject({ phase: "calling", direction: "outgoing" });
    story.hear(hook("answered", "3.1", 9, rung));
    expect(story.call.phase).toBe("talking");
    story.hear(hook("ended", "3.1", 19, { durationSeconds: 10, ...rung }));
    expect(story.call).toMatchObject({ outcome: "answered", durationSeconds: 10 });
  });

  it("a real caller in the meantime is not swallowed", () => {
    const story = new Story()
      .dial(0)
      .hear(hook("incoming", "3.1", 1), hook("incoming", "4.1", 2, { aNumber: "20304050" }));
    expect(story.calls.map((call) => [call.direction, call.phase, call.number])).toEqual([
      ["incoming", "ringing", "20304050"],
      ["outgoing", "lift-phone", "86515151"],
    ]);
  });

  it("each dial claims one call: the callee who calls back is a caller", () => {
    const story = new Story()
      .dial(0)
      .hear(hook("incoming", "3.1", 1), hook("ended", "3.1", 3), hook("incoming", "4.1", 30));
    expect(story.calls.map((call) => [call.direction, call.phase])).toEqual([
      ["incoming", "ringing"],
      ["outgoing", "ended"],
    ]);
  });

  it("a ring on another phone than the chosen, or after 60 s, is a caller", () => {
    const other = new Story().dial(0).hear(hook("incoming", "3.1", 1, { phone: "200001" }));
    expect(other.call).toMatchObject({ direction: "incoming", phase: "ringing" });
    const late = new Story().dial(0).hear(hook("incoming", "3.1", 61));
    expect(late.call).toMatchObject({ direction: "incoming", phase: "ringing" });
  });

  it("a ring that began before he dialled is a caller", () => {
    const story = new Story().hear(hook("incoming", "3.1", 0, { aNumber: undefined })).dial(2);
    expect(story.call).toMatchObject({ direction: "incoming", phase: "ringing" });
  });

  it("refused by the PBX claims nothing, also where it is told again that it was asked for", () => {
    const story = new Story().dial(0).dial(0, { failed: true }).dial(0);
    expect(story.hear(hook("incoming", "3.1", 1)).call.direction).toBe("incoming");
  });

  it("a ring that was taken for his own leg's is a caller once the PBX has refused the dial", () => {
    const story = new Story().dial(0).hear(hook("incoming", "3.1", 1));
    expect(story.call.direction).toBe("outgoing");
    story.dial(0, { failed: true });
    expect(story.call).toMatchObject({ direction: "incoming", phase: "ringing" });
  });

  it("a dial and its hooks that are replayed long after are an outgoing call", () => {
    const story = new Story().at(3_600).dial(0);
    story.replay(3_600, hook("incoming", "3.1", 1), hook("answered", "3.1", 4), hook("ended", "3.1", 20));
    expect(story.call).toMatchObject({ direction: "outgoing", dialId: "dial-0", phase: "ended" });
  });

  it("the callee who calls back soon after it was not lifted is a caller, and no queue that rings again", () => {
    const story = new Story()
      .dial(0)
      .hear(hook("incoming", "3.1", 1), hook("ended", "3.1", 26), hook("incoming", "4.1", 36));
    expect(story.calls.map((call) => [call.direction, call.phase])).toEqual([
      ["incoming", "ringing"],
      ["outgoing", "ended"],
    ]);
  });

  it("a hidden caller on another phone at the same moment is a caller: only the chosen phone rings for a dial", () => {
    const hidden = (callId: string, t: number, phone: string) =>
      hook("incoming", callId, t, { phone, aNumber: undefined });
    const story = new Story().dial(0).hear(hidden("3.1", 1, "200000"), hidden("4.1", 2, "200001"));
    expect(story.calls.map((call) => [call.direction, call.phase])).toEqual([
      ["incoming", "ringing"],
      ["outgoing", "lift-phone"],
    ]);
  });

  it("a hidden caller and a hidden own leg look the same: one of them is shown as a call", () => {
    const hidden = (callId: string, t: number) => hook("incoming", callId, t, { aNumber: undefined });
    for (const device of ["", "200000"]) {
      const story = new Story().dial(0, { device }).hear(hidden("3.1", 1), hidden("4.1", 2));
      expect(story.calls.map((call) => [call.direction, call.phase])).toEqual([
        ["incoming", "ringing"],
        ["outgoing", "lift-phone"],
      ]);
    }
  });

  it("a call that he dials on his phone after that is no leg of it", () => {
    const other = new Story()
      .dial(0)
      .hear(hook("incoming", "3.1", 1), hook("outgoing", "4.1", 9, { aNumber: "20304050" }));
    expect(other.calls.map(({ number, dialId }) => [number, dialId])).toEqual([
      ["20304050", undefined],
      ["86515151", "dial-0"],
    ]);
    const after = new Story()
      .dial(0)
      .hear(hook("incoming", "3.1", 1), hook("ended", "3.1", 26), hook("outgoing", "4.1", 40));
    expect(after.calls).toHaveLength(2);
  });

  it("which leg failed is told: his own phone was not lifted", () => {
    const story = new Story()
      .dial(0)
      .hear(hook("incoming", "3.1", 1), hook("ended", "3.1", 26, { durationSeconds: 0 }));
    expect(story.call).toMatchObject({ outcome: "no-answer", notLifted: "own-phone" });
    const silent = new Story()
      .dial(0)
      .hear(hook("incoming", "3.1", 1))
      .at(92);
    expect(silent.call).toMatchObject({ outcome: "no-answer", notLifted: "own-phone", expired: "ring" });
  });

  it("which leg failed is told: the callee did not answer, or was busy", () => {
    const lifted = [hook("incoming", "3.1", 1), hook("answered", "3.1", 4)];
    const ended = hook("ended", "3.1", 30, { durationSeconds: 0 });
    for (const legs of [lifted, [...lifted, hook("outgoing", "3.1", 4.5)], [hook("outgoing", "3.1", 4.5)]]) {
      const story = new Story().dial(0).hear(...legs, ended);
      expect(story.call).toMatchObject({ outcome: "no-answer", notLifted: "callee" });
    }
  });
});

describe("a call is passed on", () => {
  const receiver = { localNumber: "203", phones: ["200003"], numbers: [] };
  const consultation = [
    hook("incoming", "5.2", 30, { employee: "203", phone: "200003", aNumber: "202" }),
    hook("answered", "5.2", 33, { employee: "203", aNumber: "202" }),
  ];
  const passedOn = hook("ended", "5.1", 50, {
    durationSeconds: 46,
    transfer: true,
    transferredCallId: "5.2",
    transferredNumber: "86515151",
  });

  it("the receiver's call changes to the outside caller and goes on", () => {
    const story = new Story(receiver).hear(...consultation);
    expect(story.call).toMatchObject({ phase: "talking", number: "202" });
    story.hear(passedOn, hook("ended", "5.2", 50.2));
    expect(story.call).toMatchObject({ phase: "talking", number: "86515151", transferredFrom: "202" });
    story.hear(hook("ended", "5.2", 90, { durationSeconds: 57 }));
    expect(story.call).toMatchObject({ phase: "ended", outcome: "answered", durationSeconds: 57 });
  });

  it("for the one who passed it on both calls are over", () => {
    const story = new Story().hear(
      hook("incoming", "5.1", 0),
      hook("answered", "5.1", 4),
      hook("outgoing", "5.2", 30, { aNumber: "203" }),
      hook("answered", "5.2", 33, { employee: "203", aNumber: "202" }),
    );
    expect(story.calls.map((call) => call.phase)).toEqual(["talking", "talking"]);
    story.hear(passedOn);
    expect(story.calls.map((call) => [call.phase, call.outcome])).toEqual([
      ["ended", "transferred"],
      ["ended", "transferred"],
    ]);
  });
});

it("a call that is replayed long after it ended is there all the same", () => {
  const story = new Story().replay(7200, hook("incoming", "1.1", 0), hook("ended", "1.1", 10));
  expect(story.call).toMatchObject({ outcome: "missed", missedAnnounced: true });
  expect(story.at(7200 + 15 * 60 + 1).calls).toEqual([]);
});

it("a finished call is forgotten after a while, one that goes on is not", () => {
  const story = new Story().hear(
    hook("incoming", "1.1", 0),
    hook("ended", "1.1", 10),
    hook("incoming", "1.2", 20, { aNumber: "20304050" }),
    hook("answered", "1.2", 25, { aNumber: "20304050" }),
  );
  story.at(3600);
  expect(story.calls.map((call) => call.phase)).toEqual(["talking"]);
  expect(story.state.arrivals).toHaveLength(2);
});
