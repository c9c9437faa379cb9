/** Characters; a menu does not wrap. */
const LONGEST_NAME = 36;

/** A name that fits into a menu. */
export function shortenName(name: string): string {
  const letters = [...name];
  return letters.length <= LONGEST_NAME
    ? name
    : `${letters
        .slice(0, LONGEST_NAME - 1)
        .join("")
        .trimEnd()}…`;
}
