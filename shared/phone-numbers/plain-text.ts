/** Where other scripts' digits begin: Arabic-Indic, Extended Arabic-Indic, Devanagari, full-width. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0xff10];

/** The value of a digit in the scripts that numbers are written in; undefined for any other character. */
export function digitValue(code: number): number | undefined {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (code < 0x0660) return undefined;
  for (const zero of ZEROS) if (code >= zero && code <= zero + 9) return code - zero;
  return undefined;
}

/** Characters that nobody sees: soft hyphen, zero-width spaces and joiners, marks of direction, byte order mark. */
export function isInvisible(code: number): boolean {
  if (code < 0xad) return false;
  return (
    code === 0xad ||
    code === 0x061c ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2069) ||
    code === 0xfeff
  );
}

/** A text as it is meant: invisible characters go, and digits and signs of other scripts become ASCII's. */
export function plainText(text: string): string {
  let plain = "";
  for (const character of text.normalize("NFKC")) {
    const code = character.codePointAt(0) ?? 0;
    if (isInvisible(code)) continue;
    plain += String(digitValue(code) ?? character);
  }
  return plain;
}
