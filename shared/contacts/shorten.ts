/** At most so many UTF-16 units of a text, never half a surrogate pair. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const isPair = /[\ud800-\udbff]/.test(text.charAt(most - 1));
  return text.slice(0, isPair ? most - 1 : most);
}
