const notAscii = /[\x80-\xff]/;
const combining = /[\u0300-\u036f]/;

/** What windows-1252 has at 0x80 to 0x9f (WHATWG Encoding Standard, index windows-1252). */
const windows1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/**
 * What a text of bytes (`byte-text.ts`) says. UTF-8 where it is valid, whatever the file claims, for no other text looks
 * like it; else the encoding that the file names, and without a name that is known, windows-1252. Composed (NFC). Never
 * throws.
 */
export function decodeText(bytes: string, charset?: string): string {
  if (!notAscii.test(bytes)) return bytes;
  const text = decodeUtf8(bytes) ?? decodeNamed(bytes, charset) ?? decodeWindows1252(bytes);
  return combining.test(text) ? text.normalize("NFC") : text;
}

/** Undefined where it is not valid UTF-8 (RFC 3629, section 4). By hand: the values are short, and most of them are. */
function decodeUtf8(bytes: string): string | undefined {
  let text = "";
  let plainFrom = 0;
  for (let at = 0; at < bytes.length; ) {
    const first = bytes.charCodeAt(at);
    if (first < 0x80) {
      at += 1;
      continue;
    }
    const length = first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (first < 0xc2 || length === 0 || at + length > bytes.length) return undefined;
    let code = first & (0xff >> (length + 1));
    for (let next = at + 1; next < at + length; next += 1) {
      const continued = bytes.charCodeAt(next);
      if ((continued & 0xc0) !== 0x80) return undefined;
      code = (code << 6) | (continued & 0x3f);
    }
    const isShortest = length === 2 || code >= (length === 3 ? 0x800 : 0x10000);
    if (!isShortest || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
    text += bytes.slice(plainFrom, at) + String.fromCodePoint(code);
    at += length;
    plainFrom = at;
  }
  return text + bytes.slice(plainFrom);
}

function decodeWindows1252(bytes: string): string {
  return bytes.replace(/[\x80-\x9f]/g, (one) => windows1252[one.charCodeAt(0) - 0x80] ?? one);
}

/** Another encoding by its name, such as ISO-8859-15 or windows-1251. */
function decodeNamed(bytes: string, charset: string | undefined): string | undefined {
  if (charset === undefined || /^(?:utf-?(?:8|16|32)|us-ascii|iso-8859-1|windows-1252)$/i.test(charset))
    return undefined;
  try {
    return new TextDecoder(charset).decode(Uint8Array.from(bytes, (one) => one.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
