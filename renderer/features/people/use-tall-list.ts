import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Anchor } from "./people-list-store.ts";
import type { RowPlaces } from "./row-places.ts";
import { elementHeight, isStuck, type ScrollPlace, scrolledTo, scrollTopFor } from "./tall-scroll.ts";

/** Rows drawn beyond what is seen, on either side. */
const ROWS_BEYOND = 8;
/** After so long without scrolling one rests, milliseconds. */
const REST_MS = 150;

interface Shown {
  /** Rows to draw. */
  first: number;
  last: number;
  /** What a row's place in the list is lessened by for its place in the element. */
  base: number;
  /** How far down the list one is. */
  top: number;
}

interface TallList extends Shown {
  /** Of the list's element, CSS pixels. */
  height: number;
  /** Brings a row into sight: at the top, or only as far as is needed. */
  scrollToRow(row: number, where: "top" | "nearest", margin: number): void;
}

/**
 * The rows in sight of a list of any length. What is seen stays where it is when rows above it turn out to take no room,
 * or come and go: `anchor` is what it holds on to.
 */
export function useTallList(
  scroller: RefObject<HTMLElement | null>,
  places: RowPlaces,
  holder: { anchor: Anchor },
): TallList {
  const [shown, setShown] = useState<Shown>({ first: 0, last: -1, base: 0, top: 0 });
  const place = useRef<ScrollPlace>({ top: 0, scrollTop: 0 });
  const current = useRef(places);
  current.current = places;

  const sizeOf = useCallback(
    (element: HTMLElement) => ({ total: current.current.height, seen: element.clientHeight }),
    [],
  );

  const draw = useCallback((element: HTMLElement) => {
    const { top, scrollTop } = place.current;
    const known = current.current;
    const first = Math.max(0, known.rowAt(top) - ROWS_BEYOND);
    const last = Math.min(known.rows - 1, known.rowAt(top + element.clientHeight) + ROWS_BEYOND);
    setShown((before) => {
      const next = { first, last, base: top - scrollTop, top };
      const isSame =
        before.first === first && before.last === last && before.base === next.base && Math.abs(before.top - top) < 0.5;
      return isSame ? before : next;
    });
  }, []);

  /** One is at `top` now, and the scroller is moved to where that is. */
  const moveTo = useCallback(
    (element: HTMLElement, top: number) => {
      const size = sizeOf(element);
      const most = Math.max(0, size.total - size.seen);
      const next = Math.min(Math.max(0, top), most);
      element.scrollTop = scrollTopFor(next, size);
      // As the browser took it: it rounds, and knows no fractions on some screens.
      place.current = { top: next, scrollTop: element.scrollTop };
      draw(element);
    },
    [sizeOf, draw],
  );

  const hold = useCallback(() => {
    const { top } = place.current;
    const row = current.current.rowAt(top);
    holder.anchor = { row, within: top - current.current.topOf(row) };
  }, [holder]);

  // Whenever the list is another, or more of it is known: back to where one was.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const { row, within } = holder.anchor;
    const top = places.topOf(row) + within;
    if (Math.abs(top - place.current.top) < 0.5 && top <= Math.max(0, places.height - element.clientHeight)) {
      place.current = { ...place.current, scrollTop: element.scrollTop };
      draw(element);
    } else moveTo(element, top);
  }, [places, places.height, holder, scroller, draw, moveTo]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    let resting: ReturnType<typeof setTimeout> | undefined;
    const rest = () => {
      const wanted = scrollTopFor(place.current.top, sizeOf(element));
      if (Math.abs(wanted - element.scrollTop) > 1) moveTo(element, place.current.top);
    };
    const onScroll = () => {
      if (element.scrollTop === place.current.scrollTop) return;
      place.current = scrolledTo(element.scrollTop, place.current, sizeOf(element));
      hold();
      // Before the browser draws, or there would be nothing where one scrolls to.
      flushSync(() => {
        if (isStuck(place.current, sizeOf(element))) moveTo(element, place.current.top);
        else draw(element);
      });
      clearTimeout(resting);
      resting = setTimeout(rest, REST_MS);
    };
    const resized = new ResizeObserver(() => draw(element));
    resized.observe(element);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      clearTimeout(resting);
      resized.disconnect();
      element.removeEventListener("scroll", onScroll);
    };
  }, [scroller, sizeOf, draw, moveTo, hold]);

  const scrollToRow = useCallback(
    (row: number, where: "top" | "nearest", margin: number) => {
      const element = scroller.current;
      if (element === null) return;
      const from = current.current.topOf(row);
      const to = current.current.topOf(row + 1);
      const { top } = place.current;
      const isAbove = from - margin < top;
      const isBelow = to > top + element.clientHeight;
      if (where === "nearest" && !isAbove && !isBelow) return;
      moveTo(element, where === "top" || isAbove ? from - (where === "top" ? 0 : margin) : to - element.clientHeight);
      hold();
    },
    [scroller, moveTo, hold],
  );

  return { ...shown, height: elementHeight(places.height), scrollToRow };
}
