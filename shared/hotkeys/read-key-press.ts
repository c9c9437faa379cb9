import type { Accelerator, KeyboardPlatform, Modifier } from "./accelerator.ts";

/** What a browser tells of a key that goes down (UI Events, `KeyboardEvent`). */
export interface KeyPress {
  /** What it makes: "d", "D", "∂". */
  key: string;
  /** Where it is: "KeyD". */
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
}

/** `held`: only modifiers so far; `unknown`: a key that no hotkey can have, such as Æ or `;`. */
export type ReadKeyPress =
  | { kind: "held"; modifiers: ReadonlySet<Modifier> }
  | { kind: "pressed"; accelerator: Accelerator }
  | { kind: "unknown" };

const modifierKeys = new Set(["Control", "Alt", "AltGraph", "Shift", "Meta", "OS", "Fn", "CapsLock", "NumLock"]);

const byCode: Readonly<Record<string, string>> = {
  Space: "Space",
  Tab: "Tab",
  Backspace: "Backspace",
  Delete: "Delete",
  Insert: "Insert",
  Enter: "Return",
  ArrowUp: "Up",
  ArrowDown: "Down",
  ArrowLeft: "Left",
  ArrowRight: "Right",
  Home: "Home",
  End: "End",
  PageUp: "PageUp",
  PageDown: "PageDown",
  Escape: "Escape",
  PrintScreen: "PrintScreen",
  NumpadDecimal: "numdec",
  NumpadAdd: "numadd",
  NumpadSubtract: "numsub",
  NumpadMultiply: "nummult",
  NumpadDivide: "numdiv",
};

/** What somebody presses who chooses a hotkey. */
export function readKeyPress(press: KeyPress, platform: KeyboardPlatform): ReadKeyPress {
  const modifiers = new Set<Modifier>();
  if (press.ctrlKey) modifiers.add("control");
  // Windows tells of AltGr as Control and Alt, and so does a registered hotkey.
  if (press.altKey) modifiers.add("alt");
  if (press.shiftKey) modifiers.add("shift");
  if (press.metaKey) modifiers.add("super");
  if (modifierKeys.has(press.key)) return { kind: "held", modifiers };
  const key = keyOf(press, platform);
  return key === undefined ? { kind: "unknown" } : { kind: "pressed", accelerator: { modifiers, key } };
}

function keyOf({ key, code }: KeyPress, platform: KeyboardPlatform): string | undefined {
  if (/^F(?:[1-9]|1\d|2[0-4])$/.test(code)) return code;
  const digit = /^(Digit|Numpad)(\d)$/.exec(code);
  // With Shift they make signs, which are on other keys elsewhere.
  if (digit !== null) return digit[1] === "Numpad" ? `num${digit[2]}` : digit[2];
  // Systems register a letter by what the keyboard makes of the key, not by its place.
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  // Option and AltGr have made another sign of the letter.
  if (letter !== undefined && (platform === "mac" || !/^\p{L}$/u.test(key))) return letter;
  return byCode[code];
}
