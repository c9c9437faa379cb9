import { describe, expect, it } from "vitest";
import type { Settings } from "../../../electron/main/ports/settings-store.ts";
import { HotkeysService } from "../../../electron/main/services/hotkeys-service.ts";
import type { KeyboardPlatform } from "../../../shared/hotkeys/accelerator.ts";
import type { HotkeyAction } from "../../../shared/hotkeys/hotkey-action.ts";
import { freshState } from "../../fakes/app-state.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { FakeSettings } from "../../fakes/fake-settings.ts";
import { FakeShortcuts } from "../../fakes/fake-shortcuts.ts";
import { ringingCall, talkingCall } from "../../fakes/fixture-snapshots.ts";

const DEFAULT = "CommandOrControl+Shift+D";

function setUp(hotkeys: Settings["hotkeys"] = {}, platform: KeyboardPlatform = "windows", taken: string[] = []) {
  const shortcuts = new FakeShortcuts();
  for (const accelerator of taken) shortcuts.taken.add(accelerator);
  const settings = new FakeSettings({ hotkeys });
  const state = freshState();
  const clock = new FakeClock();
  const pressed: HotkeyAction[] = [];
  const service = new HotkeysService({
    shortcuts,
    settings,
    state,
    clock,
    platform,
    selection: () => "copy",
    onPress: (action) => pressed.push(action),
  });
  service.start();
  const shown = (action: HotkeyAction) => {
    const item = state.snapshot.hotkeys.items.find((one) => one.action === action);
    if (item === undefined) throw new Error(`${action} is not shown`);
    return item;
  };
  const calls = (...liveCalls: ReturnType<typeof ringingCall>[]) => state.update({ liveCalls });
  return { service, shortcuts, settings, state, clock, pressed, shown, calls };
}

describe("hotkeys", () => {
  it("at first one dials what is selected, and the others are free", () => {
    const { shortcuts, pressed, shown } = setUp();
    expect(shortcuts.registered).toEqual([DEFAULT]);
    shortcuts.press(DEFAULT);
    expect(pressed).toEqual(["dial-selection"]);
    expect(shown("dial-selection")).toEqual({ action: "dial-selection", accelerator: DEFAULT, state: "on" });
    expect(shown("dial-bar").state).toBe("off");
    expect(shown("open-customer").state).toBe("off");
  });

  it("another combination takes the place of the former, and is kept", () => {
    const { service, shortcuts, settings, shown } = setUp();
    expect(service.set("dial-selection", "shift+ctrl+K")).toEqual({ ok: true, value: undefined });
    expect(shortcuts.registered).toEqual(["CommandOrControl+Shift+K"]);
    expect(settings.get().hotkeys).toEqual({ "dial-selection": "CommandOrControl+Shift+K" });
    expect(shown("dial-selection")).toMatchObject({ accelerator: "CommandOrControl+Shift+K", state: "on" });
  });

  it("one can be switched off, also the default", () => {
    const { service, shortcuts, settings, shown } = setUp();
    service.set("dial-selection", "");
    expect(shortcuts.registered).toEqual([]);
    expect(settings.get().hotkeys).toEqual({ "dial-selection": "" });
    expect(shown("dial-selection").state).toBe("off");
  });

  it("where another program has it, the former stays, and he sees which was refused", () => {
    const { service, shortcuts, settings, pressed, shown } = setUp({}, "windows", ["CommandOrControl+Alt+K"]);
    expect(service.set("dial-selection", "Ctrl+Alt+K")).toMatchObject({ ok: false, code: "hotkey-in-use" });
    expect(shown("dial-selection")).toEqual({
      action: "dial-selection",
      accelerator: DEFAULT,
      state: "on",
      refused: "CommandOrControl+Alt+K",
    });
    expect(settings.get().hotkeys).toEqual({});
    shortcuts.press(DEFAULT);
    expect(pressed).toEqual(["dial-selection"]);
    // Another choice, and the refusal is forgotten.
    service.set("dial-selection", "Ctrl+Alt+L");
    expect(shown("dial-selection")).not.toHaveProperty("refused");
  });

  it("where another program has it from the start, it says so, and has it when that program is gone", () => {
    const { service, shortcuts, shown } = setUp({}, "windows", [DEFAULT]);
    expect(shown("dial-selection")).toMatchObject({ accelerator: DEFAULT, state: "failed" });
    shortcuts.taken.clear();
    service.refresh();
    expect(shown("dial-selection").state).toBe("on");
  });

  it("what cannot be a hotkey is refused by its reason, and changes nothing", () => {
    const { service, shortcuts, settings } = setUp();
    const code = (text: string, action: HotkeyAction = "dial-bar") => {
      const outcome = service.set(action, text);
      return outcome.ok ? "ok" : outcome.code;
    };
    expect(code("D")).toBe("hotkey-no-modifier");
    expect(code("Alt+F4")).toBe("hotkey-reserved");
    expect(code("Ctrl+C")).toBe("hotkey-everyday");
    expect(code("Ctrl+Alt+2")).toBe("hotkey-types");
    expect(code("Shift+Ctrl+D")).toBe("hotkey-taken");
    expect(code("Ctrl+Æ")).toBe("hotkey-not-valid");
    expect(shortcuts.registered).toEqual([DEFAULT]);
    expect(settings.get().hotkeys).toEqual({});
  });

  it("what a file holds that is no combination here is shown as not to be had", () => {
    const { shortcuts, shown } = setUp({ "dial-bar": "Command+Shift+K", "do-not-disturb": DEFAULT });
    expect(shown("dial-bar").state).toBe("failed");
    // The first of two that are the same has it.
    expect(shown("do-not-disturb").state).toBe("failed");
    expect(shortcuts.registered).toEqual([DEFAULT]);
  });

  it("what a file holds that nobody could choose is not taken from those who type", () => {
    const { shortcuts, shown } = setUp({ "dial-bar": "D", "do-not-disturb": "Ctrl+C", "open-customer": "Enter" });
    expect(shortcuts.registered).toEqual([DEFAULT]);
    expect(shown("dial-bar").state).toBe("failed");
    expect(shown("do-not-disturb").state).toBe("failed");
  });

  it("are given back when the app ends, and not taken again by a call that rings then", () => {
    const { service, shortcuts, calls } = setUp({ "open-customer": "F2" });
    service.dispose();
    calls(ringingCall());
    expect(shortcuts.registered).toEqual([]);
  });
});

