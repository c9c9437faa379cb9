import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { REPEATED_WITHIN_MS } from "../../../relay/correlation/fingerprint.ts";
import type { Delivery, EventLog } from "../../../relay/storage/event-log.ts";
import { type CallEvent, callEventSchema } from "../../../shared/calls/event.ts";
import type { Hook } from "../../../shared/flexfone/parse-hook.ts";

/** An event log in a storage of its own, which is gone when the test is over. */
export interface OpenEventLog {
  log: EventLog;
  /** Closes the log, and opens another on what it left. */
  reopen(): Promise<EventLog>;
}

const A = "4711";
const B = "4712";
const T0 = Date.UTC(2026, 10, 23, 9, 0, 0);

const rings = (callId: string, employee = "202", receivedAt = T0): Hook => ({
  kind: "incoming",
  callId,
  employee,
  phone: `${employee}00`,
  aNumber: "86515151",
  receivedAt,
});
const ended = (callId: string, receivedAt = T0 + 20_000): Hook => ({ kind: "ended", callId, receivedAt });
const answered = (callId: string, employee: string, receivedAt = T0 + 10_000): Hook => ({
  kind: "answered",
  callId,
  employee,
  receivedAt,
});

function eventOf({ body }: Delivery): CallEvent {
  return callEventSchema.parse(JSON.parse(body));
}

async function events(log: EventLog, account: string, employee: string): Promise<CallEvent[]> {
  return (await log.replay(account, employee, 0, 1_000)).filter(({ kind }) => kind === "event").map(eventOf);
}

const said = (list: readonly CallEvent[]) => list.map(({ kind, callId }) => `${kind} ${callId}`);

