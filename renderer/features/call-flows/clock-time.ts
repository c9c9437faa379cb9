/**
 * A time of day as people type it: "16", "16.00", "16:05", "1605", "kl. 8". 24-hour.
 *
 * @returns undefined where it is none
 */
export function readClockTime(text: string): { hour: number; minute: number } | undefined {
  const [, hours, minutes = "0"] = /^\s*(?:kl\.?\s*)?(\d{1,2})(?:\s*[.:]?\s*(\d{2}))?\s*$/i.exec(text) ?? [];
  if (hours === undefined) return undefined;
  const [hour, minute] = [Number(hours), Number(minutes)];
  return hour <= 23 && minute <= 59 ? { hour, minute } : undefined;
}
