/**
 * Why the copying key was not pressed. `permission`: macOS has not been told to allow it; `held`: the keys of the hotkey
 * stayed down, and would have made another combination of it; `failed`: the system's tool did not work.
 */
export type CopyFailure = "permission" | "held" | "failed";

export type KeyAnswer = { ok: true } | { ok: false; why: CopyFailure };

/** Has the program that is in front copy what is selected in it. Nothing of it rejects. */
export interface CopyKey {
  /** Waits until the hotkey's modifiers are released, for a second at most. */
  released(): Promise<KeyAnswer>;
  /** Presses at once; not where modifiers are down again. */
  press(): Promise<KeyAnswer>;
  /** Ends what presses. */
  dispose(): void;
}

/** How what is selected in other programs is come by on this system. */
export type SelectionSource =
  | { kind: "copy"; key: CopyKey /** Whether the system lets the app press keys. */; isAllowed(): boolean }
  /** X11: whatever is selected can be read. */
  | { kind: "primary"; read(): Promise<string> }
  /** Wayland: no program is told. */
  | { kind: "none" };
