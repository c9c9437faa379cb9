import type { Clipboard, SavedClipboard } from "../ports/clipboard.ts";
import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";
import type { Random } from "../ports/random.ts";
import type { CopyFailure, CopyKey, SelectionSource } from "../ports/selection-source.ts";

/** How long a program may take to copy. Milliseconds. */
const COPY_WITHIN_MS = 500;
const POLL_MS = 20;
/** A program that owns the clipboard and hangs holds up whoever reads it; the hotkey is of use again after that. Milliseconds. */
const GIVE_UP_AFTER_MS = 10_000;

/** One press of the hotkey. */
interface Turn {
  /** It was given up: nothing is written or pressed any more. */
  isOver: boolean;
}

/** What is selected in the program that is in front; `unavailable` where it could not be asked. */
export type Selection =
  | { kind: "text"; text: string }
  | { kind: "nothing" }
  | { kind: "unavailable"; why: CopyFailure | "wayland" };

export interface SelectionCaptureOptions {
  source: SelectionSource;
  clipboard: Clipboard;
  clock: Clock;
  random: Random;
  logger: Logger;
}

/**
 * Fetches what is selected in another program. Where only copying tells it, the clipboard is put back as it was, in all
 * formats, unless somebody changed it meanwhile; and what was on it before is never taken for what is selected.
 */
export class SelectionCapture {
  readonly #options: SelectionCaptureOptions;
  #underWay: Promise<Selection> | undefined;

  constructor(options: SelectionCaptureOptions) {
    this.#options = options;
  }

  /** One at a time: a second press is answered with the first one's. Never rejects. */
  capture(): Promise<Selection> {
    this.#underWay ??= this.#captureInTime().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  async #captureInTime(): Promise<Selection> {
    const { clock, logger } = this.#options;
    const turn: Turn = { isOver: false };
    let cancel = () => {};
    const givenUp = new Promise<Selection>((resolve) => {
      cancel = clock.after(GIVE_UP_AFTER_MS, () => {
        turn.isOver = true;
        logger.warn("what is selected was not fetched in time");
        resolve({ kind: "unavailable", why: "failed" });
      });
    });
    return Promise.race([this.#capture(turn), givenUp]).finally(cancel);
  }

  async #capture(turn: Turn): Promise<Selection> {
    const { source, logger } = this.#options;
    try {
      if (source.kind === "none") return { kind: "unavailable", why: "wayland" };
      if (source.kind === "primary") return selectionOf(await source.read());
      if (!source.isAllowed()) return { kind: "unavailable", why: "permission" };
      return await this.#copy(source.key, turn);
    } catch (error) {
      // Its message may hold what was selected.
      logger.error("what is selected could not be fetched", { error: error instanceof Error ? error.name : "unknown" });
      return { kind: "unavailable", why: "failed" };
    }
  }

  async #copy(key: CopyKey, turn: Turn): Promise<Selection> {
    const { clipboard, random, logger } = this.#options;
    // Before the clipboard is touched: what is copied while he holds the keys is his, and not what is selected.
    const released = await key.released();
    if (!released.ok) return { kind: "unavailable", why: released.why };
    const saved = await clipboard.save();
    if (saved.lost > 0) logger.warn("not all that is on the clipboard can be put back", { formats: saved.lost });
    if (turn.isOver) return { kind: "unavailable", why: "failed" };
    // Whatever is on the clipboard and is not this has been copied since.
    const sentinel = `sidetone:${random.id()}`;
    let copied = sentinel;
    try {
      await clipboard.writePassing(sentinel);
      if (turn.isOver) return { kind: "unavailable", why: "failed" };
      const pressed = await key.press();
      if (!pressed.ok) return { kind: "unavailable", why: pressed.why };
      copied = await this.#change(sentinel);
      return copied === sentinel ? { kind: "nothing" } : selectionOf(copied);
    } finally {
      await this.#putBack(saved, [sentinel, copied]);
    }
  }

  /** What the clipboard holds once it is not the sentinel any more; the sentinel where nothing was copied. */
  async #change(sentinel: string): Promise<string> {
    const { clipboard, clock } = this.#options;
    const deadline = clock.now() + COPY_WITHIN_MS;
    let text = await clipboard.readText();
    // Programs empty the clipboard before they write: no text yet is not "no text".
    while ((text === sentinel || text === "") && clock.now() < deadline) {
      await this.#wait(Math.min(POLL_MS, deadline - clock.now()));
      text = await clipboard.readText();
    }
    return text;
  }

  /** @param ours what is on the clipboard because of us; anything else is somebody's who copied meanwhile */
  async #putBack(saved: SavedClipboard, ours: readonly string[]): Promise<void> {
    const { clipboard, logger } = this.#options;
    try {
      if (ours.includes(await clipboard.readText())) await clipboard.restore(saved);
    } catch (error) {
      logger.error("the clipboard could not be put back", { error: error instanceof Error ? error.name : "unknown" });
    }
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.#options.clock.after(milliseconds, resolve);
    });
  }
}

function selectionOf(text: string): Selection {
  return text.trim() === "" ? { kind: "nothing" } : { kind: "text", text };
}
