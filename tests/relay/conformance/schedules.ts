import { describe, expect, it } from "vitest";
import type { Job, Schedules } from "../../../relay/storage/schedules.ts";

const LEASE_MS = 1_000;

const job = (id: string, at: number, account = "4711"): Job => ({
  id,
  account,
  kind: "switch",
  at,
  payload: `{"n":"${id}"}`,
});

/** What every storage of the relay's jobs must do. */
export function describeSchedules(name: string, open: () => Promise<Schedules>): void {
  describe(`schedules on ${name}`, () => {
    it("gives out what is due, the oldest first, to one who asks", async () => {
      const schedules = await open();
      for (const one of [job("late", 300), job("soon", 100), job("later", 900), job("other", 100, "4712")]) {
        await schedules.put(one);
      }
      expect((await schedules.claim("switch", 50, LEASE_MS, 10)).map(({ id }) => id)).toEqual([]);
      const claimed = await schedules.claim("switch", 500, LEASE_MS, 10);
      expect(claimed.map(({ id }) => id).sort()).toEqual(["late", "other", "soon"]);
      expect(claimed.at(-1)).toMatchObject({ ...job("late", 300), attempt: 0 });
      expect(await schedules.claim("switch", 500, LEASE_MS, 10)).toEqual([]);
      expect(await schedules.claim("another kind", 500, LEASE_MS, 10)).toEqual([]);
    });

    it("two who ask at once never get the same job", async () => {
      const schedules = await open();
      for (let n = 0; n < 20; n += 1) await schedules.put(job(`j${n}`, n));
      const both = await Promise.all([1, 2, 3].map(() => schedules.claim("switch", 100, LEASE_MS, 8)));
      const ids = both.flat().map(({ id }) => id);
      expect(ids).toHaveLength(20);
      expect(new Set(ids).size).toBe(20);
    });

    it("gives a job again when its lease is over, and the first who had it has lost it", async () => {
      const schedules = await open();
      await schedules.put(job("a", 0));
      const [dead] = await schedules.claim("switch", 10, LEASE_MS, 1);
      expect(await schedules.claim("switch", 10 + LEASE_MS - 1, LEASE_MS, 1)).toEqual([]);
      const [alive] = await schedules.claim("switch", 10 + LEASE_MS, LEASE_MS, 1);
      if (dead === undefined || alive === undefined) throw new Error("not claimed");
      expect(alive.attempt).toBe(1);
      expect(await schedules.finish(dead)).toBe(false);
      expect(await schedules.finish(alive)).toBe(true);
      expect(await schedules.list("4711", "switch")).toEqual([]);
    });

    it("a finished job goes, or comes again at its next time", async () => {
      const schedules = await open();
      await schedules.put(job("a", 0));
      const [first] = await schedules.claim("switch", 10, LEASE_MS, 1);
      if (first === undefined) throw new Error("not claimed");
      expect(await schedules.finish(first, 500)).toBe(true);
      expect(await schedules.claim("switch", 499, LEASE_MS, 1)).toEqual([]);
      expect(await schedules.claim("switch", 500, LEASE_MS, 1)).toMatchObject([{ id: "a", at: 500, attempt: 0 }]);
    });

    it("is replaced and cancelled by its account only", async () => {
      const schedules = await open();
      await schedules.put(job("a", 0));
      await schedules.put(job("a", 700, "4712"));
      const [claimed] = await schedules.claim("switch", 10, LEASE_MS, 1);
      await schedules.put({ ...job("a", 5), payload: "{}" });
      if (claimed === undefined) throw new Error("not claimed");
      expect(await schedules.finish(claimed)).toBe(false);
      expect(await schedules.list("4711", "switch")).toEqual([{ ...job("a", 5), payload: "{}" }]);
      expect(await schedules.remove("4711", "a")).toBe(true);
      expect(await schedules.remove("4711", "a")).toBe(false);
      expect(await schedules.list("4712", "switch")).toHaveLength(1);
    });
  });
}
