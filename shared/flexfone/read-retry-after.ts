/**
 * How long a server asks to be left alone (RFC 9110, section 10.2.3): seconds, or a date, which is measured against the
 * answer's own `Date` so that it does not matter how this machine's clock goes. Milliseconds, at most a day; undefined
 * where it does not say.
 */
export function readRetryAfter(headers: { get(name: string): string | null }): number | undefined {
  const asked = headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}$/.test(asked)) return Math.min(Number(asked) * 1000, LONGEST_MS);
  const milliseconds = Date.parse(asked) - Date.parse(headers.get("date") ?? "");
  return Number.isNaN(milliseconds) ? undefined : Math.min(Math.max(0, milliseconds), LONGEST_MS);
}

const LONGEST_MS = 24 * 3_600_000;
