import { describe, expect, it, onTestFinished, vi } from "vitest";
import { DeviceUses } from "../../../relay/auth/device-uses.ts";
import type { DeviceStore, DeviceUse } from "../../../relay/storage/device-store.ts";

const HOUR_MS = 3_600_000;

function setUp() {
  let time = Date.UTC(2026, 10, 23, 9);
  const stored: DeviceUse[][] = [];
  const problems: string[] = [];
  const touch = vi.fn<DeviceStore["touch"]>(async (uses) => void stored.push([...uses]));
  const connected = [{ account: "4711", id: "idle", lastUsedAt: time }];
  const uses = new DeviceUses({
    store: { touch },
    now: () => time,
    connected: () => connected,
    onProblem: (problem) => problems.push(problem),
  });
  onTestFinished(() => uses.close());
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { uses, stored, problems, touch, pass, at: () => time };
}

describe("when devices were used", () => {
  it("is stored together, once an hour for each, also of one that only stays connected", async () => {
    const { uses, stored, pass, at } = setUp();
    const device = { account: "4711", id: "a", lastUsedAt: at() };
    pass(HOUR_MS);
    for (let n = 0; n < 3; n += 1) uses.used(device);
    await uses.note();
    expect(stored.map((some) => some.map(({ id }) => id))).toEqual([["a", "idle"]]);
    pass(HOUR_MS / 2);
    uses.used(device);
    await uses.note();
    expect(stored).toHaveLength(1);
    pass(HOUR_MS / 2);
    await uses.note();
    expect(stored[1]).toEqual([{ account: "4711", id: "idle", at: at() }]);
  });

  it("is kept where it cannot be stored, and stored the next time", async () => {
    const { uses, stored, problems, touch, pass, at } = setUp();
    pass(HOUR_MS);
    touch.mockRejectedValueOnce(new Error("database or disk is full"));
    uses.used({ account: "4711", id: "a", lastUsedAt: 0 });
    await uses.note();
    expect(problems).toEqual([expect.stringContaining("database or disk is full")]);
    await uses.note();
    expect(stored.flat()).toContainEqual({ account: "4711", id: "a", at: at() });
  });
});
