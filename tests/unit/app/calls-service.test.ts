import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { callMigrations } from "../../../electron/main/adapters/sqlite/call-migrations.ts";
import { openDatabase } from "../../../electron/main/adapters/sqlite/open-database.ts";
import { SqliteCallStore } from "../../../electron/main/adapters/sqlite/sqlite-call-store.ts";
import { CallsService, type Gap } from "../../../electron/main/services/calls-service.ts";
import type { CallEvent } from "../../../shared/calls/event.ts";
import type { RelayMessage } from "../../../shared/relay-protocol/stream.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";
import { hook, me, T0 } from "../calls/story.ts";

function setUp(folder = temporaryFolder(), clock = new FakeClock(T0)) {
  const { database } = openDatabase(join(folder, "calls.db"), callMigrations, new Date(clock.now()));
  const store = new SqliteCallStore(database);
  const logger = new SilentLogger();
  const gaps: Gap[] = [];
  let changes = 0;
  const service = new CallsService({
    store,
    clock,
    logger,
    me,
    onChange: () => {
      changes += 1;
    },
    onHistory: () => {},
    onMarked: () => {},
    onHandled: () => {},
    onGap: (gap) => gaps.push(gap),
  });
  const close = () => {
    service.dispose();
    if (database.open) database.close();
  };
  onTestFinished(close);
  return { folder, clock, store, service, gaps, logger, close, database, changes: () => changes };
}

const live = (event: CallEvent, cursor = `e:${event.receivedAt - T0 + 1}`): RelayMessage => ({
  type: "event",
  cursor,
  replayed: false,
  event,
});
const replayed = (event: CallEvent, cursor: string): RelayMessage => ({ type: "event", cursor, replayed: true, event });
const welcome = (fields: Partial<Extract<RelayMessage, { type: "welcome" }>>): RelayMessage => ({
  type: "welcome",
  protocol: 1,
  account: { id: "1234", name: "Nordlys" },
  employee: "202",
  recovered: true,
  replaying: 0,
  cursor: "e:1",
  now: T0,
  ...fields,
});

