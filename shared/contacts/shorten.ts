/** Longest text of one line that a contact has; more is no name, address or title. UTF-16 units. */
export const LONGEST_LINE = 1000;

/** At most so many UTF-16 units of a text, never half a surrogate pair. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const isPair = /[\ud800-\udbff]/.test(text.charAt(most - 1));
  return text.slice(0, isPair ? most - 1 : most);
}
