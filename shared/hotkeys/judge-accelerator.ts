import { type Accelerator, type KeyboardPlatform, parseAccelerator, writeAccelerator } from "./accelerator.ts";
import { type HotkeyAction, hotkeyActions, isForCallsOnly } from "./hotkey-action.ts";

/**
 * Why an accelerator is not to be used.
 * `no-modifier`: it would be taken from everybody who types; `reserved`: the system keeps it for itself; `everyday`: every
 * program has it ("copy"); `types`: it types a sign; `taken`: another of our hotkeys is the same.
 */
export type AcceleratorObjection =
  | { kind: "no-modifier" }
  | { kind: "reserved" }
  | { kind: "everyday" }
  | { kind: "types" }
  | { kind: "taken"; by: HotkeyAction };

/** Kept by the system, or by nearly every desktop of it. */
const reserved: Readonly<Record<KeyboardPlatform, readonly string[]>> = {
  windows: [
    "Control+Alt+Delete",
    "Control+Shift+Escape",
    "Control+Escape",
    "Control+Alt+Tab",
    "Alt+Tab",
    "Alt+Shift+Tab",
    "Alt+Escape",
    "Alt+Shift+Escape",
    "Alt+Space",
    "Alt+F4",
    // Microsoft's RegisterHotKey: "the F12 key is reserved for use by the debugger at all times".
    "F12",
    "PrintScreen",
    "Alt+PrintScreen",
  ],
  mac: [
    "Command+Tab",
    "Command+Shift+Tab",
    "Command+Space",
    "Command+Alt+Space",
    "Control+Space",
    "Control+Alt+Space",
    "Control+Command+Space",
    "Command+Alt+Escape",
    "Command+Shift+3",
    "Command+Shift+4",
    "Command+Shift+5",
    "Command+Shift+6",
    "Control+Command+Q",
    "Command+Shift+Q",
    "Command+Alt+D",
    "Control+Up",
    "Control+Down",
    "Control+Left",
    "Control+Right",
    "F11",
  ],
  linux: [
    "Control+Alt+Delete",
    "Control+Alt+Backspace",
    "Alt+Tab",
    "Alt+Shift+Tab",
    "Alt+Escape",
    "Alt+Space",
    "Alt+F1",
    "Alt+F2",
    "Alt+F4",
    "Super+Tab",
    "Super+Space",
    "Super+L",
    "Super+A",
    "Super+D",
    "PrintScreen",
    "Alt+PrintScreen",
    // The consoles.
    ...Array.from({ length: 12 }, (_, index) => `Control+Alt+F${index + 1}`),
  ],
};

/** With the main modifier alone; every program has them. */
const everyday = "ACFNOPSTVWXYZ";
const everydayOnMac = `${everyday}QHM`;
/** With one modifier, Shift aside, every program moves, deletes or switches by them. */
const editingKeys = new Set(
  "Space Tab Backspace Delete Insert Return Up Down Left Right Home End PageUp PageDown Escape".split(" "),
);
/** Control and Alt are AltGr on Windows: @ £ $ € { [ ] } µ on Danish and other European keyboards. */
const typedWithAltGr = "02345789EMQ";

/**
 * Whether an accelerator may be a hotkey.
 *
 * @param others the hotkeys as they are, by action; that of `action` itself does not count
 * @returns undefined where nothing is against it
 */
export function judgeAccelerator(
  accelerator: Accelerator,
  platform: KeyboardPlatform,
  action: HotkeyAction,
  others: Readonly<Partial<Record<HotkeyAction, string>>>,
): AcceleratorObjection | undefined {
  const written = writeAccelerator(accelerator, platform);
  if (isReserved(accelerator, written, platform)) return { kind: "reserved" };
  if (!hasModifier(accelerator) && !mayStandAlone(accelerator.key, action)) return { kind: "no-modifier" };
  if (isEveryday(accelerator, platform)) return { kind: "everyday" };
  if (typesASign(accelerator, platform)) return { kind: "types" };
  const by = hotkeyActions.find((other) => other !== action && isSame(others[other], written, platform));
  return by === undefined ? undefined : { kind: "taken", by };
}

function isReserved({ modifiers }: Accelerator, written: string, platform: KeyboardPlatform): boolean {
  // Windows gives none with its own key to programs reliably, and takes new ones with every version.
  if (platform === "windows" && modifiers.has("super")) return true;
  return reserved[platform].some((one) => isSame(one, written, platform));
}

/** Shift alone makes a capital letter. */
function hasModifier({ modifiers }: Accelerator): boolean {
  return modifiers.has("control") || modifiers.has("alt") || modifiers.has("super");
}

/** Function keys that keyboards do not have are nobody's; the others only while somebody calls. */
function mayStandAlone(key: string, action: HotkeyAction): boolean {
  const number = /^F(\d+)$/.exec(key)?.[1];
  return number !== undefined && (Number(number) >= 13 || isForCallsOnly(action));
}

function isEveryday({ modifiers, key }: Accelerator, platform: KeyboardPlatform): boolean {
  const isMac = platform === "mac";
  const withoutShift = modifiers.size - (modifiers.has("shift") ? 1 : 0);
  if (withoutShift === 1 && editingKeys.has(key)) return true;
  const mainAlone = modifiers.size === 1 && modifiers.has(isMac ? "super" : "control");
  return mainAlone && key.length === 1 && (isMac ? everydayOnMac : everyday).includes(key);
}

function typesASign({ modifiers, key }: Accelerator, platform: KeyboardPlatform): boolean {
  // Alt with the number pad types any sign by its number.
  if (platform === "windows" && /^num\d$/.test(key) && modifiers.has("alt") && !modifiers.has("control")) return true;
  if (key.length !== 1) return false;
  const alt = modifiers.has("alt") && !modifiers.has("super");
  // Option makes another sign of every letter and digit.
  if (platform === "mac") return alt && !modifiers.has("control");
  return platform === "windows" && alt && modifiers.has("control") && typedWithAltGr.includes(key);
}

function isSame(text: string | undefined, written: string, platform: KeyboardPlatform): boolean {
  if (text === undefined || text === "") return false;
  const accelerator = parseAccelerator(text, platform);
  return accelerator !== undefined && writeAccelerator(accelerator, platform) === written;
}
