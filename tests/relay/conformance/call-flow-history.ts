import { describe, expect, it } from "vitest";
import type { CallFlowHistory, SwitchRecord } from "../../../relay/storage/call-flow-history.ts";

const T0 = Date.UTC(2026, 10, 23, 9, 0, 0);

const record = (id: string, more: Partial<SwitchRecord> = {}): SwitchRecord => ({
  id,
  account: "4711",
  localNumber: "6050",
  active: true,
  at: T0,
  employee: "202",
  how: "hand",
  outcome: "done",
  message: undefined,
  ...more,
});

/** What every storage of switched call flows must do. */
export function describeCallFlowHistory(name: string, open: () => Promise<CallFlowHistory>): void {
  describe(`the history of call flows on ${name}`, () => {
    it("gives an account's own records, the newest first, as they were put", async () => {
      const history = await open();
      const refused = record("b", { active: false, outcome: "refused", message: "Må ikke", how: "timed" });
      await history.add(record("a"));
      await history.add(record("x", { account: "4712" }));
      await history.add(refused);
      await history.add(record("c", { employee: undefined, how: "elsewhere", at: T0 - 60_000 }));
      const all = await history.newest("4711", 10);
      expect(all.map(({ id }) => id)).toEqual(["c", "b", "a"]);
      expect(all[1]).toEqual(refused);
      expect(await history.newest("4711", 1)).toHaveLength(1);
    });

    it("forgets what is old, and who it was, of that account only", async () => {
      const history = await open();
      for (const account of ["4711", "4712"]) {
        await history.add(record("old", { account, at: T0 - 1 }));
        await history.add(record("new", { account }));
      }
      await history.trim("4711", T0);
      expect(await history.eraseEmployee("4711", "202")).toBe(1);
      expect(await history.newest("4711", 10)).toEqual([record("new", { employee: undefined })]);
      expect(await history.newest("4712", 10)).toHaveLength(2);
      expect((await history.newest("4712", 1))[0]?.employee).toBe("202");
    });

    it("keeps the newest five hundred", async () => {
      const history = await open();
      for (let n = 0; n < 505; n += 1) await history.add(record(String(n)));
      const all = await history.newest("4711", 1_000);
      expect(all).toHaveLength(500);
      expect(all[0]?.id).toBe("504");
    });
  });
}