describe("the hotkey that opens the customer", () => {
  it("is ours while a call rings and ten seconds after", () => {
    const { service, shortcuts, clock, pressed, shown, calls } = setUp();
    service.set("open-customer", "F2");
    expect(shortcuts.registered).toEqual([DEFAULT]);
    expect(shown("open-customer")).toMatchObject({ accelerator: "F2", state: "waiting" });
    calls(ringingCall());
    expect(shown("open-customer").state).toBe("on");
    shortcuts.press("F2");
    expect(pressed).toEqual(["open-customer"]);
    calls(talkingCall());
    clock.advance(5_000);
    // What becomes of the call does not prolong it.
    calls(talkingCall({ lineName: "Salg" }));
    clock.advance(4_999);
    expect(shortcuts.registered).toContain("F2");
    clock.advance(1);
    expect(shortcuts.registered).toEqual([DEFAULT]);
    expect(shown("open-customer").state).toBe("waiting");
  });

  it("stays when another call rings before the ten seconds are over", () => {
    const { service, shortcuts, clock, calls } = setUp({ "open-customer": "F2" });
    calls(ringingCall());
    calls();
    clock.advance(9_000);
    calls(ringingCall({ key: "second" }));
    clock.advance(60_000);
    expect(shortcuts.registered).toContain("F2");
    calls();
    clock.advance(9_999);
    expect(shortcuts.registered).toContain("F2");
    clock.advance(1);
    expect(shortcuts.registered).not.toContain("F2");
    expect(clock.waiting).toBe(0);
    service.dispose();
  });

  it("is not taken for his own calls, nor for what came in while he was offline", () => {
    const { shortcuts, calls } = setUp({ "open-customer": "F2" });
    calls(ringingCall({ direction: "outgoing", phase: "lift-phone" }), ringingCall({ live: false }));
    expect(shortcuts.registered).toEqual([DEFAULT]);
  });

  it("where another program has it then, he sees that", () => {
    const { shortcuts, clock, shown, calls } = setUp({ "open-customer": "F2" });
    shortcuts.taken.add("F2");
    calls(ringingCall());
    expect(shown("open-customer").state).toBe("failed");
    calls();
    clock.advance(10_000);
    expect(shown("open-customer").state).toBe("failed");
    shortcuts.taken.clear();
    calls(ringingCall());
    expect(shown("open-customer").state).toBe("on");
  });
});

describe("while he presses keys to choose them", () => {
  it("none of ours is heard, and all are again afterwards", () => {
    const { service, shortcuts, pressed } = setUp();
    service.record(true);
    expect(shortcuts.suspended).toBe(true);
    shortcuts.press(DEFAULT);
    service.record(false);
    expect(pressed).toEqual([]);
    shortcuts.press(DEFAULT);
    expect(pressed).toEqual(["dial-selection"]);
  });

  it("choosing ends it", () => {
    const { service, shortcuts, shown } = setUp();
    service.record(true);
    expect(service.set("dial-bar", "Ctrl+Alt+K").ok).toBe(true);
    expect(shortcuts.suspended).toBe(false);
    expect(shown("dial-bar").state).toBe("on");
  });

  it("a window that never says that it is over is not waited for", () => {
    const { service, shortcuts, clock } = setUp();
    service.record(true);
    clock.advance(20_000);
    service.record(true);
    clock.advance(29_999);
    expect(shortcuts.suspended).toBe(true);
    clock.advance(1);
    expect(shortcuts.suspended).toBe(false);
    expect(clock.waiting).toBe(0);
  });

  it("a call that rings meanwhile has its hotkey when the keys were chosen", () => {
    const { service, shown, calls } = setUp({ "open-customer": "F2" });
    service.record(true);
    calls(ringingCall());
    expect(shown("open-customer").state).toBe("waiting");
    service.record(false);
    expect(shown("open-customer").state).toBe("on");
  });
});
