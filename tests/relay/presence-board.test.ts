import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Presence } from "../../relay/presence/presence.ts";
import { presenceOf } from "../../relay/presence/presence-of.ts";
import type { Delivery } from "../../relay/storage/event-log.ts";
import type { CallEvent } from "../../shared/calls/event.ts";
import { noCalls, reduceCalls } from "../../shared/calls/reduce-calls.ts";
import { callTiming } from "../../shared/calls/timing.ts";
import type { Presence as PresenceOf } from "../../shared/relay-protocol/stream.ts";
import { hook, T0 } from "../unit/calls/story.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: T0, toFake: ["setTimeout", "clearTimeout", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const ACCOUNT = "4711";
type Told = { complete: boolean; colleagues: PresenceOf[] };

/** A log in memory, and presence over it. */
function setUp(options: { employees?: () => Promise<string[]> } = {}) {
  const entries: Delivery[] = [];
  const listeners = new Set<(deliveries: readonly Delivery[]) => void>();
  const reads: string[] = [];
  const problems: string[] = [];
  const log = {
    subscribe(listener: (deliveries: readonly Delivery[]) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async employees(account: string) {
      reads.push(account);
      const all = entries.filter((entry) => entry.account === account).map(({ employee }) => employee);
      return options.employees === undefined ? [...new Set(all)] : await options.employees();
    },
    async recent(account: string, employee: string, since: number, limit: number) {
      return entries
        .filter((one) => one.account === account && one.employee === employee && one.receivedAt >= since)
        .slice(-limit);
    },
  };
  const presence = new Presence({
    log,
    now: Date.now,
    isEnabled: (account) => account !== "private",
    onProblem: (problem) => problems.push(problem),
  });
  const publish = (employee: string, event: CallEvent, account = ACCOUNT) => {
    const entry: Delivery = {
      account,
      employee,
      offset: entries.length + 1,
      kind: "event",
      body: JSON.stringify(event),
      receivedAt: event.receivedAt,
    };
    entries.push(entry);
    for (const listener of listeners) listener([entry]);
  };
  const watch = (account = ACCOUNT) => {
    const told: Told[] = [];
    const unwatch = presence.watch(account, (message) => told.push(message));
    return { told, unwatch: () => unwatch?.(), isWatching: unwatch !== undefined };
  };
  return { presence, publish, watch, reads, problems, listeners };
}

/** The log is read with breaths between employees. */
async function whenRead(told: readonly Told[]): Promise<void> {
  for (let turn = 0; turn < 1_000 && told.length === 0; turn += 1) await new Promise(setImmediate);
  if (told.length === 0) throw new Error("the board was not told");
}

const ring = (employee: string, callId: string, t: number) => hook("incoming", callId, t, { employee });
const lift = (employee: string, callId: string, t: number) => hook("answered", callId, t, { employee });
const seconds = (t: number) => T0 + t * 1000;

function boardOf(told: readonly Told[]): Record<string, PresenceOf> {
  let board: Record<string, PresenceOf> = {};
  for (const { complete, colleagues } of told) {
    if (complete) board = {};
    for (const colleague of colleagues) board[colleague.localNumber] = colleague;
  }
  return Object.fromEntries(Object.entries(board).filter(([, { state }]) => state !== "idle"));
}

describe("presence", () => {
  it("reads nothing and waits for nothing while nobody watches", async () => {
    const { publish, reads, watch, presence, listeners } = setUp();
    publish("203", ring("203", "1.1", 0));
    expect([reads, vi.getTimerCount()]).toEqual([[], 0]);
    const { told, unwatch } = watch();
    await whenRead(told);
    unwatch();
    publish("203", lift("203", "1.1", 1));
    expect([reads, vi.getTimerCount()]).toEqual([[ACCOUNT], 0]);
    presence.close();
    expect(listeners.size).toBe(0);
  });

  it("waits for nothing any more where who watched left before the log was read", async () => {
    const { publish, watch } = setUp();
    publish("203", ring("203", "1.1", 0));
    const first = watch();
    first.unwatch();
    const second = watch();
    await whenRead(second.told);
    second.unwatch();
    expect([first.told, vi.getTimerCount()]).toEqual([[], 0]);
  });

  it("tells of a conversation that began long before anybody watched, and of rings only while they may ring", async () => {
    const { publish, watch } = setUp();
    publish("203", ring("203", "1.1", 0));
    publish("203", lift("203", "1.1", 5));
    vi.setSystemTime(T0 + 3 * 3_600_000);
    publish("204", ring("204", "2.1", 3 * 3_600));
    const { told } = watch();
    await whenRead(told);
    expect(told).toEqual([
      {
        complete: true,
        colleagues: [
          { localNumber: "203", state: "talking", since: seconds(5) },
          { localNumber: "204", state: "ringing", since: seconds(3 * 3_600) },
        ],
      },
    ]);
    vi.advanceTimersByTime(callTiming.ringExpiresAfter + 1_000);
    expect(told.slice(1)).toMatchObject([
      { complete: false, colleagues: [{ localNumber: "204", state: "idle", since: seconds(3 * 3_600 + 90) }] },
    ]);
  });

  it("tells a new watcher everything and the others nothing again", async () => {
    const { publish, watch, reads } = setUp();
    const first = watch();
    await whenRead(first.told);
    publish("203", ring("203", "1.1", 0));
    vi.advanceTimersByTime(250);
    const second = watch();
    expect(second.told).toMatchObject([{ complete: true, colleagues: [{ localNumber: "203", state: "ringing" }] }]);
    expect([first.told.length, reads.length]).toEqual([2, 1]);
  });

  it("tells of many changes at most four times a second, each colleague once", async () => {
    const { publish, watch } = setUp();
    const { told } = watch();
    await whenRead(told);
    for (let n = 0; n < 50; n += 1) {
      publish(
        `${200 + (n % 10)}`,
        hook(n < 10 ? "incoming" : "answered", `${n % 10}.1`, n / 50, { employee: `${200 + (n % 10)}` }),
      );
      vi.advanceTimersByTime(20);
    }
    vi.advanceTimersByTime(250);
    expect(told.length - 1).toBeLessThanOrEqual(5);
    for (const { colleagues } of told) {
      expect(new Set(colleagues.map(({ localNumber }) => localNumber)).size).toBe(colleagues.length);
    }
    expect(Object.keys(boardOf(told))).toHaveLength(10);
  });

  it("tells of hundreds of colleagues in messages that fit into a frame", async () => {
    const { publish, watch } = setUp();
    for (let n = 0; n < 900; n += 1) publish(`${1000 + n}`, ring(`${1000 + n}`, `${n}.1`, 0));
    const { told } = watch();
    await whenRead(told);
    expect(told.map(({ complete, colleagues }) => [complete, colleagues.length])).toEqual([
      [true, 400],
      [false, 400],
      [false, 100],
    ]);
  });

  it("is told to nobody of an account that does not have it, and of no other account", async () => {
    const { publish, watch } = setUp();
    expect(watch("private").isWatching).toBe(false);
    const { told } = watch();
    await whenRead(told);
    publish("203", ring("203", "1.1", 0), "another");
    vi.advanceTimersByTime(1_000);
    expect(told).toEqual([{ complete: true, colleagues: [] }]);
  });

  it("reads the log again where that failed", async () => {
    let tries = 0;
    const { watch, publish, problems } = setUp({
      async employees() {
        tries += 1;
        if (tries === 1) throw new Error("disk");
        return ["203"];
      },
    });
    publish("203", ring("203", "1.1", 0));
    const { told } = watch();
    await new Promise(setImmediate);
    publish("203", lift("203", "1.1", 2));
    vi.advanceTimersByTime(5_000);
    await whenRead(told);
    expect(problems).toEqual(["presence could not be read: Error: disk"]);
    expect(told).toMatchObject([{ complete: true, colleagues: [{ localNumber: "203", state: "talking" }] }]);
  });

  it("is what the state machine makes of all events, whenever somebody began to watch, without numbers and ids", async () => {
    const anyEvent = fc.record({
      kind: fc.constantFrom("incoming", "answered", "ended", "outgoing"),
      call: fc.integer({ min: 1, max: 4 }),
      employee: fc.constantFrom("203", "204", "205"),
      step: fc.integer({ min: 0, max: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { maxLength: 16 }), fc.nat(16), async (list, watchedFrom) => {
        vi.setSystemTime(T0);
        const { publish, watch, presence } = setUp();
        const heard = new Map<string, CallEvent[]>();
        let watcher: ReturnType<typeof watch> | undefined;
        let t = 0;
        for (const [place, { kind, call, employee, step }] of list.entries()) {
          if (place === watchedFrom) {
            watcher = watch();
            await whenRead(watcher.told);
          }
          t += step;
          vi.advanceTimersByTime(step * 1000);
          const event = hook(kind, `8642.${call}`, t, kind === "ended" ? {} : { employee, aNumber: "86515151" });
          publish(employee, { ...event, id: `event-${place}` });
          heard.set(employee, [...(heard.get(employee) ?? []), { ...event, id: `event-${place}` }]);
        }
        watcher ??= watch();
        await whenRead(watcher.told);
        // Half a second past whatever expires at a whole one: changes are told within a quarter.
        vi.advanceTimersByTime(1_500);

        const now = Date.now();
        const expected: Record<string, PresenceOf> = {};
        for (const [employee, events] of heard) {
          const state = events.reduce(
            (before, event) => reduceCalls(before, { type: "event", event, replayed: true, now: event.receivedAt }),
            noCalls({ localNumber: employee, phones: [], numbers: [] }),
          );
          const one = presenceOf(employee, reduceCalls(state, { type: "clock", now }).calls);
          if (one.state !== "idle") expected[employee] = one;
        }
        expect(boardOf(watcher.told)).toEqual(expected);
        expect(JSON.stringify(watcher.told)).not.toMatch(/86515151|8642/);
        presence.close();
      }),
      { numRuns: 60 },
    );
  });
});
