import type { Clipboard, SavedClipboard } from "../../electron/main/ports/clipboard.ts";
import type { CopyFailure, CopyKey, KeyAnswer } from "../../electron/main/ports/selection-source.ts";
import type { FakeClock } from "./fake-clock.ts";

/** What is on a clipboard: by format. */
type Content = ReadonlyMap<string, string>;

class Saved implements SavedClipboard {
  readonly lost = 0;
  readonly content: Content;
  constructor(content: Content) {
    this.content = content;
  }
}

/** A program with something selected, a clipboard, and a key that copies. */
export class FakeDesktop implements Clipboard, CopyKey {
  content: Content;
  /** What is selected in the program that is in front; undefined for nothing. */
  selected: string | undefined;
  /** How long the program takes to copy. Milliseconds. */
  slowness = 0;
  /** Programs empty the clipboard before they write to it; some take their time in between. Milliseconds. */
  emptyFor = 0;
  /** Why the key is not pressed. */
  keyFailure: CopyFailure | undefined;
  /** Something happens while he still holds the hotkey's modifiers. */
  whileHeld: () => void = () => {};
  /** Somebody else does something once the key was pressed. */
  afterPress: () => void = () => {};
  /** What fails: "save", "write", "read", "restore". */
  broken = new Set<string>();
  /** Every text that was ever on the clipboard. */
  readonly texts: string[] = [];
  readonly #clock: FakeClock;

  constructor(clock: FakeClock, content: Record<string, string> = {}) {
    this.#clock = clock;
    this.content = new Map(Object.entries(content));
  }

  get text(): string {
    return this.content.get("text/plain") ?? "";
  }

  /** Somebody copies something. */
  copy(content: Record<string, string>): void {
    this.content = new Map(Object.entries(content));
    this.texts.push(this.text);
  }

  async readText(): Promise<string> {
    this.#mayFail("read");
    return this.text;
  }

  async writePassing(text: string): Promise<void> {
    this.#mayFail("write");
    this.copy({ "text/plain": text });
  }

  async save(): Promise<SavedClipboard> {
    this.#mayFail("save");
    return new Saved(this.content);
  }

  async restore(saved: SavedClipboard): Promise<void> {
    this.#mayFail("restore");
    if (!(saved instanceof Saved)) throw new Error("that was saved by another clipboard");
    this.content = saved.content;
  }

  async released(): Promise<KeyAnswer> {
    this.whileHeld();
    return this.keyFailure === "held" ? { ok: false, why: "held" } : { ok: true };
  }

  dispose(): void {}

  async press(): Promise<KeyAnswer> {
    if (this.keyFailure !== undefined) return { ok: false, why: this.keyFailure };
    const { selected } = this;
    if (selected !== undefined) {
      const write = () => this.copy({ "text/plain": selected, "text/html": `<b>${selected}</b>` });
      const begin = () => {
        if (this.emptyFor === 0) return write();
        this.content = new Map();
        this.#clock.after(this.emptyFor, write);
      };
      if (this.slowness === 0) begin();
      else this.#clock.after(this.slowness, begin);
    }
    this.afterPress();
    return { ok: true };
  }

  #mayFail(what: string): void {
    if (this.broken.has(what)) throw new Error(`the clipboard cannot ${what} 86515151`);
  }
}
