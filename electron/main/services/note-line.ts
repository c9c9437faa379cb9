/** Characters. */
const LONGEST = 120;

/** The first line of a note that says something, for where there is room for one. */
export function noteLine(note: string): string | undefined {
  const line = note
    .slice(0, 10 * LONGEST)
    .split(/[\r\n]+/)
    .map((one) => one.trim())
    .find((one) => one !== "");
  if (line === undefined) return undefined;
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).trimEnd()}…`;
}
