import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Accelerator,
  type KeyboardPlatform,
  type Modifier,
  modifierOrder,
  normaliseAccelerator,
  parseAccelerator,
  writeAccelerator,
} from "../../../shared/hotkeys/accelerator.ts";
import { acceleratorText, keyLabels } from "../../../shared/hotkeys/accelerator-text.ts";
import { type KeyPress, readKeyPress } from "../../../shared/hotkeys/read-key-press.ts";

const platform = fc.constantFrom<KeyboardPlatform>("mac", "windows", "linux");
const key = fc.oneof(
  fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
  fc.integer({ min: 1, max: 24 }).map((number) => `F${number}`),
  fc.integer({ min: 0, max: 9 }).map((number) => `num${number}`),
  fc.constantFrom("Space", "Return", "Escape", "PageUp", "Home", "Up", "numadd", "numdec", "Delete", "PrintScreen"),
);
const accelerator: fc.Arbitrary<Accelerator> = fc.record({
  modifiers: fc.subarray<Modifier>([...modifierOrder]).map((modifiers) => new Set(modifiers)),
  key,
});
const sorted = ({ modifiers, key: name }: Accelerator) => [[...modifiers].toSorted(), name];

describe("an accelerator", () => {
  it("reads back as it was written, on every keyboard", () => {
    fc.assert(
      fc.property(accelerator, platform, (one, on) => {
        const read = parseAccelerator(writeAccelerator(one, on), on);
        expect(read && sorted(read)).toEqual(sorted(one));
      }),
    );
  });

  it("has one spelling, whatever the order, case and spaces", () => {
    const shuffled = accelerator.chain((one) => {
      const names = [...one.modifiers].map(
        (modifier) => ({ control: "Ctrl", super: "meta" })[modifier as string] ?? modifier,
      );
      return fc.tuple(
        fc.constant(one),
        fc.shuffledSubarray([...names, one.key], { minLength: names.length + 1 }),
        fc.boolean(),
      );
    });
    fc.assert(
      fc.property(shuffled, platform, ([one, parts, upper], on) => {
        const text = parts.join(" + ");
        const spelled = normaliseAccelerator(upper ? text.toUpperCase() : text.toLowerCase(), on);
        expect(spelled).toBe(writeAccelerator(one, on));
        expect(normaliseAccelerator(spelled ?? "", on)).toBe(spelled);
      }),
    );
  });

  it("is never read out of anything else, and reading never throws", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), platform, (text, on) => {
        const read = parseAccelerator(text, on);
        if (read !== undefined) expect(normaliseAccelerator(text, on)).toBeDefined();
      }),
    );
    for (const text of [
      "",
      "+",
      "Control+",
      "+D",
      "Control++D",
      "Control",
      "D+E",
      "Ctrl+Æ",
      "Ctrl+;",
      "F25",
      "F0",
      "num10",
    ]) {
      expect(parseAccelerator(text, "windows")).toBeUndefined();
    }
  });

  it("with the main modifier means the same on every system", () => {
    expect(normaliseAccelerator("Command+Shift+D", "mac")).toBe("CommandOrControl+Shift+D");
    expect(normaliseAccelerator("Ctrl+Shift+D", "windows")).toBe("CommandOrControl+Shift+D");
    expect(normaliseAccelerator("Ctrl+Shift+D", "mac")).toBe("Control+Shift+D");
    expect(normaliseAccelerator("Win+D", "windows")).toBeUndefined();
    expect(normaliseAccelerator("Command+D", "linux")).toBeUndefined();
  });
});

describe("how an accelerator is shown", () => {
  const shown = (text: string, on: KeyboardPlatform) => {
    const read = parseAccelerator(text, on);
    return read === undefined ? undefined : acceleratorText(read, on);
  };

  it("is as the keys are labelled", () => {
    expect(shown("CommandOrControl+Shift+D", "windows")).toBe("Ctrl+Shift+D");
    expect(shown("CommandOrControl+Shift+D", "mac")).toBe("⇧⌘D");
    expect(shown("Super+Alt+PageUp", "linux")).toBe("Alt+Super+Page Up");
    expect(shown("Control+Alt+Up", "mac")).toBe("⌃⌥↑");
    expect(shown("Control+num3", "windows")).toBe("Ctrl+Num 3");
  });

  it("has a label for every key, and no two combinations look alike", () => {
    fc.assert(
      fc.property(accelerator, accelerator, platform, (one, other, on) => {
        expect(keyLabels(one, on)).toHaveLength(one.modifiers.size + 1);
        const same = writeAccelerator(one, on) === writeAccelerator(other, on);
        expect(acceleratorText(one, on) === acceleratorText(other, on)).toBe(same);
      }),
    );
  });
});

describe("what he presses to choose one", () => {
  const press = (changes: Partial<KeyPress>): KeyPress => ({
    key: "d",
    code: "KeyD",
    ctrlKey: false,
    altKey: false,
    shiftKey: false,
    metaKey: false,
    ...changes,
  });
  const pressed = (changes: Partial<KeyPress>, on: KeyboardPlatform = "windows") => {
    const read = readKeyPress(press(changes), on);
    return read.kind === "pressed" ? writeAccelerator(read.accelerator, on) : read.kind;
  };

  it("waits while only modifiers are held", () => {
    expect(readKeyPress(press({ key: "Shift", code: "ShiftLeft", ctrlKey: true, shiftKey: true }), "linux")).toEqual({
      kind: "held",
      modifiers: new Set(["control", "shift"]),
    });
  });

  it("takes a letter for what the keyboard makes of the key", () => {
    expect(pressed({ key: "D", shiftKey: true, ctrlKey: true })).toBe("CommandOrControl+Shift+D");
    // Dvorak: E is where others have D.
    expect(pressed({ key: "e", code: "KeyD", ctrlKey: true })).toBe("CommandOrControl+E");
    // Option made another sign of it.
    expect(pressed({ key: "∂", altKey: true, metaKey: true }, "mac")).toBe("CommandOrControl+Alt+D");
    expect(pressed({ key: "€", code: "KeyE", altKey: true, ctrlKey: true })).toBe("CommandOrControl+Alt+E");
  });

  it("takes digits from where they are, since Shift makes signs of them", () => {
    expect(pressed({ key: "!", code: "Digit1", shiftKey: true, ctrlKey: true })).toBe("CommandOrControl+Shift+1");
    expect(pressed({ key: "3", code: "Numpad3", altKey: true })).toBe("Alt+num3");
  });

  it("knows keys that no hotkey can have", () => {
    expect(pressed({ key: "æ", code: "Semicolon", ctrlKey: true })).toBe("unknown");
    expect(pressed({ key: "ø", code: "KeyO", ctrlKey: true })).toBe("unknown");
    expect(pressed({ key: "MediaPlayPause", code: "MediaPlayPause" })).toBe("unknown");
  });
});
