import type { CardPlace } from "../ports/settings-store.ts";

/** As Electron's: device-independent pixels, whole ones. */
interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
type Size = Pick<Box, "width" | "height">;

/**
 * Where the card lies on a display: as far from each edge of what is visible of it as it was left, in shares of the room
 * that there is, so that a place stays a place when the display's size or scale is another. Always all inside.
 *
 * @param workArea without taskbars, menu bars and docks
 */
export function placeCard(workArea: Box, size: Size, place: CardPlace): Box {
  const width = Math.max(1, Math.min(Math.round(size.width), Math.floor(workArea.width)));
  const height = Math.max(1, Math.min(Math.round(size.height), Math.floor(workArea.height)));
  return {
    x: along(workArea.x, workArea.width - width, place.x),
    y: along(workArea.y, workArea.height - height, place.y),
    width,
    height,
  };
}

/** The shares that place the card where it is; of what lies outside, the nearest edge's. */
export function cardPlaceOf(workArea: Box, card: Box): CardPlace {
  return {
    x: share(card.x - workArea.x, workArea.width - card.width),
    y: share(card.y - workArea.y, workArea.height - card.height),
  };
}

function along(start: number, room: number, part: number): number {
  const share = Number.isFinite(part) ? Math.max(0, Math.min(part, 1)) : 0;
  // Work areas may begin at a fraction where a display is scaled: never outside by rounding.
  const first = Math.ceil(start);
  const last = Math.max(first, Math.floor(start + room));
  return Math.max(first, Math.min(Math.round(start + share * room), last));
}

function share(offset: number, room: number): number {
  return room <= 0 ? 0 : Math.max(0, Math.min(offset / room, 1));
}
