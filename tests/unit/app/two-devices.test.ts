import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { callMigrations } from "../../../electron/main/adapters/sqlite/call-migrations.ts";
import { openDatabase } from "../../../electron/main/adapters/sqlite/open-database.ts";
import { SqliteCallStore } from "../../../electron/main/adapters/sqlite/sqlite-call-store.ts";
import { CallsService } from "../../../electron/main/services/calls-service.ts";
import type { CallEvent } from "../../../shared/calls/event.ts";
import type { RelayMessage } from "../../../shared/relay-protocol/stream.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";
import { hook, me, T0 } from "../calls/story.ts";
import { setUpBoard } from "./board.ts";

function setUp() {
  const clock = new FakeClock(T0);
  const { database } = openDatabase(join(temporaryFolder(), "calls.db"), callMigrations, new Date(T0));
  const store = new SqliteCallStore(database);
  const service = new CallsService({
    store,
    clock,
    logger: new SilentLogger(),
    me,
    onChange: () => {},
    onHistory: () => {},
    onMarked: () => {},
    onGap: () => {},
  });
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
  return { clock, store, service, hear, miss, mark };
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

  it("is told in marks of at most 200 calls, and no more than 500 marks are kept", () => {
    const { store, miss } = setUp();
    for (let n = 0; n < 205; n += 1) miss(`1.${n}`, n * 100);
    const ids = ["m1", "m2"];
    const told = store.markMissedSeen(() => ids.shift() ?? "too many", T0);
    expect(told.map(({ callIds }) => callIds.length)).toEqual([200, 5]);
    expect(new Set(told.flatMap(({ callIds }) => callIds)).size).toBe(205);
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

  it("never loses a call that is in it, nor keeps one that is not", () => {
    fc.assert(
      fc.property(fc.subarray(["1.1", "2.1", "3.1"]), fc.subarray(["1.1", "2.1", "3.1"]), (known, running) => {
        const { service, hear } = setUp();
        const ring = (callId: string) =>
          hook("incoming", callId, Number(callId[0]), { aNumber: `8651515${callId[0]}` });
        for (const callId of known) hear(ring(callId));
        service.receive(snapshot(running.map(ring)));
        const going = service.calls.filter(({ phase }) => phase !== "ended").map(({ key }) => key);
        expect(going.sort()).toEqual([...running].sort());
      }),
      { numRuns: 64 },
    );
  });
});
