/** Which entry of which source, as windows know it: `source:key`. */
export function contactId(source: string, key: number): string {
  return `${source}:${key.toString(36)}`;
}

export function readContactId(id: string): { source: string; key: number } | undefined {
  const found = /^([\w-]{1,64}):([0-9a-z]{1,11})$/.exec(id);
  const [, source, key] = found ?? [];
  return source === undefined || key === undefined ? undefined : { source, key: Number.parseInt(key, 36) };
}
