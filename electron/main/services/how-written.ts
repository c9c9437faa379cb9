/**
 * How a number that is the same as a caller's is written: as the caller's, but for spaces, country code and the sign
 * before it; or with another prefix ("+45 (0) 86 …", "0046 070 …").
 *
 * @param key `numberKey` of both
 */
export function howWritten(written: string, key: string): "exact" | "other-prefix" {
  const digits = written.replace(/\D/g, "");
  const international = key.replace(/^\+/, "");
  const isDanish = key.startsWith("+45");
  const isSame =
    digits === international || digits === `00${international}` || (isDanish && digits === international.slice(2));
  return isSame ? "exact" : "other-prefix";
}
