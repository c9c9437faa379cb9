/** Breaks, tabs and other control characters, kinds of space, and more than one space in a row. */
const uneven = /[\p{Cc}\u2028\u2029\u00a0]|\s\s|^\s|\s$/u;
/** Marks that turn the direction of what follows, and marks without width: they hide what a name says. */
const invisible = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;
const allInvisible = new RegExp(invisible, "gu");

/** A text as one line: breaks and control characters are spaces, and there is one space at a time and none at the ends. */
export function oneLine(text: string): string {
  const visible = withoutInvisible(text);
  return uneven.test(visible) ? visible.replace(/[\p{Cc}\s]+/gu, " ").trim() : visible;
}

/** A text of several lines: they end in LF, and there are no other control characters than tabs. */
export function severalLines(text: string): string {
  const visible = withoutInvisible(text);
  if (!/\p{Cc}|[\u2028\u2029]|^\s|\s$/u.test(visible)) return visible;
  return visible
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .trim();
}

function withoutInvisible(text: string): string {
  return invisible.test(text) ? text.replace(allInvisible, "") : text;
}
