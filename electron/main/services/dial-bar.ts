import type { BarHint, BarView } from "../../../shared/ipc/dial-bar.ts";
import type { Clock } from "../ports/clock.ts";
import type { DialBarWindow } from "../ports/dial-bar-window.ts";
import type { AppState } from "./app-state.ts";
import type { DialService } from "./dial-service.ts";
import type { DialSuggestions } from "./dial-suggestions.ts";
import { failed, type Outcome, succeeded } from "./failure.ts";

/** "Your phone rings" has been read by then. Milliseconds. */
const CLOSE_AFTER_MS = 3_000;

export interface DialBarOptions {
  window: DialBarWindow;
  state: AppState;
  dial: Pick<DialService, "start" | "dismiss">;
  suggestions: Pick<DialSuggestions, "preview">;
  clock: Clock;
}

/** What the bar opens with. */
export interface BarContent {
  text?: string;
  found?: BarView["found"];
  hint?: BarHint;
  offersClipboard?: boolean;
  offersPermission?: boolean;
}

/** The dial bar: what it shows, from when it is opened until it goes. What is dialled in it is dialled here. */
export class DialBar {
  readonly #options: DialBarOptions;
  #content: Omit<BarView, "rev" | "locale" | "theme" | "opened" | "call"> = empty;
  #call: BarView["call"];
  #opened = 0;
  #rev = 0;
  #isOpen = false;
  #cancelClosing: () => void = () => {};

  constructor(options: DialBarOptions) {
    this.#options = options;
  }

  get view(): BarView {
    const { locale, settings } = this.#options.state.snapshot;
    return {
      rev: this.#rev,
      locale,
      theme: settings.theme,
      opened: this.#opened,
      ...this.#content,
      ...(this.#call === undefined ? {} : { call: this.#call }),
    };
  }

  /** It will be opened in a moment. */
  prepare(): void {
    this.#options.window.prepare();
  }

  /** Opens it, or fills it anew. */
  open(content: BarContent = {}): void {
    this.#cancelClosing();
    this.#content = { ...empty, ...content };
    this.#call = undefined;
    this.#opened += 1;
    this.#rev += 1;
    this.#isOpen = true;
    this.#options.window.show(this.view);
  }

  /** The same hotkey opens it and closes it. */
  toggle(): void {
    if (this.#isOpen) this.close();
    else this.open();
  }

  /** Asks the PBX; goes when it has said that his phone rings, and says so where it does not. */
  async dial(number: string): Promise<Outcome<undefined>> {
    // One at a time: a second Enter dials nothing.
    if (this.#call !== undefined && this.#call.state !== "failed") return succeeded();
    const { dial, suggestions, state, clock } = this.#options;
    const opened = this.#opened;
    let whom: { displayNumber: string; name?: string } = { displayNumber: number };
    this.#show({ ...whom, state: "asking" });
    // Whose it is, is said when it is known: no search holds the call up, and none that fails stops it.
    suggestions.preview(number).then(
      ({ displayNumber = number, name }) => {
        whom = { displayNumber, ...(name === undefined ? {} : { name }) };
        if (this.#opened === opened && this.#call !== undefined) this.#show({ ...this.#call, ...whom });
      },
      () => {},
    );
    const answer = await dial.start(number).catch(() => failed("internal", "the call could not be started"));
    // Opened anew for something else meanwhile, or gone: the window shows what became of the call.
    if (this.#opened !== opened) return succeeded();
    if (!answer.ok) {
      const isUnsure = state.snapshot.dial?.state === "unsure";
      this.#show({
        ...whom,
        state: isUnsure ? "unsure" : "failed",
        problem: { code: answer.code, message: answer.message },
      });
      return succeeded();
    }
    this.#show({ ...whom, state: "lift-phone" });
    this.#cancelClosing = clock.after(CLOSE_AFTER_MS, () => this.close());
    return succeeded();
  }

  /** What became of the call has been read. */
  clear(): void {
    const state = this.#call?.state;
    if (state !== "failed" && state !== "unsure") return;
    // The window need not say it again.
    if (state === "failed") this.#options.dial.dismiss();
    this.#show(undefined);
  }

  /** He leaves it, or it is done. */
  close(): void {
    this.#cancelClosing();
    if (this.#call?.state === "failed") this.#options.dial.dismiss();
    this.#isOpen = false;
    // What comes of a call that was started belongs to nothing that is seen.
    this.#opened += 1;
    this.#call = undefined;
    this.#content = empty;
    this.#rev += 1;
    this.#options.window.hide();
  }

  dispose(): void {
    this.#cancelClosing();
  }

  #show(call: BarView["call"]): void {
    this.#call = call;
    this.#rev += 1;
    this.#options.window.update(this.view);
  }
}

const empty = { text: "", found: [], offersClipboard: false, offersPermission: false };
