/** What a hotkey can do, in the order in which the settings show it. */
export const hotkeyActions = ["dial-selection", "dial-bar", "open-customer", "do-not-disturb"] as const;
export type HotkeyAction = (typeof hotkeyActions)[number];

/** What is pressed unless he chose something else; "" for none. */
export const defaultHotkeys: Readonly<Record<HotkeyAction, string>> = {
  "dial-selection": "CommandOrControl+Shift+D",
  "dial-bar": "",
  // Other programs use F2, so that it is offered and not taken.
  "open-customer": "",
  "do-not-disturb": "",
};

/** What is offered where an action has none. */
export const offeredHotkeys: Readonly<Partial<Record<HotkeyAction, string>>> = { "open-customer": "F2" };

/** Actions that are of use only while somebody calls: their keys are other programs' the rest of the day. */
export function isForCallsOnly(action: HotkeyAction): boolean {
  return action === "open-customer";
}
