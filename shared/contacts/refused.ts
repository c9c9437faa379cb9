import type { RefusalReason, Refused } from "./import-item.ts";
import { oneLine } from "./one-line.ts";
import { shorten } from "./shorten.ts";

/** Characters of an excerpt. */
const MOST_SHOWN = 80;

/** What was left out, with as much of it as a report shows. */
export function refused(line: number, reason: RefusalReason, text: string): Refused {
  return { type: "refused", line, reason, excerpt: shorten(oneLine(shorten(text, MOST_SHOWN * 4)), MOST_SHOWN) };
}
