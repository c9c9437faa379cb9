import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import type { ScreenLock } from "../ports/screen-lock.ts";
import type { SettingsStore } from "../ports/settings-store.ts";
import type { DoNotDisturb } from "./do-not-disturb.ts";

export interface CallAttentionOptions {
  settings: SettingsStore;
  doNotDisturb: Pick<DoNotDisturb, "isOn">;
  screenLock: Pick<ScreenLock, "isLocked">;
}

/** What the employee wants to be told of, and how. All calls are counted and listed, whatever he chose. */
export class CallAttention {
  readonly #options: CallAttentionOptions;

  constructor(options: CallAttentionOptions) {
    this.#options = options;
  }

  /** Whether a call may come up at all. Whom he blocked never does; whom he marked VIP does even when he wants quiet. */
  mayComeUp({ caller }: ShownCall): boolean {
    const { settings, doNotDisturb } = this.#options;
    if (caller?.blocked === true) return false;
    if (caller?.vip === true) return true;
    return !doNotDisturb.isOn() && !settings.get().onlyVips;
  }

  /** As notifications of the system. */
  byNotification(): boolean {
    const { notificationStyle } = this.#options.settings.get();
    return notificationStyle === "system" || notificationStyle === "both";
  }

  /** On the call card. */
  byCard(): boolean {
    const { notificationStyle } = this.#options.settings.get();
    return notificationStyle === "card" || notificationStyle === "both";
  }

  /** Whether the computer is to be heard. */
  isHeard({ caller }: ShownCall): boolean {
    const { notificationSound } = this.#options.settings.get();
    return notificationSound === "all" || (notificationSound === "vips" && caller?.vip === true);
  }

  /** Nobody but him is to read who calls. */
  namesHidden(): boolean {
    return this.#options.settings.get().hideNames || this.#options.screenLock.isLocked();
  }
}
