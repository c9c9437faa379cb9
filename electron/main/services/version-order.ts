/** Whether a version such as "1.2.3" comes before another; what follows the three numbers does not count. */
export function isOlderVersion(version: string, other: string): boolean {
  const [a, b] = [partsOf(version), partsOf(other)];
  const index = a.findIndex((part, place) => part !== b[place]);
  return index !== -1 && (a[index] ?? 0) < (b[index] ?? 0);
}

function partsOf(version: string): [number, number, number] {
  const [major = 0, minor = 0, patch = 0] = version.split(/[.+-]/, 3).map((part) => Number(part) || 0);
  return [major, minor, patch];
}
