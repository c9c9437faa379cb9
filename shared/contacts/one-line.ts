/** Breaks, tabs and other control characters, kinds of space, and more than one space in a row. */
const uneven = /[\p{Cc}\u2028\u2029\u00a0]|\s\s|^\s|\s$/u;

/** A text as one line: breaks and control characters are spaces, and there is one space at a time and none at the ends. */
export function oneLine(text: string): string {
  return uneven.test(text) ? text.replace(/[\p{Cc}\s]+/gu, " ").trim() : text;
}

/** A text of several lines: they end in LF, and there are no other control characters than tabs. */
export function severalLines(text: string): string {
  if (!/\p{Cc}|^\s|\s$/u.test(text)) return text;
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .trim();
}
