/** Whose keyboard it is. */
export type KeyboardPlatform = "mac" | "windows" | "linux";

/** `super` is the Windows key, and Command on a Mac. */
export type Modifier = "control" | "alt" | "shift" | "super";

/** A key with what is held down with it, as one keyboard has it. */
export interface Accelerator {
  modifiers: ReadonlySet<Modifier>;
  /** In Electron's spelling: "D", "5", "F2", "num3", "PageUp". */
  key: string;
}

/** In the order in which they are written. */
export const modifierOrder: readonly Modifier[] = ["control", "alt", "shift", "super"];

/** Keys with a name, by that name in lower case. */
const namedKeys: ReadonlyMap<string, string> = new Map(
  [
    "Space",
    "Tab",
    "Backspace",
    "Delete",
    "Insert",
    "Return",
    "Up",
    "Down",
    "Left",
    "Right",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "Escape",
    "PrintScreen",
    "numdec",
    "numadd",
    "numsub",
    "nummult",
    "numdiv",
  ].map((name) => [name.toLowerCase(), name]),
);
const otherSpellings: ReadonlyMap<string, string> = new Map([
  ["enter", "Return"],
  ["esc", "Escape"],
]);
const MOST_SIGNS = 60;

/**
 * Reads an accelerator as Electron writes it (`electronjs.org/docs/latest/tutorial/keyboard-shortcuts`), in any order and
 * case. Signs such as `;` are no keys here: where they are differs from keyboard to keyboard.
 *
 * @returns undefined for what is none, and for the empty text
 */
export function parseAccelerator(text: string, platform: KeyboardPlatform): Accelerator | undefined {
  if (text.length > MOST_SIGNS) return undefined;
  const modifiers = new Set<Modifier>();
  let key: string | undefined;
  for (const part of text.split("+")) {
    const name = part.trim().toLowerCase();
    const modifier = readModifier(name, platform);
    if (modifier !== undefined) modifiers.add(modifier);
    else {
      if (key !== undefined) return undefined;
      key = readKey(name);
      if (key === undefined) return undefined;
    }
  }
  return key === undefined ? undefined : { modifiers, key };
}

/**
 * As it is stored and registered: one spelling for one combination, and the main modifier as `CommandOrControl`, so that
 * settings taken to another system mean the same there.
 */
export function writeAccelerator({ modifiers, key }: Accelerator, platform: KeyboardPlatform): string {
  const main = platform === "mac" ? "super" : "control";
  const others = modifierOrder.filter((modifier) => modifier !== main && modifiers.has(modifier));
  const names = others.map((modifier) => modifierNames[modifier]);
  return [...(modifiers.has(main) ? ["CommandOrControl"] : []), ...names, key].join("+");
}

/** The one spelling of what is meant; undefined for what is no accelerator. */
export function normaliseAccelerator(text: string, platform: KeyboardPlatform): string | undefined {
  const accelerator = parseAccelerator(text, platform);
  return accelerator === undefined ? undefined : writeAccelerator(accelerator, platform);
}

/** What Electron calls them. */
const modifierNames: Readonly<Record<Modifier, string>> = {
  control: "Control",
  alt: "Alt",
  shift: "Shift",
  super: "Super",
};

function readModifier(name: string, platform: KeyboardPlatform): Modifier | undefined {
  switch (name) {
    case "commandorcontrol":
    case "cmdorctrl":
      return platform === "mac" ? "super" : "control";
    case "control":
    case "ctrl":
      return "control";
    case "alt":
    case "option":
      return "alt";
    case "shift":
      return "shift";
    case "command":
    case "cmd":
      // Other keyboards have no such key, and Electron takes none for it.
      return platform === "mac" ? "super" : undefined;
    case "super":
    case "meta":
      return "super";
    default:
      return undefined;
  }
}

function readKey(name: string): string | undefined {
  if (/^[a-z0-9]$/.test(name)) return name.toUpperCase();
  if (/^f(?:[1-9]|1\d|2[0-4])$/.test(name)) return name.toUpperCase();
  if (/^num\d$/.test(name)) return name;
  return namedKeys.get(otherSpellings.get(name)?.toLowerCase() ?? name);
}
