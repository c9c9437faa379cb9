type Range = readonly [from: number, to: number];

/** Characters that stand before what matches, so that it is in sight in one line. */
const BEFORE = 16;

/** A long text from a little before the first match on. */
export function excerpt(text: string, ranges: readonly Range[]): { text: string; ranges: Range[] } {
  const from = ranges[0]?.[0] ?? 0;
  if (from <= BEFORE + 4) return { text: text.replace(/\s/g, " "), ranges: [...ranges] };
  const space = text.indexOf(" ", from - BEFORE);
  const cut = space >= 0 && space < from ? space + 1 : from - BEFORE;
  const start = "… ";
  const by = start.length - cut;
  return {
    // One line: each line break stands for one space, so that the places stay.
    text: `${start}${text.slice(cut).replace(/\s/g, " ")}`,
    ranges: ranges.map(([first, last]) => [first + by, last + by]),
  };
}
