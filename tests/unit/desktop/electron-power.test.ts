import { expect, it, vi } from "vitest";
import { ElectronPower } from "../../../electron/main/adapters/electron/electron-power.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";

const system = vi.hoisted(() => ({ idle: "active", online: true, listeners: new Map<string, () => void>() }));
vi.mock("electron", () => ({
  net: { isOnline: () => system.online },
  powerMonitor: {
    on: (event: string, listener: () => void) => system.listeners.set(event, listener),
    getSystemIdleState: () => system.idle,
  },
}));

it("a screen that was locked before the app started is locked", () => {
  system.idle = "locked";
  const power = new ElectronPower(new FakeClock());
  expect(power.isLocked()).toBe(true);
  system.listeners.get("unlock-screen")?.();
  expect(power.isLocked()).toBe(false);
});

it("sleep, lock and the network: each wakes whoever listens, and going offline does not", () => {
  system.idle = "active";
  const clock = new FakeClock();
  const power = new ElectronPower(clock);
  const woken: string[] = [];
  power.onWake((why) => woken.push(why));
  expect(power.isLocked()).toBe(false);
  system.listeners.get("lock-screen")?.();
  system.listeners.get("unlock-screen")?.();
  system.listeners.get("resume")?.();
  system.online = false;
  clock.advance(30_000);
  expect(woken).toEqual(["unlock", "resume"]);
  system.online = true;
  clock.advance(30_000);
  expect(woken).toEqual(["unlock", "resume", "network"]);
});
