/** Crockford's base 32: no letter looks like another or like a digit. */
export const SHORT_CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const SHORT_CODE_LENGTH = 8;

/**
 * An invitation code that was read out and typed, in one form, however it was typed: in any case, with spaces and dashes,
 * `O` for 0, `I` and `L` for 1. Undefined where it is none.
 */
export function readShortCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  const isOne = code.length === SHORT_CODE_LENGTH && [...code].every((letter) => SHORT_CODE_ALPHABET.includes(letter));
  return isOne ? code : undefined;
}

/** As it is shown: `ABCD-EFGH`. */
export function writeShortCode(code: string): string {
  return `${code.slice(0, SHORT_CODE_LENGTH / 2)}-${code.slice(SHORT_CODE_LENGTH / 2)}`;
}
