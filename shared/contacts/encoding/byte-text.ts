/**
 * Bytes as a text with one character for each, 0 to 255. Files are searched and cut in this form, since one file may hold
 * lines in several encodings; only values that are kept and are not ASCII are decoded (`decode-text.ts`).
 */
export function byteText(bytes: Uint8Array): string {
  if (bytes.length <= MOST_ARGUMENTS) return String.fromCharCode.apply(null, bytes as unknown as number[]);
  let text = "";
  for (let at = 0; at < bytes.length; at += MOST_ARGUMENTS) text += byteText(bytes.subarray(at, at + MOST_ARGUMENTS));
  return text;
}

/** More arguments than a call can surely take are not given. */
const MOST_ARGUMENTS = 8192;
