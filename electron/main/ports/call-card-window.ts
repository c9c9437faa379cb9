import type { CardView } from "../../../shared/ipc/card.ts";

/** The small window on top of all others that tells of calls. */
export interface CallCardWindow {
  /** Shows it without taking the focus, or brings what it shows up to date. */
  show(view: CardView): void;
  hide(): void;
  /** The page is as high as that with what it shows now. CSS pixels. */
  resize(height: number): void;
}
