import { z } from "zod";
import { hotkeyActions } from "../hotkeys/hotkey-action.ts";

const nothing = z.undefined();

/** A hotkey as the settings show it. */
const shownHotkeySchema = z.object({
  action: z.enum(hotkeyActions),
  /** In Electron's spelling; "" for none. */
  accelerator: z.string(),
  /**
   * `on`: it works; `waiting`: it will while a call rings; `off`: there is none; `failed`: it is not to be had, because
   * another program has it.
   */
  state: z.enum(["on", "waiting", "off", "failed"]),
  /** What he chose last and could not have: `accelerator` is what was before. */
  refused: z.string().optional(),
});
export type ShownHotkey = z.output<typeof shownHotkeySchema>;

/**
 * How what is selected in other programs is come by. `copy`: by their own copying; `permission`: so, once macOS has been
 * told to allow it; `primary`: X11 tells; `none`: Wayland does not.
 */
const selectionAccessSchema = z.enum(["copy", "permission", "primary", "none"]);
export type SelectionAccess = z.output<typeof selectionAccessSchema>;

export const hotkeysStateSchema = z.object({
  platform: z.enum(["mac", "windows", "linux"]),
  /** One of each action, in the order in which they are shown. */
  items: z.array(shownHotkeySchema),
  selection: selectionAccessSchema,
});
export type HotkeysState = z.output<typeof hotkeysStateSchema>;

export const hotkeyRequests = {
  /** Another combination; "" for none. The former stays where the new one is not to be had. */
  "hotkeys.set": { in: z.object({ action: z.enum(hotkeyActions), accelerator: z.string().max(60) }), out: nothing },
  /** He is about to press keys to choose them, or has: none of ours is heard meanwhile. */
  "hotkeys.record": { in: z.object({ on: z.boolean() }), out: nothing },
  /** macOS: its question whether the app may press keys for him, and the page of its settings where that is said. */
  "hotkeys.askPermission": { in: nothing, out: nothing },
} as const satisfies Record<string, { in: z.ZodType; out: z.ZodType }>;

export const hotkeyErrorCodes = [
  "hotkey-not-valid",
  "hotkey-no-modifier",
  "hotkey-reserved",
  "hotkey-everyday",
  "hotkey-types",
  "hotkey-taken",
  "hotkey-in-use",
] as const;
