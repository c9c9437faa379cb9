import type { z } from "zod";
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
