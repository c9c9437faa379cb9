import type { Notice } from "../../../shared/ipc/snapshot.ts";
import type { Random } from "../ports/random.ts";
import type { AppState } from "./app-state.ts";

/** More than this many banners help nobody; the oldest goes. */
const MOST = 5;

/** What the employee must be told once; each stays until he dismisses it. */
export class Notices {
  readonly #state: AppState;
  readonly #random: Random;

  constructor(state: AppState, random: Random) {
    this.#state = state;
    this.#random = random;
  }

  /** A notice of the same kind replaces the earlier one, except that each gap is told by itself. */
  add(notice: Omit<Notice, "id">): void {
    const others = this.#state.snapshot.notices.filter(
      (shown) => notice.kind === "gap" || shown.kind !== notice.kind || shown.values.file !== notice.values.file,
    );
    this.#state.update({ notices: [...others, { ...notice, id: this.#random.id() }].slice(-MOST) });
  }

  dismiss(id: string): void {
    this.#state.update({ notices: this.#state.snapshot.notices.filter((notice) => notice.id !== id) });
  }
}
