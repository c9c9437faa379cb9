import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { callMigrations } from "../../../electron/main/adapters/sqlite/call-migrations.ts";
import { openDatabase } from "../../../electron/main/adapters/sqlite/open-database.ts";
import { SqliteCallStore } from "../../../electron/main/adapters/sqlite/sqlite-call-store.ts";
import { CallsService, type Gap } from "../../../electron/main/services/calls-service.ts";
import type { Call } from "../../../shared/calls/call.ts";
import type { CallEvent } from "../../../shared/calls/event.ts";
import type { RelayMessage, SharedDial } from "../../../shared/relay-protocol/stream.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";
import { hook, me, T0 } from "../calls/story.ts";
import { setUpBoard } from "./board.ts";

function setUp(onGap: (gap: Gap) => void = () => {}) {
  const clock = new FakeClock(T0);
  const { database } = openDatabase(join(temporaryFolder(), "calls.db"), callMigrations, new Date(T0));
  let markId = 0;
  const store = new SqliteCallStore(database, () => {
    markId += 1;
    return `m${markId}`;
  });
  const start = () =>
    new CallsService({
      store,
      clock,
      logger: new SilentLogger(),
      me,
      onChange: () => {},
      onHistory: () => {},
      onMarked: () => {},
      onHandled: () => {},
      onGap,
    });
  const service = start();
  /** The app as it is after it was started again. */
  const restart = () => {
    service.dispose();
    return start();
  };
  onTestFinished(() => {
    service.dispose();
    database.close();
  });
  let offset = 0;
  const hear = (event: CallEvent) => {
    clock.advance(Math.max(0, event.receivedAt - clock.now()));
    offset += 1;
    service.receive({ type: "event", cursor: `e:${offset}`, replayed: false, event });
  };
  const miss = (callId: string, second: number) => {
    hear(hook("incoming", callId, second));
    hear(hook("ended", callId, second + 10));
    clock.advance(13_000);
  };
  const mark = (id: string, callIds: string[]): RelayMessage => {
    offset += 1;
    const at = clock.now();
    return { type: "mark", cursor: `e:${offset}`, replayed: false, mark: { id, mark: "seen", callIds, at } };
  };
  return { clock, store, service, restart, hear, miss, mark };
}

describe("a missed call that was seen on another PC", () => {
  it("is seen here, with the cursor, and once", () => {
    const { service, store, miss, mark } = setUp();
    miss("1.1", 0);
    miss("2.1", 100);
    const message = mark("m1", ["1.1"]);
    service.receive(message);
    expect(store.missedCount()).toBe(1);
    expect(store.cursor()).toBe("e:5");
    service.receive(message);
    expect(store.missedCount()).toBe(1);
  });

  it("is seen here also where the mark comes before this PC knows that the call was missed", () => {
    const { service, store, hear, clock, mark } = setUp();
    hear(hook("incoming", "1.1", 0));
    hear(hook("ended", "1.1", 10));
    service.receive(mark("m1", ["1.1"]));
    clock.advance(13_000);
    expect(store.history({ filter: "missed", limit: 5 })).toMatchObject([
      { call: { outcome: "missed" }, unseen: false },
    ]);
    expect(store.missedCount()).toBe(0);
  });

  it("is missed anew where it rings again after that", () => {
    const { service, store, hear, miss, clock, mark } = setUp();
    miss("1.1", 0);
    service.receive(mark("m1", ["1.1"]));
    expect(store.missedCount()).toBe(0);
    hear(hook("incoming", "1.1", 24));
    hear(hook("ended", "1.1", 30));
    clock.advance(13_000);
    expect(store.history({ filter: "missed", limit: 5 })).toHaveLength(1);
    expect(store.missedCount()).toBe(1);
  });
});

