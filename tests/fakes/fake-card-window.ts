import type { CallCardWindow } from "../../electron/main/ports/call-card-window.ts";
import type { CardView } from "../../shared/ipc/card.ts";

/** A card as somebody sees it; undefined while it is not there. */
export class FakeCardWindow implements CallCardWindow {
  view: CardView | undefined;
  /** How often it changed under his eyes. */
  shown = 0;

  show(view: CardView): void {
    this.view = view;
    this.shown += 1;
  }

  hide(): void {
    this.view = undefined;
  }

  resize(): void {}

  get names(): string[] {
    return (this.view?.calls ?? []).map(({ name }) => name);
  }
}