describe("calls on disk", () => {
  it("an event, its effect and the cursor are stored together", () => {
    const { service, store } = setUp();
    service.receive(live(hook("incoming", "1.1", 0), "e:5"));
    expect(store.cursor()).toBe("e:5");
    expect(store.hasEvent(hook("incoming", "1.1", 0).id)).toBe(true);
    service.receive(live(hook("ended", "1.1", 10), "e:6"));
    expect(store.cursor()).toBe("e:6");
    expect(store.history({ filter: "all", limit: 10 })).toMatchObject([{ call: { key: "1.1", outcome: "missed" } }]);
  });

  it("a call is history when it is over", () => {
    const { service, store } = setUp();
    service.receive(live(hook("incoming", "1.1", 0)));
    service.receive(live(hook("answered", "1.1", 4)));
    expect(store.history({ filter: "all", limit: 10 })).toEqual([]);
    service.receive(live(hook("ended", "1.1", 64, { durationSeconds: 60 })));
    expect(store.history({ filter: "all", limit: 10 })).toHaveLength(1);
  });

  it("nothing of an event is stored where the transaction fails", () => {
    const { service, store, database } = setUp();
    database.exec("CREATE TRIGGER full BEFORE INSERT ON calls BEGIN SELECT raise(ABORT, 'disk full'); END");
    expect(() => service.receive(live(hook("incoming", "1.1", 0), "e:5"))).toThrow("disk full");
    expect(store.cursor()).toBeUndefined();
    expect(store.hasEvent(hook("incoming", "1.1", 0).id)).toBe(false);
    expect(service.calls).toEqual([]);

    database.exec("DROP TRIGGER full");
    service.receive(replayed(hook("incoming", "1.1", 0), "e:5"));
    service.receive(replayed(hook("ended", "1.1", 10), "e:6"));
    expect(store.history({ filter: "all", limit: 10 })).toMatchObject([{ call: { key: "1.1", outcome: "missed" } }]);
  });

  it("what time alone brings is stored later where the disk is full", () => {
    const { service, store, database, clock } = setUp();
    service.receive(live(hook("incoming", "1.1", 0)));
    service.receive(live(hook("ended", "1.1", 0.5)));
    database.exec("CREATE TRIGGER full BEFORE UPDATE ON calls BEGIN SELECT raise(ABORT, 'disk full'); END");
    clock.advance(4_000);
    expect(store.missedCount()).toBe(0);
    database.exec("DROP TRIGGER full");
    clock.advance(5_000);
    expect(store.missedCount()).toBe(1);
  });

  it("an event that comes twice has its effect once", () => {
    const { service, store, changes } = setUp();
    service.receive(live(hook("incoming", "1.1", 0), "e:5"));
    const before = changes();
    service.receive(replayed(hook("incoming", "1.1", 0), "e:6"));
    expect(changes()).toBe(before);
    expect(store.cursor()).toBe("e:6");
  });

  it("a conversation goes on after a restart in its middle", () => {
    const first = setUp();
    first.service.receive(live(hook("incoming", "1.1", 0)));
    first.service.receive(live(hook("answered", "1.1", 4)));
    first.close();
    first.clock.advance(60_000);
    const second = setUp(first.folder, first.clock);
    expect(second.service.calls).toMatchObject([{ key: "1.1", phase: "talking" }]);
    second.service.receive(live(hook("ended", "1.1", 70, { durationSeconds: 66 })));
    expect(second.store.history({ filter: "all", limit: 1 })).toMatchObject([
      { call: { outcome: "answered", durationSeconds: 66 } },
    ]);
  });

  it("a missed call stays unseen across restarts, until he has seen it", () => {
    const first = setUp();
    first.service.receive(live(hook("incoming", "1.1", 0)));
    first.service.receive(live(hook("ended", "1.1", 10)));
    expect(first.store.missedCount()).toBe(0);
    first.clock.advance(13_000);
    expect(first.store.missedCount()).toBe(1);
    first.close();
    const second = setUp(first.folder, first.clock);
    expect(second.store.missedCount()).toBe(1);
    second.store.markMissedSeen(T0);
    expect(second.store.missedCount()).toBe(0);
  });

  it("what time has changed while the app was closed is on disk at its start, and nobody is told before he listens", () => {
    const first = setUp();
    first.service.receive(live(hook("incoming", "1.1", 0)));
    first.service.receive(live(hook("ended", "1.1", 10)));
    first.close();
    first.clock.advance(60_000);
    const second = setUp(first.folder, first.clock);
    expect(second.service.calls).toMatchObject([{ outcome: "missed", missedAnnounced: true }]);
    expect([second.store.missedCount(), second.changes()]).toEqual([1, 0]);
  });

  it("a missed call is dealt with when he calls back", () => {
    const { service, store, clock } = setUp();
    service.receive(live(hook("incoming", "1.1", 0)));
    service.receive(live(hook("ended", "1.1", 10)));
    clock.advance(13_000);
    service.receive(live(hook("outgoing", "1.2", 20, { aNumber: "+45 86 51 51 51" })));
    expect(store.missedCount()).toBe(1);
    service.receive(live(hook("answered", "1.2", 25)));
    expect(store.missedCount()).toBe(0);
  });

  it("a colleague's late answered takes the missed mark back", () => {
    const { service, store, clock } = setUp();
    service.receive(live(hook("incoming", "1.1", 0)));
    service.receive(live(hook("ended", "1.1", 10)));
    clock.advance(14_000);
    expect(store.missedCount()).toBe(1);
    service.receive(live(hook("answered", "1.1", 14, { employee: "203", employeeName: "Mette" })));
    expect(store.missedCount()).toBe(0);
    expect(store.history({ filter: "missed", limit: 10 })).toEqual([]);
  });

  it("two legs that turn out to be one call are one row", () => {
    const { service, store } = setUp();
    service.receive(live(hook("incoming", "1.1", 0)));
    service.receive(live(hook("incoming", "1.2", 2)));
    service.receive(live(hook("ended", "1.1", 3)));
    service.receive(live(hook("ended", "1.2", 4)));
    expect(store.history({ filter: "all", limit: 10 })).toHaveLength(2);
    service.receive(live(hook("answered", "1.2", 5, { employee: "203", linkedCallId: "1.1" })));
    expect(store.history({ filter: "all", limit: 10 })).toMatchObject([{ call: { outcome: "answered-elsewhere" } }]);
  });

  it("whole numbers do not reach the log", () => {
    const { service, logger } = setUp();
    service.receive(live(hook("incoming", "1.1", 0)));
    expect(logger.lines.join("\n")).not.toContain("86515151");
    expect(logger.lines.join("\n")).toContain("******51");
  });
});

