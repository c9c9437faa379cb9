import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { callMigrations } from "../../../electron/main/adapters/sqlite/call-migrations.ts";
import { openDatabase } from "../../../electron/main/adapters/sqlite/open-database.ts";
import { SqliteCallStore } from "../../../electron/main/adapters/sqlite/sqlite-call-store.ts";
import { CallsService } from "../../../electron/main/services/calls-service.ts";
import { HistoryKeeping } from "../../../electron/main/services/history-keeping.ts";
import type { CallEvent } from "../../../shared/calls/event.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { FakeSettings } from "../../fakes/fake-settings.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";
import { hook, me, T0 } from "../calls/story.ts";

const DAY_MS = 24 * 3_600_000;

function setUp(folder = temporaryFolder(), clock = new FakeClock(T0)) {
  const { database } = openDatabase(join(folder, "calls.db"), callMigrations, new Date(clock.now()));
  const store = new SqliteCallStore(database);
  const settings = new FakeSettings({ historyDays: 30 });
  const logger = new SilentLogger();
  const nothing = () => {};
  const calls = new CallsService({
    ...{ store, clock, logger, me },
    ...{ onChange: nothing, onHistory: nothing, onMarked: nothing, onHandled: nothing, onGap: nothing },
  });
  let erasures = 0;
  const keeping = new HistoryKeeping({
    ...{ store, calls, settings, clock, logger },
    onErased: () => {
      erasures += 1;
    },
  });
  const close = () => {
    keeping.dispose();
    calls.dispose();
    if (database.open) database.close();
  };
  onTestFinished(close);
  let offset = 0;
  const hear = (event: CallEvent) => {
    offset += 1;
    calls.receive({ type: "event", cursor: `e:${offset}`, replayed: false, event });
  };
  /** Somebody calls, and nobody answers. */
  const missed = (callId: string, aNumber: string) => {
    const at = (clock.now() - T0) / 1000;
    hear(hook("incoming", callId, at, { aNumber }));
    clock.advance(10_000);
    hear(hook("ended", callId, at + 10, { aNumber }));
    clock.advance(10_000);
  };
  const history = () => store.history({ filter: "all", limit: 100 }).map(({ call }) => call.number);
  return {
    folder,
    clock,
    store,
    settings,
    calls,
    keeping,
    database,
    close,
    hear,
    missed,
    history,
    erasures: () => erasures,
  };
}

describe("erasing calls from this computer", () => {
  it("all: nothing of them is on the disk any more, and the place in the stream stays", () => {
    const { missed, keeping, history, store, folder, close } = setUp();
    missed("1.1", "86515151");
    missed("1.2", "20304050");
    store.markMissedSeen(T0);
    expect(keeping.erase({ what: "all" })).toEqual({ ok: true, value: { calls: 2 } });
    expect(history()).toEqual([]);
    expect(store.missedCount()).toBe(0);
    expect(store.cursor()).toBe("e:4");
    expect(store.lastSpoken().size + store.eventsSince(0).length).toBe(0);
    close();
    const bytes = readFileSync(join(folder, "calls.db"), "latin1");
    expect(bytes).not.toContain("86515151");
    expect(bytes).not.toContain("20304050");
  });

  it("they do not come back with the next start", () => {
    const first = setUp();
    first.missed("1.1", "86515151");
    first.keeping.erase({ what: "all" });
    expect(first.calls.calls).toEqual([]);
    first.close();
    const again = setUp(first.folder, first.clock);
    again.clock.advance(60_000);
    expect(again.history()).toEqual([]);
    expect(again.calls.calls).toEqual([]);
  });

  it("one number: in whatever way it is written, and what was dialled there", () => {
    const { missed, keeping, history, calls, store } = setUp();
    missed("1.1", "86515151");
    missed("1.2", "20304050");
    calls.dial({ id: "d1", callee: "86515151", device: "", at: T0 });
    expect(keeping.erase({ what: "number", number: "+45 86 51 51 51" })).toEqual({ ok: true, value: { calls: 1 } });
    expect(history()).toEqual(["20304050"]);
    expect(store.dialsSince(0)).toEqual([]);
    expect(store.lastDialled()).toBeUndefined();
    expect(keeping.erase({ what: "number", number: "Mette" })).toMatchObject({ ok: false, code: "no-number" });
  });

  it("older than some days", () => {
    const { missed, keeping, history, clock, erasures } = setUp();
    missed("1.1", "86515151");
    clock.advance(8 * DAY_MS);
    missed("1.2", "20304050");
    expect(keeping.erase({ what: "older", days: 7 })).toEqual({ ok: true, value: { calls: 1 } });
    expect(history()).toEqual(["20304050"]);
    expect(erasures()).toBe(1);
  });

  it("a call that goes on is left alone", () => {
    const { hear, missed, keeping, history, calls, clock } = setUp();
    missed("1.1", "86515151");
    const at = (clock.now() - T0) / 1000;
    hear(hook("incoming", "1.2", at, { aNumber: "20304050" }));
    expect(keeping.erase({ what: "all" })).toEqual({ ok: true, value: { calls: 1 } });
    expect(calls.calls.filter(({ phase }) => phase === "ringing")).toMatchObject([{ number: "20304050", live: true }]);
    hear(hook("answered", "1.2", at + 3, { aNumber: "20304050" }));
    hear(hook("ended", "1.2", at + 9, { aNumber: "20304050", durationSeconds: 6 }));
    expect(history()).toEqual(["20304050"]);
  });
});

it("what is too old goes within a day, also when he has just chosen a shorter time", () => {
  const { missed, keeping, history, clock, settings, erasures } = setUp();
  missed("1.1", "86515151");
  keeping.start();
  clock.advance(20 * DAY_MS);
  expect(history()).toHaveLength(1);
  settings.update({ historyDays: 7 });
  expect(history()).toHaveLength(1);
  clock.advance(DAY_MS);
  expect(history()).toEqual([]);
  expect(erasures()).toBe(21);
  keeping.dispose();
  expect(clock.waiting).toBe(0);
});
