/** Characters. */
const LONGEST = 2000;

/** An address on the web as the source writes it; undefined for other schemes, and for what is no address. */
export function websiteOf(written: string): string | undefined {
  const text = written.trim();
  if (text.length > LONGEST || /\s/.test(text)) return undefined;
  if (/^https?:\/\/[^/]/i.test(text)) return text;
  return /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d+)?(?:[/?#].*)?$/u.test(text) ? text : undefined;
}
