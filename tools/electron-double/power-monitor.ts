import type { PowerMonitor } from "electron";
import type { Desktop } from "./desktop.ts";
import { createEvent, KnownEvents, refuseUnknown } from "./refuse-unknown.ts";

type Offered = Pick<PowerMonitor, "getSystemIdleState" | "getSystemIdleTime" | "isOnBatteryPower" | "onBatteryPower">;

/** Sleep and lock as the desktop is told to pretend them; the program itself runs on. */
export class PowerMonitorDouble extends KnownEvents implements Offered {
  readonly onBatteryPower = false;
  readonly #desktop: Desktop;

  constructor(desktop: Desktop) {
    super("powerMonitor", [
      ...["suspend", "resume", "lock-screen", "unlock-screen"],
      // Real events for which the double has no cause.
      ...["on-ac", "on-battery", "shutdown", "thermal-state-change", "user-did-become-active"],
    ]);
    this.#desktop = desktop;
    desktop.onCommand("power", ({ event }) => {
      if (event === "lock-screen") desktop.failures.screenLocked = true;
      if (event === "unlock-screen") desktop.failures.screenLocked = false;
      setImmediate(() => this.emit(event, createEvent({})));
    });
    refuseUnknown(this, "powerMonitor");
  }

  getSystemIdleState(): "active" | "locked" {
    return this.#desktop.failures.screenLocked ? "locked" : "active";
  }

  getSystemIdleTime(): number {
    return 0;
  }

  isOnBatteryPower(): boolean {
    return false;
  }
}
