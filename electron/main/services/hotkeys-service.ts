import { type KeyboardPlatform, normaliseAccelerator, parseAccelerator } from "../../../shared/hotkeys/accelerator.ts";
import {
  defaultHotkeys,
  type HotkeyAction,
  hotkeyActions,
  isForCallsOnly,
} from "../../../shared/hotkeys/hotkey-action.ts";
import { judgeAccelerator } from "../../../shared/hotkeys/judge-accelerator.ts";
import type { SelectionAccess, ShownHotkey } from "../../../shared/ipc/hotkey-requests.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import type { Clock } from "../ports/clock.ts";
import type { GlobalShortcuts } from "../ports/global-shortcuts.ts";
import type { SettingsStore } from "../ports/settings-store.ts";
import type { AppState } from "./app-state.ts";
import { failed, type Outcome, succeeded } from "./failure.ts";

/** A call has stopped ringing, and what is for calls only is of use this long. Milliseconds. */
const AFTER_RINGING_MS = 10_000;
/** A window may be gone before it says that the keys were chosen. Milliseconds. */
const LONGEST_RECORDING_MS = 30_000;

export interface HotkeysServiceOptions {
  shortcuts: GlobalShortcuts;
  settings: SettingsStore;
  state: AppState;
  clock: Clock;
  platform: KeyboardPlatform;
  /** How what is selected elsewhere is come by, as it is now. */
  selection(): SelectionAccess;
  onPress(action: HotkeyAction): void;
}

/**
 * The employee's hotkeys: chosen, kept, registered and shown. One that is not to be had leaves the former as it was. What is
 * for calls only is registered while one rings and 10 s after, because other programs use those keys.
 */
export class HotkeysService {
  readonly #options: HotkeysServiceOptions;
  /** What the system gives us now. */
  readonly #registered = new Map<HotkeyAction, string>();
  readonly #failed = new Set<HotkeyAction>();
  readonly #refused = new Map<HotkeyAction, string>();
  #isCallTime = false;
  #recording = false;
  /** Set while the time after ringing runs. */
  #cancelCallTime: (() => void) | undefined;
  #cancelRecording: () => void = () => {};
  #unsubscribe: () => void = () => {};

  constructor(options: HotkeysServiceOptions) {
    this.#options = options;
  }

