import { z } from "zod";
import { type HotkeyAction, hotkeyActions } from "../hotkeys/hotkey-action.ts";
import { settingsSchema } from "../ipc/snapshot.ts";

/**
 * The settings that may come from a file, an administrator's or one's own from another computer. Not among them is what
 * names a person or a secret, and no address that a password is sent to: whoever writes such a file is not asked who he is.
 */
export const portableSettings = settingsSchema.pick({
  language: true,
  theme: true,
  hideNames: true,
  notificationStyle: true,
  notificationSound: true,
  onlyVips: true,
  dialVia: true,
  dialLinks: true,
  dialSelectionAtOnce: true,
  historyDays: true,
});
export type PortableSettings = z.output<typeof portableSettings>;
export type PortableSetting = keyof PortableSettings;

export const portableNames = Object.keys(portableSettings.shape) as PortableSetting[];

const hotkey = z.string().max(60).optional();
const hotkeys = Object.fromEntries(hotkeyActions.map((action) => [action, hotkey])) as Record<
  HotkeyAction,
  typeof hotkey
>;

/** What a file from another computer holds: besides, the hotkeys that he chose. Whether they can be had is asked there. */
export const fileSettings = portableSettings.extend({ hotkeys: z.object(hotkeys) });
export type FileSettings = z.output<typeof fileSettings>;
