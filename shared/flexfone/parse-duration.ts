/**
 * The hook's `Duration`, whose unit the guide does not say: whole seconds, `mm:ss` or `hh:mm:ss`.
 *
 * @returns whole seconds, or undefined where it cannot be read
 */
export function parseDuration(raw: string): number | undefined {
  const text = raw.trim();
  if (/^\d{1,7}(?:[.,]\d+)?$/.test(text)) return Math.floor(Number(text.replace(",", ".")));
  const match = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const [, hours = "0", minutes, seconds] = match;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
