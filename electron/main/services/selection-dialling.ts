import type { BarHint, BarView } from "../../../shared/ipc/dial-bar.ts";
import type { Clipboard } from "../ports/clipboard.ts";
import type { SettingsStore } from "../ports/settings-store.ts";
import type { DialBar } from "./dial-bar.ts";
import type { DialSuggestions } from "./dial-suggestions.ts";
import type { SelectionCapture } from "./selection-capture.ts";

type Suggestion = BarView["found"][number];

/** What is longer was not selected as somebody's name. Characters. */
const LONGEST_TEXT = 60;
/** More of a selection is not looked through. Characters. */
const LONGEST_SELECTION = 20_000;

export interface SelectionDiallingOptions {
  capture: Pick<SelectionCapture, "capture">;
  clipboard: Pick<Clipboard, "readText">;
  bar: Pick<DialBar, "prepare" | "open" | "dial">;
  suggestions: Pick<DialSuggestions, "numbersIn">;
  settings: SettingsStore;
}

/** "Dial what is selected": one number fills the bar, several are listed in it, and a name is looked for. */
export class SelectionDialling {
  readonly #options: SelectionDiallingOptions;

  constructor(options: SelectionDiallingOptions) {
    this.#options = options;
  }

  /** The hotkey was pressed. */
  async dialSelection(): Promise<void> {
    const { capture, bar } = this.#options;
    // Unseen: the other program has to keep the focus until it has copied.
    bar.prepare();
    const selection = await capture.capture();
    if (selection.kind === "text") await this.#open(selection.text, "no-number");
    else if (selection.kind === "nothing") bar.open({ hint: "nothing" });
    else {
      const { why } = selection;
      bar.open({ hint: why, offersClipboard: true, offersPermission: why === "permission" });
    }
  }

  /** He said that he wants what is on the clipboard. */
  async dialClipboard(): Promise<void> {
    const text = await this.#options.clipboard.readText();
    await this.#open(text, text.trim() === "" ? "nothing-copied" : "no-number");
  }

  /** @param hint what is said where there is neither a number nor a name in it */
  async #open(selected: string, hint: BarHint): Promise<void> {
    const { bar, suggestions } = this.#options;
    const text = selected.slice(0, LONGEST_SELECTION).trim();
    const found = suggestions.numbersIn(text);
    const [first] = found;
    if (first !== undefined && found.length === 1) await this.#one(first);
    else if (found.length > 1) bar.open({ found });
    // A name is looked for; digits that are no number in a text, such as a local number, are his to judge.
    else if (text !== "" && text.length <= LONGEST_TEXT) bar.open({ text: text.replace(/\s+/gu, " ") });
    else bar.open({ hint });
  }

  async #one({ number, displayNumber, warning }: Suggestion): Promise<void> {
    const { bar, settings } = this.#options;
    bar.open({ text: displayNumber });
    const isSafe = warning !== "emergency" && warning !== "premium";
    if (settings.get().dialSelectionAtOnce && isSafe) await bar.dial(number);
  }
}
