/** In the system's pixels, as displays and windows are measured. */
interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** From the top of the work area, where one looks. Share of its height. */
const FROM_TOP = 0.22;
const MARGIN = 8;

/**
 * In the middle, in the upper part; all inside the work area, however small. Its top stays where it is when it grows, as long
 * as there is room below.
 */
export function placeBar(workArea: Box, size: { width: number; height: number }): Box {
  const left = Math.ceil(workArea.x);
  const top = Math.ceil(workArea.y);
  const right = Math.max(left + 1, Math.floor(workArea.x + workArea.width));
  const bottom = Math.max(top + 1, Math.floor(workArea.y + workArea.height));
  const limit = (wanted: number, room: number) => Math.max(1, Math.min(Math.round(wanted), room));
  const width = limit(size.width, right - left);
  const height = limit(size.height, bottom - top);
  const wantedTop = top + Math.round((bottom - top) * FROM_TOP);
  return {
    x: left + Math.floor((right - left - width) / 2),
    y: Math.max(top, Math.min(wantedTop, bottom - height - MARGIN)),
    width,
    height,
  };
}
