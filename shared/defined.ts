/**
 * The fields that have a value, for building objects whose optional fields must be absent rather than `undefined`
 * (`exactOptionalPropertyTypes`).
 */
export function defined<Fields extends Record<string, unknown>>(
  fields: Fields,
): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  const kept: { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } = {};
  for (const name in fields) {
    const value = fields[name];
    if (hasValue(value)) kept[name] = value;
  }
  return kept;
}

function hasValue<Value>(value: Value): value is Exclude<Value, undefined> {
  return value !== undefined;
}
