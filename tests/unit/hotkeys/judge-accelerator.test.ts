import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type KeyboardPlatform, parseAccelerator } from "../../../shared/hotkeys/accelerator.ts";
import { defaultHotkeys, type HotkeyAction, hotkeyActions } from "../../../shared/hotkeys/hotkey-action.ts";
import { judgeAccelerator } from "../../../shared/hotkeys/judge-accelerator.ts";

const judged = (
  text: string,
  platform: KeyboardPlatform = "windows",
  action: HotkeyAction = "dial-bar",
  others: Partial<Record<HotkeyAction, string>> = {},
) => {
  const accelerator = parseAccelerator(text, platform);
  if (accelerator === undefined) throw new Error(`"${text}" is no accelerator`);
  return judgeAccelerator(accelerator, platform, action, others);
};
const platforms = ["windows", "mac", "linux"] as const;

describe("a hotkey is refused that", () => {
  it("has no modifier, or Shift alone", () => {
    for (const text of ["D", "Shift+D", "5", "Space", "Shift+Return", "num4", "F5", "F9"]) {
      expect(judged(text, "linux")).toEqual({ kind: "no-modifier" });
    }
  });

  it("the system keeps for itself", () => {
    expect(judged("Ctrl+Alt+Delete")).toEqual({ kind: "reserved" });
    expect(judged("Alt+F4")).toEqual({ kind: "reserved" });
    expect(judged("Super+D")).toEqual({ kind: "reserved" });
    expect(judged("F12", "windows", "open-customer")).toEqual({ kind: "reserved" });
    expect(judged("Command+Space", "mac")).toEqual({ kind: "reserved" });
    expect(judged("Command+Shift+4", "mac")).toEqual({ kind: "reserved" });
    expect(judged("Ctrl+Alt+F3", "linux")).toEqual({ kind: "reserved" });
  });

  it("every program has", () => {
    expect(judged("Ctrl+C")).toEqual({ kind: "everyday" });
    expect(judged("Command+C", "mac")).toEqual({ kind: "everyday" });
    expect(judged("Command+Q", "mac")).toEqual({ kind: "everyday" });
    expect(judged("Control+C", "mac")).toBeUndefined();
  });

  it("moves, deletes or switches in every program", () => {
    for (const text of [
      "Ctrl+Left",
      "Ctrl+Shift+Right",
      "Ctrl+Backspace",
      "Ctrl+Tab",
      "Ctrl+Insert",
      "Alt+Left",
      "Alt+Return",
    ]) {
      for (const platform of ["windows", "linux"] as const)
        expect(judged(text, platform), `${text} on ${platform}`).toEqual({ kind: "everyday" });
    }
    expect(judged("Command+Backspace", "mac")).toEqual({ kind: "everyday" });
    expect(judged("Ctrl+Alt+Home")).toBeUndefined();
  });

  it("types a sign", () => {
    expect(judged("Alt+num1")).toEqual({ kind: "types" });
    expect(judged("Ctrl+num1")).toBeUndefined();
    expect(judged("Ctrl+Alt+2")).toEqual({ kind: "types" });
    expect(judged("Ctrl+Alt+E")).toEqual({ kind: "types" });
    expect(judged("Alt+D", "mac")).toEqual({ kind: "types" });
    expect(judged("Ctrl+Alt+D")).toBeUndefined();
    expect(judged("Ctrl+Alt+2", "linux")).toBeUndefined();
  });

  it("another of the app's has, however it is spelled", () => {
    const others = { "dial-selection": "CommandOrControl+Shift+D" };
    expect(judged("shift+ctrl+d", "windows", "dial-bar", others)).toEqual({ kind: "taken", by: "dial-selection" });
    expect(judged("Command+Shift+D", "mac", "dial-bar", others)).toEqual({ kind: "taken", by: "dial-selection" });
    expect(judged("Control+Shift+D", "mac", "dial-bar", others)).toBeUndefined();
    // His own is not in his way.
    expect(judged("Ctrl+Shift+D", "windows", "dial-selection", others)).toBeUndefined();
  });
});

describe("a hotkey is taken that", () => {
  it("is a function key for the time of a call, or one that keyboards do not have", () => {
    for (const platform of platforms) {
      expect(judged("F2", platform, "open-customer")).toBeUndefined();
      expect(judged("F13", platform, "dial-bar")).toBeUndefined();
    }
  });

  it("is the default one", () => {
    for (const platform of platforms) {
      for (const action of hotkeyActions) {
        const text = defaultHotkeys[action];
        if (text !== "") expect(judged(text, platform, action, defaultHotkeys)).toBeUndefined();
      }
    }
  });
});

it("two actions never get the same", () => {
  const text = fc.constantFrom("Ctrl+Shift+D", "Control+Alt+D", "shift+control+D", "F13", "Alt+F9", "Ctrl+F9", "");
  const action = fc.constantFrom(...hotkeyActions);
  fc.assert(
    fc.property(fc.array(fc.tuple(action, text), { maxLength: 12 }), fc.constantFrom(...platforms), (wishes, on) => {
      const chosen: Partial<Record<HotkeyAction, string>> = {};
      for (const [which, wish] of wishes) {
        const accelerator = parseAccelerator(wish, on);
        if (accelerator === undefined) delete chosen[which];
        else if (judgeAccelerator(accelerator, on, which, chosen) === undefined) chosen[which] = wish;
      }
      const spelled = Object.values(chosen).map(
        (one) => JSON.stringify([...(parseAccelerator(one, on)?.modifiers ?? [])].toSorted()) + one.split("+").at(-1),
      );
      expect(new Set(spelled).size).toBe(spelled.length);
    }),
  );
});
