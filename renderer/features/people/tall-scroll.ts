/**
 * Chromium draws no element taller than 2^25 device pixels, which a list of a million rows is. Such a list gets a shorter
 * element, and one distance is two: `top`, how far down the list one is, and the scroller's own `scrollTop`. While one
 * scrolls by wheel or key, both move alike, so that rows stand still on the page; whoever drags the scrollbar goes through
 * the list in proportion. All lengths are in CSS pixels.
 */

/** 2^25 device pixels on a screen of four device pixels to a CSS pixel. */
const TALLEST = 8_000_000;
/** More than this at once is no wheel. */
const JUMP = 4_000;

export interface ScrollPlace {
  /** How far down the list the upper edge of what is seen is. */
  top: number;
  /** The scroller's own. */
  scrollTop: number;
}

export interface ScrollSize {
  /** Of the whole list. */
  total: number;
  /** Of what is seen. */
  seen: number;
}

/** How tall the list's element is. */
export function elementHeight(total: number): number {
  return Math.min(total, TALLEST);
}

/** Where the scroller has to be for `top`, so that its bar shows how far down one is. */
export function scrollTopFor(top: number, size: ScrollSize): number {
  const { reach, elementReach } = reaches(size);
  return reach === 0 ? 0 : (clamped(top, reach) * elementReach) / reach;
}

/** Where one is once the scroller has moved. */
export function scrolledTo(scrollTop: number, before: ScrollPlace, size: ScrollSize): ScrollPlace {
  const { reach, elementReach } = reaches(size);
  const moved = scrollTop - before.scrollTop;
  if (Math.abs(moved) <= JUMP) return { top: clamped(before.top + moved, reach), scrollTop };
  return { top: elementReach === 0 ? 0 : (clamped(scrollTop, elementReach) * reach) / elementReach, scrollTop };
}

/**
 * Whether the scroller stands so near its end that one could not go on, although the list has not ended. Then it is put
 * right at once; otherwise as soon as one rests, since it would stop a scroll that is under way.
 */
export function isStuck({ top, scrollTop }: ScrollPlace, size: ScrollSize): boolean {
  const { reach, elementReach } = reaches(size);
  const isAtStart = scrollTop < size.seen && top > scrollTop;
  const isAtEnd = elementReach - scrollTop < size.seen && reach - top > elementReach - scrollTop;
  return isAtStart || isAtEnd;
}

function reaches({ total, seen }: ScrollSize): { reach: number; elementReach: number } {
  return { reach: Math.max(0, total - seen), elementReach: Math.max(0, elementHeight(total) - seen) };
}

function clamped(value: number, most: number): number {
  return Math.min(Math.max(0, value), most);
}
