/** A number as it may stand in a log: its length and last two digits, `******51`. */
export function redactNumber(raw: string | undefined): string | undefined {
  if (raw === undefined) return undefined;
  const digits = raw.replaceAll(/\D/g, "");
  return digits.length <= 2 ? "*".repeat(digits.length) : "*".repeat(digits.length - 2) + digits.slice(-2);
}
