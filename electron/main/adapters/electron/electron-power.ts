import { networkInterfaces } from "node:os";
import { net, powerMonitor } from "electron";
import type { Clock } from "../../ports/clock.ts";
import type { Power } from "../../ports/power.ts";
import type { ScreenLock } from "../../ports/screen-lock.ts";
import { hasLostAddress, networkAddresses } from "./network-addresses.ts";

/** Electron tells of no network change, so it is asked this often. Milliseconds. */
const NETWORK_POLL_MS = 30_000;
/** From when on he is idle, which is of no account here. Electron wants a whole number above 0. */
const IDLE_SECONDS = 60;

/** Sleep, lock and network through `powerMonitor` and `net.isOnline`. Make it when the app is ready. */
export class ElectronPower implements Power, ScreenLock {
  readonly #listeners: ((why: "resume" | "unlock" | "network") => void)[] = [];
  readonly #lockListeners: (() => void)[] = [];
  /** It may be locked already: with the session the app starts before he is there. */
  #locked = powerMonitor.getSystemIdleState(IDLE_SECONDS) === "locked";
  #online = net.isOnline();
  #addresses = networkAddresses(networkInterfaces());

  constructor(clock: Clock) {
    powerMonitor.on("resume", () => this.#wake("resume"));
    powerMonitor.on("lock-screen", () => {
      this.#locked = true;
      for (const listener of this.#lockListeners) listener();
    });
    powerMonitor.on("unlock-screen", () => {
      this.#locked = false;
      this.#wake("unlock");
    });
    const poll = () => {
      const online = net.isOnline();
      const addresses = networkAddresses(networkInterfaces());
      const isOther = !this.#online || hasLostAddress(this.#addresses, addresses);
      if (online && isOther) this.#wake("network");
      this.#online = online;
      this.#addresses = addresses;
      clock.after(NETWORK_POLL_MS, poll);
    };
    clock.after(NETWORK_POLL_MS, poll);
  }

  isLocked(): boolean {
    return this.#locked;
  }

  onWake(listener: (why: "resume" | "unlock" | "network") => void): void {
    this.#listeners.push(listener);
  }

  onLock(listener: () => void): void {
    this.#lockListeners.push(listener);
  }

  #wake(why: "resume" | "unlock" | "network"): void {
    for (const listener of this.#listeners) listener(why);
  }
}