describe("after a gap", () => {
  it("says from when to when, and how many calls came in", () => {
    const { service, gaps, clock, store } = setUp();
    service.receive(welcome({ cursor: "e:1" }));
    clock.advance(60_000);
    service.receive({ type: "heartbeat", cursor: "e:4", now: clock.now() });
    const lastSeen = clock.now();
    clock.advance(38 * 60_000);
    service.receive(welcome({ cursor: "e:9", replaying: 3, now: clock.now() }));
    service.receive(replayed(hook("incoming", "1.1", 100), "e:5"));
    service.receive(replayed(hook("ended", "1.1", 110), "e:6"));
    service.receive(replayed(hook("incoming", "1.2", 200, { aNumber: "20304050" }), "e:7"));
    expect(gaps).toEqual([{ from: lastSeen, to: clock.now(), calls: 2, complete: true }]);
    expect(store.missedCount()).toBe(2);
    expect(service.calls.every((call) => !call.live)).toBe(true);
  });

  it("in which nothing came in is not worth a word", () => {
    const { service, gaps, clock } = setUp();
    service.receive(welcome({}));
    clock.advance(60_000);
    service.receive(welcome({ now: clock.now() }));
    expect(gaps).toEqual([]);
  });

  it("that the relay cannot fill is told", () => {
    const { service, gaps, clock } = setUp();
    service.receive(welcome({}));
    clock.advance(60_000);
    service.receive(welcome({ recovered: false, reason: "trimmed", now: clock.now() }));
    expect(gaps).toMatchObject([{ calls: 0, complete: false }]);
  });

  it("the first connection of all is none", () => {
    const { service, gaps } = setUp();
    service.receive(welcome({ recovered: false, reason: "first" }));
    expect(gaps).toEqual([]);
  });
});

it("a clock that differs from the relay's neither hides a ring nor expires it early", () => {
  const { service, clock } = setUp();
  const ahead = 10 * 60_000;
  service.receive(welcome({ now: clock.now() + ahead }));
  service.receive(live(hook("incoming", "1.1", ahead / 1000)));
  expect(service.calls).toMatchObject([{ phase: "ringing", live: true }]);
  clock.advance(89_000);
  expect(service.calls[0]?.phase).toBe("ringing");
  clock.advance(1_000);
  expect(service.calls[0]).toMatchObject({ phase: "ended", expired: "ring" });
});

describe("signing out", () => {
  it("in the middle of a call leaves nothing that goes on; who comes back finds his calls as they were", () => {
    const { service, store, clock } = setUp();
    service.receive(live(hook("incoming", "1.1", 0)));
    service.receive(live(hook("answered", "1.1", 4)));
    service.reset({ localNumber: "", phones: [], numbers: [] }, false);
    expect(service.calls).toEqual([]);
    clock.advance(60_000);
    service.setMe(me);
    expect(service.calls).toMatchObject([{ key: "1.1", phase: "talking" }]);
    service.receive(replayed(hook("ended", "1.1", 64, { durationSeconds: 60 }), "e:9"));
    expect(service.calls).toMatchObject([{ outcome: "answered", direction: "incoming" }]);
    expect(store.cursor()).toBe("e:9");
  });

  it("with his calls leaves none on disk", () => {
    const { service, store } = setUp();
    service.receive(live(hook("incoming", "1.1", 0)));
    service.reset({ localNumber: "", phones: [], numbers: [] }, true);
    service.setMe(me);
    expect(service.calls).toEqual([]);
    expect(store.cursor()).toBeUndefined();
  });
});