describe("a missed call that is seen here", () => {
  it("is told to the relay until the relay has given the mark back", () => {
    const { board, hear, clock, store, service, marks, state } = setUpBoard();
    hear(hook("incoming", "1.1", 0));
    hear(hook("ended", "1.1", 10));
    clock.advance(13_000);
    expect(state.snapshot.missedCount).toBe(1);
    board.markMissedSeen();
    expect(state.snapshot.missedCount).toBe(0);
    expect(marks).toEqual([{ id: "mark-1", mark: "seen", callIds: ["1.1"] }]);
    expect(store.unsentMarks()).toEqual(marks);
    board.markMissedSeen();
    expect(marks).toHaveLength(1);
    const [mark] = marks;
    if (mark === undefined) throw new Error("no mark");
    service.receive({ type: "mark", cursor: "e:9", replayed: false, mark: { ...mark, at: clock.now() } });
    expect(store.unsentMarks()).toEqual([]);
  });

  it("is told when the relay can be reached, one mark after the other, and again on the next connection", () => {
    const { board, hear, clock, store, service, marks, outbox, relay } = setUpBoard();
    const told = () => marks.map(({ id }) => id);
    relay.connected = false;
    for (const [n, callId] of ["1.1", "2.1", "3.1"].entries()) {
      hear(hook("incoming", callId, n * 100));
      hear(hook("ended", callId, n * 100 + 10));
      clock.advance(13_000);
      board.markMissedSeen();
    }
    expect([told(), store.unsentMarks().length]).toEqual([[], 3]);
    relay.connected = true;
    outbox.connected();
    expect(told()).toEqual(["mark-1"]);
    clock.advance(10_000);
    expect(told()).toEqual(["mark-1", "mark-2", "mark-3"]);
    const at = clock.now();
    service.receive({
      type: "mark",
      cursor: "e:9",
      replayed: false,
      mark: { id: "mark-2", mark: "seen", callIds: ["2.1"], at },
    });
    outbox.connected();
    clock.advance(10_000);
    expect(told().slice(3)).toEqual(["mark-1", "mark-3"]);
  });

  it("is handled everywhere when he talks with who called, in the transaction of the event that says so", () => {
    const { hear, clock, state, marks, store } = setUpBoard();
    for (const [n, callId] of ["1.1", "2.1"].entries()) {
      hear(hook("incoming", callId, n * 100));
      hear(hook("ended", callId, n * 100 + 10));
      clock.advance(13_000);
    }
    expect(state.snapshot.missedCount).toBe(2);
    hear(hook("incoming", "3.1", 300));
    hear(hook("answered", "3.1", 304));
    expect(state.snapshot.missedCount).toBe(0);
    expect(marks).toMatchObject([{ mark: "handled", callIds: ["1.1", "2.1"] }]);
    expect(store.unsentMarks()).toEqual(marks);
  });

  it("is not told again where the conversation is only replayed: the others get that too", () => {
    const { hear, clock, state, marks, store } = setUpBoard();
    hear(hook("incoming", "1.1", 0));
    hear(hook("ended", "1.1", 10));
    clock.advance(13_000);
    hear(hook("incoming", "3.1", 300), true);
    hear(hook("answered", "3.1", 304), true);
    expect(state.snapshot.missedCount).toBe(0);
    expect([marks, store.unsentMarks()]).toEqual([[], []]);
  });

  it("is told in marks of at most 200 calls, and no more than 500 marks are kept", () => {
    const { store } = setUp();
    const missed = (callId: string): Call => ({
      key: callId,
      callIds: [callId],
      direction: "incoming",
      phase: "ended",
      outcome: "missed",
      phones: [],
      startedAt: T0,
      missedAnnounced: true,
      live: true,
    });
    const miss = (...callIds: string[]) => store.applyChanges({ upsert: callIds.map(missed), remove: [], handled: [] });
    miss(...Array.from({ length: 205 }, (_, n) => `1.${n}`));
    store.markMissedSeen(T0);
    const told = store.unsentMarks();
    expect(told.map(({ callIds }) => callIds.length)).toEqual([200, 5]);
    expect(new Set(told.flatMap(({ callIds }) => callIds)).size).toBe(205);
    for (let n = 0; n < 600; n += 1) {
      miss(`2.${n}`);
      store.markMissedSeen(T0 + n);
    }
    expect(store.unsentMarks()).toHaveLength(500);
    miss("3.1");
    store.markMissedSeen(T0 + 31 * 24 * 3_600_000);
    expect(store.unsentMarks()).toHaveLength(1);
  });
});

describe("a dial on another PC", () => {
  const dial = { id: "d1", callee: "86515151", device: "", at: T0 };
  const told = (cursor: string, one: SharedDial): RelayMessage => ({ type: "dial", cursor, replayed: true, dial: one });

  it("is kept with the cursor, and its ring is known for his own after the app was started again", () => {
    const { service, store, restart, clock } = setUp();
    service.receive(told("e:1", dial));
    service.receive(told("e:1", { ...dial, at: T0 + 100 }));
    expect([store.cursor(), store.dialsSince(T0)]).toEqual(["e:1", [{ ...dial, failed: false }]]);
    clock.advance(30_000);
    const restarted = restart();
    restarted.receive({ type: "event", cursor: "e:2", replayed: false, event: hook("incoming", "1.1", 30) });
    expect(restarted.calls).toMatchObject([{ dialId: "d1", direction: "outgoing" }]);
    const again = restart();
    expect(again.calls).toMatchObject([{ dialId: "d1", direction: "outgoing", phase: "lift-phone" }]);
    restarted.dispose();
    again.dispose();
  });

  it("that failed stays so, also after the app was started again", () => {
    const { service, restart } = setUp();
    service.receive(told("e:1", dial));
    service.receive(told("e:2", { ...dial, failed: true }));
    service.receive(told("e:1", dial));
    const restarted = restart();
    restarted.receive({ type: "event", cursor: "e:3", replayed: false, event: hook("incoming", "1.1", 1) });
    expect(restarted.calls).toMatchObject([{ direction: "incoming" }]);
    restarted.dispose();
  });

  it("counts among what is replayed, and a replay is over also where some of it is not known here", () => {
    const gaps: Gap[] = [];
    const { service, clock } = setUp((gap) => gaps.push(gap));
    const welcome = (replaying: number, cursor: string): RelayMessage => ({
      type: "welcome",
      protocol: 1,
      account: { id: "4711", name: "Nordlys" },
      employee: "202",
      recovered: true,
      replaying,
      cursor,
      now: clock.now(),
    });
    service.receive(welcome(0, "e:0"));
    service.receive(welcome(2, "e:2"));
    service.receive(told("e:1", dial));
    const missed = hook("incoming", "2.1", 1, { aNumber: "20304050" });
    service.receive({ type: "event", cursor: "e:2", replayed: true, event: missed });
    expect(gaps).toMatchObject([{ calls: 1 }]);
    service.receive(welcome(3, "e:5"));
    service.receive({ type: "event", cursor: "e:4", replayed: true, event: { ...missed, id: "other", callId: "3.1" } });
    service.receive({ type: "heartbeat", cursor: "e:5", now: clock.now() });
    expect(gaps).toHaveLength(2);
  });
});

