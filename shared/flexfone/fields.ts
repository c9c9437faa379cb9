/**
 * Reading the PBX's fields tolerantly: names without regard to case, spaces, `_` and `-`; singular and plural; one
 * object where a list is expected; numbers as text and text as numbers; missing, null and empty alike.
 */
export type Fields = ReadonlyMap<string, unknown>;

/** Lists in lists in objects: no PBX wraps its answers deeper, and what does would end on the stack. */
const DEEPEST = 16;

/** A name as fields are compared by: `Unique CallId` and `uniqueCallID` are the same. */
export function fieldKey(name: string): string {
  const lower = name.toLowerCase();
  // Nearly every name is one word, and an employee list holds a hundred thousand of them.
  return /[\s_-]/.test(lower) ? lower.replaceAll(/[\s_-]/g, "") : lower;
}

/** The fields of an object; none where it is not one. The first of two names that differ only in case wins. */
export function fieldsOf(value: unknown): Fields {
  const fields = new Map<string, unknown>();
  if (typeof value !== "object" || value === null || Array.isArray(value)) return fields;
  for (const name of Object.keys(value)) {
    const key = fieldKey(name);
    if (!fields.has(key)) fields.set(key, Reflect.get(value, name));
  }
  return fields;
}

/** The value under the first of the names that has one; singular and plural are tried for each. */
function read(fields: Fields, names: readonly string[]): unknown {
  for (const name of names) {
    const key = fieldKey(name);
    const value = present(fields.get(key)) ?? present(fields.get(otherNumber(key)));
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Null and empty are as good as nothing. */
function present(value: unknown): unknown {
  return value === null || value === "" ? undefined : value;
}

/** Plural for singular, and the other way round. */
function otherNumber(key: string): string {
  return key.endsWith("s") ? key.slice(0, -1) : `${key}s`;
}

/** Text, trimmed; undefined where there is none. */
export function text(fields: Fields, ...names: string[]): string | undefined {
  const value = read(fields, names);
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
  const trimmed = String(value).trim();
  return trimmed === "" ? undefined : trimmed;
}

/** A local number; 0 means "none" in the guide. */
export function localNumber(fields: Fields, ...names: string[]): string | undefined {
  const value = text(fields, ...names);
  return value === undefined || /^0+$/.test(value) ? undefined : value;
}

export function integer(fields: Fields, ...names: string[]): number | undefined {
  const value = text(fields, ...names);
  return value !== undefined && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/** True, false, 1, 0, yes, no, in any case. */
export function flag(fields: Fields, ...names: string[]): boolean | undefined {
  const value = text(fields, ...names)?.toLowerCase();
  if (value === undefined) return undefined;
  if (["true", "1", "yes", "ja"].includes(value)) return true;
  return ["false", "0", "no", "nej"].includes(value) ? false : undefined;
}

/** The objects under a name, however they are wrapped: `[…]`, one object, or XML's `<Phones><Phone>…</Phone></Phones>`. */
export function list(fields: Fields, ...names: string[]): Fields[] {
  return listOf(read(fields, names));
}

/**
 * The objects of a list. What is no object is one without fields, so that it can be told from nothing: a list of texts
 * is not an empty list.
 *
 * @param depth how many wrappers it is in; deeper than the deepest, the rest counts as one object without fields
 */
export function listOf(value: unknown, depth = 0): Fields[] {
  if (value === undefined || value === null || value === "") return [];
  if (typeof value !== "object" || depth > DEEPEST) return [new Map()];
  if (Array.isArray(value)) return value.flatMap((item) => listOf(item, depth + 1));
  const wrapped = wrappedIn(value);
  return wrapped === undefined ? [fieldsOf(value)] : listOf(wrapped, depth + 1);
}

/** The object or list that is all that an object holds. */
function wrappedIn(value: object): object | undefined {
  const names = Object.keys(value);
  const only: unknown = names.length === 1 ? Reflect.get(value, names[0] ?? "") : undefined;
  return typeof only === "object" && only !== null ? only : undefined;
}
