import { type Accelerator, type KeyboardPlatform, type Modifier, modifierOrder } from "./accelerator.ts";

/** On a Mac's keys and menus; in the order of Apple's guidelines. */
const macSigns: Readonly<Record<Modifier, string>> = { control: "⌃", alt: "⌥", shift: "⇧", super: "⌘" };
const macOrder: readonly Modifier[] = ["control", "alt", "shift", "super"];
const macKeys: Readonly<Record<string, string>> = {
  Return: "↩",
  Escape: "⎋",
  Backspace: "⌫",
  Delete: "⌦",
  Tab: "⇥",
  Up: "↑",
  Down: "↓",
  Left: "←",
  Right: "→",
  Home: "↖",
  End: "↘",
  PageUp: "⇞",
  PageDown: "⇟",
};
const keys: Readonly<Record<string, string>> = {
  Return: "Enter",
  Escape: "Esc",
  Delete: "Del",
  Insert: "Ins",
  PageUp: "Page Up",
  PageDown: "Page Down",
  PrintScreen: "Print Screen",
  Up: "↑",
  Down: "↓",
  Left: "←",
  Right: "→",
};
const numberPad: Readonly<Record<string, string>> = {
  numdec: "Num ,",
  numadd: "Num +",
  numsub: "Num -",
  nummult: "Num *",
  numdiv: "Num /",
};

/** The keys one by one, as they are labelled: `["Ctrl", "Shift", "D"]`, `["⇧", "⌘", "D"]`. */
export function keyLabels({ modifiers, key }: Accelerator, platform: KeyboardPlatform): string[] {
  if (platform === "mac") {
    const held = macOrder.filter((modifier) => modifiers.has(modifier)).map((modifier) => macSigns[modifier]);
    return [...held, macKeys[key] ?? keyLabel(key)];
  }
  const names: Readonly<Record<Modifier, string>> = {
    control: "Ctrl",
    alt: "Alt",
    shift: "Shift",
    super: platform === "windows" ? "Win" : "Super",
  };
  const held = modifierOrder.filter((modifier) => modifiers.has(modifier)).map((modifier) => names[modifier]);
  return [...held, keys[key] ?? keyLabel(key)];
}

/** As it is said in a sentence: `Ctrl+Shift+D`, `⇧⌘D`. */
export function acceleratorText(accelerator: Accelerator, platform: KeyboardPlatform): string {
  return keyLabels(accelerator, platform).join(platform === "mac" ? "" : "+");
}

function keyLabel(key: string): string {
  return numberPad[key] ?? (/^num\d$/.test(key) ? `Num ${key.slice(3)}` : key);
}
