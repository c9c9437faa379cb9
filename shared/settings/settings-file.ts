import { type FileSettings, fileSettings } from "./portable-settings.ts";
import { asObject, type Ignored, readFields, readObject } from "./read-fields.ts";

/** Says what the file is, so that no other JSON is taken for it. */
const KIND = "sidetone-settings";
const VERSION = 1;
/** Characters; ours has a few hundred. */
export const MOST_SETTINGS_TEXT = 65_536;

/** The settings as a file for another computer, or another day. */
export function writeSettingsFile(settings: FileSettings): string {
  return `${JSON.stringify({ kind: KIND, version: VERSION, settings }, undefined, 2)}\n`;
}

export type ReadSettingsFile =
  | { ok: true; settings: Partial<FileSettings>; ignored: Ignored[] }
  | { ok: false; reason: "not-settings" | "newer" };

/** Never throws; whatever can be used of it is. */
export function readSettingsFile(text: string): ReadSettingsFile {
  const content = text.length > MOST_SETTINGS_TEXT ? undefined : readObject(text);
  if (content?.kind !== KIND || typeof content.version !== "number") return { ok: false, reason: "not-settings" };
  if (content.version > VERSION) return { ok: false, reason: "newer" };
  const settings = asObject(content.settings);
  if (settings === undefined) return { ok: false, reason: "not-settings" };
  const { fields, ignored } = readFields(fileSettings.shape, settings);
  return { ok: true, settings: fields, ignored };
}