/** What every storage of the relay's log must do. */
export function describeEventLog(name: string, open: () => Promise<OpenEventLog>): void {
  describe(`the event log on ${name}: delivery`, () => {
    it("numbers each account's entries from 1 up, and keeps them across a restart", async () => {
      const { log, reopen } = await open();
      for (const id of ["1.1", "1.2", "1.3"]) await log.append(A, rings(id));
      await log.append(B, rings("1.1"));
      const again = await reopen();
      expect(again.epoch).toBe(log.epoch);
      expect((await again.replay(A, "202", 0, 10)).map(({ offset }) => offset)).toEqual([1, 2, 3]);
      expect([await again.newestOffset(A), await again.newestOffset(B)]).toEqual([3, 1]);
      expect((await again.append(A, rings("1.4"))).deliveries.map(({ offset }) => offset)).toEqual([4]);
    });

    it("pages a replay, and counts what is left of it", async () => {
      const { log } = await open();
      await Promise.all(
        Array.from({ length: 25 }, (_, n) => log.append(A, rings(`1.${n}`, n % 5 === 0 ? "203" : "202"))),
      );
      const pages: number[][] = [];
      for (let after = 0; ; ) {
        const page = await log.replay(A, "202", after, 8);
        pages.push(page.map(({ offset }) => offset));
        after = page.at(-1)?.offset ?? after;
        if (page.length < 8) break;
      }
      expect(pages.map(({ length }) => length)).toEqual([8, 8, 4]);
      expect(pages.flat()).toEqual([...pages.flat()].sort((a, b) => a - b));
      expect(await log.countAfter(A, "202", pages[0]?.at(-1) ?? 0)).toBe(12);
      expect(await log.countAfter(A, "999", 0)).toBe(0);
    });

    it("tells subscribers of each entry once, in order, after it is stored and before it is answered", async () => {
      const { log } = await open();
      const told: number[] = [];
      let storedFirst = true;
      const end = log.subscribe((deliveries) => {
        for (const { offset } of deliveries) told.push(offset);
        void log.newestOffset(A).then((newest) => {
          storedFirst &&= newest >= Math.max(...told);
        });
      });
      await Promise.all(Array.from({ length: 50 }, (_, n) => log.append(A, rings(`1.${n}`))));
      await log.mark(A, "202", { id: "m", mark: "seen", callIds: ["1.1"] }, T0);
      expect(told).toEqual(Array.from({ length: 51 }, (_, n) => n + 1));
      expect(storedFirst).toBe(true);
      end();
      await log.append(A, rings("2.1"));
      expect(told).toHaveLength(51);
    });

    it("gives the newest entries since a time, oldest first", async () => {
      const { log } = await open();
      for (let n = 0; n < 6; n += 1) await log.append(A, rings(`1.${n}`, "202", T0 + n * 1_000));
      const recent = (since: number, limit: number) => log.recent(A, "202", since, limit);
      expect(said((await recent(T0 + 3_000, 10)).map(eventOf))).toEqual([
        "incoming 1.3",
        "incoming 1.4",
        "incoming 1.5",
      ]);
      expect(said((await recent(0, 2)).map(eventOf))).toEqual(["incoming 1.4", "incoming 1.5"]);
      expect(await log.recent(A, "999", 0, 10)).toEqual([]);
      await log.append(A, rings("9.9", "203"));
      expect(await log.employees(A)).toEqual(["202", "203"]);
      expect(await log.employees(B)).toEqual([]);
    });
  });

  describe(`the event log on ${name}: repetition`, () => {
    it("keeps a hook that comes again once, also when both are on their way together and after a restart", async () => {
      const { log, reopen } = await open();
      const both = await Promise.all([log.append(A, rings("1.1")), log.append(A, rings("1.1"))]);
      expect(both.map(({ repeated }) => repeated).sort()).toEqual([false, true]);
      const again = await reopen();
      expect(await again.append(A, rings("1.1", "202", T0 + 500))).toEqual({ repeated: true, deliveries: [] });
      expect(await events(again, A, "202")).toHaveLength(1);
    });

    it("takes the same hook later for a queue that rings again, whichever way the clock went", async () => {
      const { log } = await open();
      await log.append(A, rings("1.1"));
      expect((await log.append(A, rings("1.1", "202", T0 + REPEATED_WITHIN_MS + 1))).repeated).toBe(false);
      expect((await log.append(A, rings("1.1", "202", T0 - 3_600_000))).repeated).toBe(false);
    });

    it("knows an answer and an end that come again by the PBX's time stamps, however late", async () => {
      const { log, reopen } = await open();
      const answer = { ...answered("1.1", "202"), sentAt: T0 + 4_000 };
      const end = { ...ended("1.1"), sentAt: T0 + 9_000 };
      await log.append(A, rings("1.1"));
      await log.append(A, answer);
      await log.append(A, end);
      const again = await reopen();
      const receivedAt = T0 + 600_000;
      expect((await again.append(A, { ...answer, receivedAt })).repeated).toBe(true);
      expect((await again.append(A, { ...end, receivedAt })).repeated).toBe(true);
      // It says something else.
      expect((await again.append(A, { ...end, receivedAt, durationSeconds: 9 })).repeated).toBe(false);
    });

    it("takes an answer for another one where the time stamps do not tell: MakeCall's own leg, then the callee's", async () => {
      const { log } = await open();
      const answer = { ...answered("1.1", "202"), sentAt: T0 };
      await log.append(A, rings("1.1"));
      await log.append(A, answer);
      expect((await log.append(A, { ...answer, receivedAt: T0 + 20_000 })).repeated).toBe(false);
    });

    it("keeps another account's equal hook", async () => {
      const { log } = await open();
      await log.append(A, rings("1.1"));
      expect((await log.append(B, rings("1.1"))).repeated).toBe(false);
    });

    it("keeps a mark once", async () => {
      const { log, reopen } = await open();
      const mark = { id: "m1", mark: "seen" as const, callIds: ["1.1"] };
      const { deliveries } = await log.mark(A, "202", mark, T0);
      expect(deliveries).toMatchObject([{ kind: "mark", offset: 1, employee: "202" }]);
      expect(JSON.parse(deliveries[0]?.body ?? "")).toEqual({ ...mark, at: T0 });
      const again = await reopen();
      expect((await again.mark(A, "202", mark, T0 + 60_000)).repeated).toBe(true);
      expect((await again.mark(A, "203", mark, T0)).repeated).toBe(false);
    });

    it("keeps a dial once, and that it failed once, in order with the hooks, as asked no later than it was told", async () => {
      const { log, reopen } = await open();
      const dial = { id: "d1", callee: "86515151", device: "200000", at: T0 + 700 };
      await log.dial(A, "202", dial, T0);
      await log.append(A, rings("1.1"));
      const again = await reopen();
      expect((await again.dial(A, "202", dial, T0 + 1_000)).repeated).toBe(true);
      await again.dial(A, "202", { ...dial, failed: true }, T0 + 2_000);
      expect((await again.dial(A, "202", { ...dial, failed: true }, T0 + 3_000)).repeated).toBe(true);
      const kept = await again.replay(A, "202", 0, 10);
      expect(kept.map(({ kind, offset }) => `${offset} ${kind}`)).toEqual(["1 dial", "2 event", "3 dial"]);
      expect(JSON.parse(kept[0]?.body ?? "")).toEqual({ ...dial, at: T0 });
      expect(JSON.parse(kept[2]?.body ?? "")).toEqual({ ...dial, failed: true });
    });
  });

  describe(`the event log on ${name}: whose event it is`, () => {
    it("an end that comes before anything else is parked, and given to the employee when he is known", async () => {
      const { log, reopen } = await open();
      expect((await log.append(A, ended("1.1"))).deliveries).toEqual([]);
      const again = await reopen();
      expect(said((await again.append(A, rings("1.1"))).deliveries.map(eventOf))).toEqual([
        "incoming 1.1",
        "ended 1.1",
      ]);
    });

    it("an end goes to the employees of the call and of its linked legs, also after a restart in mid-call", async () => {
      const { log, reopen } = await open();
      await log.append(A, rings("1.1", "202"));
      await log.append(A, { ...answered("1.2", "203"), linkedCallId: "1.1" });
      const again = await reopen();
      const { deliveries } = await again.append(A, ended("1.2"));
      expect(deliveries.map(({ employee }) => employee).sort()).toEqual(["202", "203"]);
    });

    it("phones that begin to ring together are one call, also where the relay restarted between them", async () => {
      const { log, reopen } = await open();
      await log.append(A, rings("1.1", "202"));
      const again = await reopen();
      await again.append(A, rings("1.2", "203", T0 + 200));
      const { deliveries } = await again.append(A, answered("1.2", "203"));
      expect(deliveries.map(({ employee }) => employee).sort()).toEqual(["202", "203"]);
    });

    it("no account hears of another's calls, whatever their ids", async () => {
      const { log } = await open();
      const hook = fc.record({
        account: fc.constantFrom(A, B),
        kind: fc.constantFrom("incoming" as const, "answered" as const, "ended" as const, "outgoing" as const),
        callId: fc.constantFrom("1.1", "1.2", "1.3"),
        linkedCallId: fc.option(fc.constantFrom("1.1", "1.2", "1.3"), { nil: undefined }),
        employee: fc.constantFrom("1", "2"),
      });
      let time = T0;
      await fc.assert(
        fc.asyncProperty(fc.array(hook, { minLength: 1, maxLength: 20 }), async (hooks) => {
          for (const { account, kind, callId, linkedCallId, employee } of hooks) {
            time += 5_000;
            // An employee's number tells his account.
            const own = `${account}${employee}`;
            const { deliveries } = await log.append(account, {
              kind,
              callId,
              receivedAt: time,
              ...(linkedCallId === undefined ? {} : { linkedCallId }),
              ...(kind === "ended" ? {} : { employee: own }),
            });
            for (const delivery of deliveries) {
              expect(delivery.account).toBe(account);
              expect(delivery.employee.startsWith(account)).toBe(true);
              expect(eventOf(delivery).employee ?? account).toMatch(new RegExp(`^${account}`));
            }
          }
        }),
        { numRuns: 15 },
      );
    });
  });

  describe(`the event log on ${name}: keeping and forgetting`, () => {
    it("deletes what is older, tells from where a replay is complete, and goes on counting", async () => {
      const { log, reopen } = await open();
      for (let n = 0; n < 4; n += 1) await log.append(A, rings(`1.${n}`, "202", T0 + n * 1_000));
      await log.append(B, rings("1.0"));
      await log.trim(A, T0 + 2_000, T0 + 10_000);
      expect(said(await events(log, A, "202"))).toEqual(["incoming 1.2", "incoming 1.3"]);
      expect(await log.oldestReplayable(A, "202")).toBe(2);
      await log.trim(A, T0 + 9_000, T0 + 10_000);
      const again = await reopen();
      expect(await events(again, A, "202")).toEqual([]);
      expect(await again.oldestReplayable(A, "202")).toBe(4);
      expect(await again.newestOffset(A)).toBe(4);
      expect(await events(again, B, "202")).toHaveLength(1);
      expect((await again.append(A, rings("2.1"))).deliveries.map(({ offset }) => offset)).toEqual([5]);
    });

    it("trims thousands of entries while hooks are stored", async () => {
      const { log } = await open();
      await Promise.all(
        Array.from({ length: 1_800 }, (_, n) =>
          log.append(A, { ...rings(`1.${n}`, String(200 + (n % 300))), aNumber: String(86510000 + n) }),
        ),
      );
      const trimming = log.trim(A, T0 + 1, T0 + 1);
      await log.append(A, rings("2.1", "200", T0 + 10));
      await trimming;
      expect(said(await events(log, A, "200"))).toEqual(["incoming 2.1"]);
      for (const employee of await log.employees(A)) {
        expect(await log.countAfter(A, employee, 0)).toBe(employee === "200" ? 1 : 0);
      }
    });

    it("erases a number with all of its calls, in whatever form it is given, and nothing else", async () => {
      const { log } = await open();
      await log.append(A, { ...rings("1.1", "202"), aNumber: "+4586515151" });
      await log.append(A, { ...answered("1.2", "203"), linkedCallId: "1.1" });
      await log.append(A, { ...rings("2.1", "202", T0 + 60_000), aNumber: "70151515" });
      await log.append(B, rings("1.1"));
      await log.dial(A, "202", { id: "d1", callee: "86515151", device: "", at: T0 }, T0);
      await log.dial(A, "202", { id: "d2", callee: "70151515", device: "", at: T0 }, T0);
      expect(await log.eraseNumber(A, "0045 86 51 51 51")).toBe(4);
      expect((await log.replay(A, "202", 0, 10)).filter(({ kind }) => kind === "dial")).toHaveLength(1);
      expect(said(await events(log, A, "202"))).toEqual(["incoming 2.1"]);
      expect(await events(log, A, "203")).toEqual([]);
      expect(await events(log, B, "202")).toHaveLength(1);
      // Nothing is left that would tie a late hook to whoever called.
      expect((await log.append(A, ended("1.1"))).deliveries).toEqual([]);
    });

    it("erases an employee, and his name in what colleagues were told", async () => {
      const { log } = await open();
      await log.append(A, rings("1.1", "202"), "Mette Sørensen");
      await log.append(A, rings("1.1", "203", T0 + 100), "Jens Holm");
      await log.append(A, answered("1.1", "203"), "Jens Holm");
      expect(await log.eraseEmployee(A, "203")).toBe(3);
      expect(await events(log, A, "203")).toEqual([]);
      const kept = await events(log, A, "202");
      expect(said(kept)).toEqual(["incoming 1.1", "answered 1.1"]);
      expect(JSON.stringify(kept)).not.toMatch(/Holm|203/);
      expect((await log.append(A, ended("1.1"))).deliveries.map(({ employee }) => employee)).toEqual(["202"]);
    });

    it("an account's flood is refused in time, and leaves room for the others", async () => {
      const { log } = await open();
      const flood = Array.from({ length: 5_000 }, (_, n) => log.append(A, { ...rings(`1.${n}`), aNumber: `8${n}` }));
      const other = log.append(B, rings("1.1"));
      const outcomes = await Promise.allSettled(flood);
      const kept = outcomes.filter(({ status }) => status === "fulfilled").length;
      expect(kept).toBeGreaterThanOrEqual(1_000);
      expect(kept).toBeLessThan(5_000);
      expect(await log.countAfter(A, "202", 0)).toBe(kept);
      expect((await other).deliveries).toHaveLength(1);
    });

    it("tells whether it can write", async () => {
      const { log } = await open();
      await expect(log.check()).resolves.toBeUndefined();
      await log.close();
      await expect(log.append(A, rings("1.1"))).rejects.toThrow("the storage is closed");
    });
  });
}
