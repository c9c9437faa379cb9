import type { EventPayload } from "../../../shared/ipc/contract.ts";
import type { Snapshot } from "../../../shared/ipc/snapshot.ts";

/** The app's windows. */
export interface Windows {
  /** Opens the window, or brings it to the front, showing that view. */
  show(request: EventPayload<"window.show">): void;
  hide(): void;
  /** What the window shows; shown again when its page had to be started anew. */
  remember(shown: EventPayload<"window.show">): void;
  toggle(): void;
  /** Gives every open window the new state. */
  publish(snapshot: Snapshot): void;
}