describe("a snapshot of the calls that are going on", () => {
  const snapshot = (events: CallEvent[], last = true): RelayMessage => ({ type: "snapshot", events, last });

  it("brings calls that this PC never heard of, and does not move the cursor", () => {
    const { service, store } = setUp();
    store.setCursor("e:3");
    service.receive(snapshot([hook("incoming", "1.1", 0)], false));
    service.receive(snapshot([hook("answered", "1.1", 4)]));
    expect(service.calls).toMatchObject([{ key: "1.1", phase: "talking" }]);
    expect(store.cursor()).toBe("e:3");
  });

  it("ends the calls that are not in it, for good", () => {
    const { service, hear, store } = setUp();
    hear(hook("incoming", "1.1", 0));
    hear(hook("answered", "1.1", 4));
    hear(hook("incoming", "2.1", 50, { aNumber: "70151515" }));
    service.receive(snapshot([hook("incoming", "2.1", 50, { aNumber: "70151515" })]));
    expect(service.calls.find(({ key }) => key === "1.1")).toMatchObject({ phase: "ended", outcome: "answered" });
    expect(service.calls.find(({ key }) => key === "2.1")).toMatchObject({ phase: "ringing" });
    expect(store.history({ filter: "all", limit: 5 })).toMatchObject([{ call: { key: "1.1" } }]);
  });

  it("says who answered a call that was ringing, where the replay after it does", () => {
    const { service, hear, store, clock } = setUp();
    hear(hook("incoming", "1.1", 0));
    clock.advance(5_000);
    service.receive(snapshot([]));
    hear(hook("answered", "1.1", 3, { employee: "204", employeeName: "Jonas" }));
    clock.advance(20_000);
    expect(service.calls).toMatchObject([{ outcome: "answered-elsewhere", answeredBy: { localNumber: "204" } }]);
    expect(store.missedCount()).toBe(0);
  });

  it("leaves a dial alone of which no hook came yet", () => {
    const { service } = setUp();
    service.dial({ id: "d1", callee: "86515151", device: "200000", at: T0 });
    service.receive(snapshot([]));
    service.receive({
      type: "event",
      cursor: "e:1",
      replayed: false,
      event: hook("incoming", "1.1", 1, { phone: "200000" }),
    });
    expect(service.calls).toMatchObject([{ dialId: "d1", phase: "lift-phone" }]);
  });

  it("brings the dials that its calls came from", () => {
    const { service } = setUp();
    const dials = [{ id: "d1", callee: "86515151", device: "", at: T0 }];
    service.receive({ type: "snapshot", events: [], dials, last: false });
    service.receive(snapshot([hook("incoming", "1.1", 1)]));
    expect(service.calls).toMatchObject([{ dialId: "d1", phase: "lift-phone" }]);
  });

  it("never loses a call that is in it, nor keeps one that is not", () => {
    fc.assert(
      fc.property(fc.subarray(["1.1", "2.1", "3.1"]), fc.subarray(["1.1", "2.1", "3.1"]), (known, running) => {
        const { service, hear, restart, clock } = setUp();
        const ring = (callId: string) =>
          hook("incoming", callId, Number(callId[0]), { aNumber: `8651515${callId[0]}` });
        for (const callId of known) hear(ring(callId));
        service.receive(snapshot(running.map(ring)));
        const going = (one: CallsService) => one.calls.filter(({ phase }) => phase !== "ended").map(({ key }) => key);
        expect(going(service).sort()).toEqual([...running].sort());
        clock.advance(1_000);
        const restarted = restart();
        expect(going(restarted).sort()).toEqual([...running].sort());
        restarted.dispose();
      }),
      { numRuns: 64 },
    );
  });
});
