/** What was on the clipboard, in all its formats. Only the clipboard can read it. */
export interface SavedClipboard {
  /** How many formats could not be read and would be lost. */
  readonly lost: number;
}

/** The system's clipboard. Whatever fails rejects. */
export interface Clipboard {
  /** "" where there is no text on it. */
  readText(): Promise<string>;
  /** For a moment only: programs that keep what was copied are asked not to keep this. */
  writePassing(text: string): Promise<void>;
  save(): Promise<SavedClipboard>;
  restore(saved: SavedClipboard): Promise<void>;
}
