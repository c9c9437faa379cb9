import type { z } from "zod";

/** Why a field was left out. */
export type Ignored = { name: string; why: "unknown" | "not-valid" };

/** Of a file's own names so much is shown at most. */
const NAME_LENGTH = 60;
/** More of them help nobody. */
const MOST_IGNORED = 20;

/** Reads an object field by field: what is not known or not valid is left out and named, and the others stand. */
export function readFields<Shape extends Record<string, z.ZodType>>(
  shape: Shape,
  content: Readonly<Record<string, unknown>>,
): { fields: { [Name in keyof Shape]?: z.output<Shape[Name]> }; ignored: Ignored[] } {
  const fields: Partial<Record<keyof Shape, unknown>> = {};
  const ignored: Ignored[] = [];
  for (const [name, value] of Object.entries(content)) {
    const schema = Object.hasOwn(shape, name) ? shape[name] : undefined;
    const parsed = schema?.safeParse(value);
    if (parsed?.success === true) fields[name as keyof Shape] = parsed.data;
    else ignored.push({ name: name.slice(0, NAME_LENGTH), why: schema === undefined ? "unknown" : "not-valid" });
  }
  return {
    fields: fields as { [Name in keyof Shape]?: z.output<Shape[Name]> },
    ignored: ignored.slice(0, MOST_IGNORED),
  };
}

/** Undefined for what is no JSON object. */
export function readObject(text: string): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(text.replace(/^\uFEFF/, "")));
  } catch {
    return undefined;
  }
}

export function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