  start(): void {
    const { state } = this.#options;
    this.#unsubscribe = state.subscribe((snapshot, before) => {
      if (snapshot.liveCalls !== before.liveCalls) this.#callsChanged(snapshot.liveCalls);
    });
    this.#callsChanged(state.snapshot.liveCalls);
    this.refresh();
  }

  /** Asks once more for what was not to be had; another program may have ended. */
  refresh(): void {
    this.#apply();
    this.#publish();
  }

  /** @param text in Electron's spelling; "" for none */
  set(action: HotkeyAction, text: string): Outcome<undefined> {
    const { settings, platform } = this.#options;
    this.#refused.delete(action);
    const accelerator = text.trim() === "" ? "" : normaliseAccelerator(text, platform);
    const objection =
      accelerator === undefined
        ? failed("hotkey-not-valid", "no combination of keys")
        : this.#judge(action, accelerator);
    if (accelerator === undefined || objection !== undefined) {
      this.#publish();
      return objection ?? succeeded();
    }
    this.#stopRecording();
    if (accelerator !== "" && !this.#canHave(action, accelerator)) {
      this.#refused.set(action, accelerator);
      this.#publish();
      return failed("hotkey-in-use", "another program has it");
    }
    settings.update({ hotkeys: { ...settings.get().hotkeys, [action]: accelerator } });
    this.refresh();
    return succeeded();
  }

  /** None of ours is heard while he presses keys to choose them. */
  record(on: boolean): Outcome<undefined> {
    if (!on) {
      if (!this.#recording) return succeeded();
      this.#stopRecording();
      this.refresh();
      return succeeded();
    }
    const { shortcuts, clock } = this.#options;
    this.#cancelRecording();
    this.#cancelRecording = clock.after(LONGEST_RECORDING_MS, () => this.record(false));
    if (!this.#recording) shortcuts.setSuspended(true);
    this.#recording = true;
    return succeeded();
  }

  dispose(): void {
    this.#unsubscribe();
    this.#cancelCallTime?.();
    this.#stopRecording();
    for (const accelerator of this.#registered.values()) this.#options.shortcuts.unregister(accelerator);
    this.#registered.clear();
  }

  #stopRecording(): void {
    this.#cancelRecording();
    if (this.#recording) this.#options.shortcuts.setSuspended(false);
    this.#recording = false;
  }

  #judge(action: HotkeyAction, text: string): ReturnType<typeof failed> | undefined {
    const { platform } = this.#options;
    const accelerator = parseAccelerator(text, platform);
    if (accelerator === undefined) return undefined;
    const chosen = Object.fromEntries(hotkeyActions.map((other) => [other, this.#chosen(other)]));
    const objection = judgeAccelerator(accelerator, platform, action, chosen);
    if (objection === undefined) return undefined;
    // Which other hotkey is the same is the window's to name.
    return failed(`hotkey-${objection.kind}`, objection.kind === "taken" ? objection.by : objection.kind);
  }

  /** Whether the system gives it; what is for calls only is given back at once where none rings. */
  #canHave(action: HotkeyAction, accelerator: string): boolean {
    const { shortcuts } = this.#options;
    const former = this.#registered.get(action);
    if (former === accelerator) return true;
    const wasFailed = this.#failed.has(action);
    if (!this.#register(action, accelerator)) {
      if (!wasFailed) this.#failed.delete(action);
      return false;
    }
    if (former !== undefined) shortcuts.unregister(former);
    return true;
  }

  /** Makes what is registered what should be. */
  #apply(): void {
    // Nothing can be registered while keys are chosen.
    if (this.#recording) return;
    const { shortcuts } = this.#options;
    for (const [action, accelerator] of this.#registered) {
      if (this.#wanted(action) === accelerator) continue;
      shortcuts.unregister(accelerator);
      this.#registered.delete(action);
    }
    for (const action of hotkeyActions) {
      const wanted = this.#wanted(action);
      if (this.#chosen(action) === "") this.#failed.delete(action);
      // What failed while a call rang stays said until the next one.
      if (wanted !== "" && !this.#registered.has(action)) this.#register(action, wanted);
    }
  }

  #register(action: HotkeyAction, accelerator: string): boolean {
    const { shortcuts, platform } = this.#options;
    const read = parseAccelerator(accelerator, platform);
    // A file of settings may hold what nobody could choose: a letter by itself would be taken from everybody who types.
    const isFit = read !== undefined && judgeAccelerator(read, platform, action, {}) === undefined;
    if (!isFit || !shortcuts.register(accelerator, () => this.#press(action))) {
      this.#failed.add(action);
      return false;
    }
    this.#registered.set(action, accelerator);
    this.#failed.delete(action);
    return true;
  }

  /** What he chose, in the one spelling; as it is kept where it cannot be read on this system. */
  #chosen(action: HotkeyAction): string {
    const { settings, platform } = this.#options;
    const text = settings.get().hotkeys[action] ?? defaultHotkeys[action];
    return normaliseAccelerator(text, platform) ?? text;
  }

  /** What should be registered now; "" for nothing. */
  #wanted(action: HotkeyAction): string {
    return isForCallsOnly(action) && !this.#isCallTime ? "" : this.#chosen(action);
  }

  #press(action: HotkeyAction): void {
    if (!this.#recording) this.#options.onPress(action);
  }

  #callsChanged(calls: readonly ShownCall[]): void {
    const rings = calls.some(({ direction, phase, live }) => direction === "incoming" && phase === "ringing" && live);
    if (rings) {
      this.#cancelCallTime?.();
      this.#cancelCallTime = undefined;
      this.#setCallTime(true);
    } else if (this.#isCallTime) {
      // Counted from when it stopped to ring; what becomes of the call does not prolong it.
      this.#cancelCallTime ??= this.#options.clock.after(AFTER_RINGING_MS, () => {
        this.#cancelCallTime = undefined;
        this.#setCallTime(false);
      });
    }
  }

  #setCallTime(is: boolean): void {
    if (this.#isCallTime === is) return;
    this.#isCallTime = is;
    this.#apply();
    this.#publish();
  }

  #publish(): void {
    const { state, platform, selection } = this.#options;
    const items = hotkeyActions.map((action): ShownHotkey => {
      const accelerator = this.#chosen(action);
      const refused = this.#refused.get(action);
      return {
        action,
        accelerator,
        state: this.#stateOf(action, accelerator),
        ...(refused === undefined ? {} : { refused }),
      };
    });
    state.update({ hotkeys: { platform, items, selection: selection() } });
  }

  #stateOf(action: HotkeyAction, accelerator: string): ShownHotkey["state"] {
    if (accelerator === "") return "off";
    if (this.#failed.has(action)) return "failed";
    return this.#registered.has(action) ? "on" : "waiting";
  }
}
