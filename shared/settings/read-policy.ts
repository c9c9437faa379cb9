import { z } from "zod";
import { type PortableSettings, portableSettings } from "./portable-settings.ts";
import { asObject, readFields, readObject } from "./read-fields.ts";

/** What an administrator may say beside the employee's own settings. */
const defaultsShape = { ...portableSettings.shape, updates: z.enum(["automatic", "off"]) };
/** The start with the session is the system's to remember: there is nothing to begin with, only to hold to. */
const settingsShape = { ...defaultsShape, autostart: z.boolean() };
/** In the same file, and read where the app is not paired yet (`machine-policy.ts`). */
const others = new Set(["relay", "account"]);

type PolicyDefaults = Partial<PortableSettings & { updates: "automatic" | "off" }>;
type PolicySettings = PolicyDefaults & { autostart?: boolean };

/** What holds for everybody on a machine. */
export interface Policy {
  /** In force, and not his to change. */
  settings: PolicySettings;
  /** In force until he chooses something else. */
  defaults: PolicyDefaults;
  /** The fields that could not be used; empty names the whole file. */
  problems: string[];
}

export const noPolicy: Policy = { settings: {}, defaults: {}, problems: [] };

/**
 * `policy.json`: `{"settings": {…}, "defaults": {…}}`. Never throws; each field stands by itself, and those that cannot be
 * used are left out and named.
 */
export function readPolicy(text: string): Policy {
  const content = readObject(text);
  if (content === undefined) return { ...noPolicy, problems: [""] };
  const problems: string[] = [];
  const part = <Shape extends Record<string, z.ZodType>>(name: "settings" | "defaults", shape: Shape) => {
    const object = asObject(content[name]);
    if (object === undefined && content[name] !== undefined) problems.push(name);
    const { fields, ignored } = readFields(shape, object ?? {});
    problems.push(...ignored.map((field) => `${name}.${field.name}`));
    return fields;
  };
  const settings = part("settings", settingsShape);
  const defaults = part("defaults", defaultsShape);
  const unknown = Object.keys(content).filter((name) => !["settings", "defaults"].includes(name) && !others.has(name));
  problems.push(...unknown.map((name) => name.slice(0, 60)));
  return { settings, defaults, problems: problems.slice(0, 20) };
}
