import type { BarHint, BarView } from "../../../shared/ipc/dial-bar.ts";
import type { Clipboard } from "../ports/clipboard.ts";
import type { SettingsStore } from "../ports/settings-store.ts";
import type { DialBar } from "./dial-bar.ts";
import type { DialSuggestions } from "./dial-suggestions.ts";
import type { Selection, SelectionCapture } from "./selection-capture.ts";

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
  #capturing = false;

  constructor(options: SelectionDiallingOptions) {
    this.#options = options;
  }

  /** The hotkey was pressed. Pressed once more while it is looked what is selected, it is the same press. */
  async dialSelection(): Promise<void> {
    if (this.#capturing) return;
    const { bar, settings } = this.#options;
    const selection = await this.#capture();
    if (selection.kind === "text") {
      const only = this.#open(selection.text, "no-number");
      if (only !== undefined && isSafe(only) && settings.get().dialSelectionAtOnce) await bar.dial(only.number);
    } else if (selection.kind === "nothing") bar.open({ hint: "nothing" });
    else {
      const { why } = selection;
      bar.open({ hint: why, offersClipboard: true, offersPermission: why === "permission" });
    }
  }

  /** He said that he wants what is on the clipboard. He cannot see what that is, so that it is never dialled at once. */
  async dialClipboard(): Promise<void> {
    const text = await this.#options.clipboard.readText();
    this.#open(text, text.trim() === "" ? "nothing-copied" : "no-number");
  }

  async #capture(): Promise<Selection> {
    const { capture, bar } = this.#options;
    this.#capturing = true;
    // Unseen: the other program has to keep the focus until it has copied.
    bar.prepare();
    try {
      return await capture.capture();
    } finally {
      this.#capturing = false;
    }
  }

  /**
   * @param hint what is said where there is neither a number nor a name in it
   * @returns the number, where it is the only one
   */
  #open(selected: string, hint: BarHint): Suggestion | undefined {
    const { bar, suggestions } = this.#options;
    const text = beginningOf(selected).trim();
    const found = suggestions.numbersIn(text);
    const [first] = found;
    if (first !== undefined && found.length === 1) {
      bar.open({ text: first.displayNumber });
      return first;
    }
    if (found.length > 1) bar.open({ found });
    // A name is looked for; digits that are no number in a text, such as a local number, are his to judge.
    else if (text !== "" && text.length <= LONGEST_TEXT) bar.open({ text: text.replace(/\s+/gu, " ") });
    else bar.open({ hint });
    return undefined;
  }
}

function isSafe({ warning }: Suggestion): boolean {
  return warning !== "emergency" && warning !== "premium";
}

/** As much as is looked through. Where that ends within a number, it ends before it: the half of one is another. */
function beginningOf(text: string): string {
  if (text.length <= LONGEST_SELECTION) return text;
  let end = LONGEST_SELECTION;
  while (end > 0 && !/[\p{L}\n\r\t;,]/u.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
