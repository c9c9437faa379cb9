import type { BarView } from "../../../shared/ipc/dial-bar.ts";

/** The one-line window in which a number is dialled. */
export interface DialBarWindow {
  /** It will be shown in a moment: what takes time can be done already, unseen and without the focus. */
  prepare(): void;
  /** Shows it where the pointer is, with the focus. */
  show(view: BarView): void;
  /** Brings what it shows up to date; nothing where it is not shown. */
  update(view: BarView): void;
  hide(): void;
  /** The page is as high as that with what it shows now. CSS pixels. */
  resize(height: number): void;
}
