import type { CommandInput, CommandName, DesktopState, Failures } from "./desktop-contract.ts";

type Slices = Omit<DesktopState, "rev" | "failures">;
type Slice = keyof Slices;

/** A command that cannot be done, such as a click on a notification that is gone. */
export class CommandRefused extends Error {}

/**
 * The pretended desktop of one app: each part of the double adds what it shows and the clicks it takes, and whoever looks
 * is told after every change.
 */
export class Desktop {
  readonly failures: Failures = {
    shortcutRefused: false,
    keysRefused: false,
    notificationFailed: false,
    keychain: "ok",
    screenLocked: false,
    offline: false,
  };
  readonly #slices = new Map<Slice, () => Slices[Slice]>();
  readonly #commands = new Map<CommandName, (input: unknown) => void>();
  readonly #listeners = new Set<(state: DesktopState) => void>();
  #rev = 0;
  #announcing = false;

  constructor() {
    this.onCommand("setFailure", (failures) => Object.assign(this.failures, failures));
  }

  /** Adds a part of the state; read anew for every look. */
  show<Name extends Slice>(name: Name, read: () => Slices[Name]): void {
    this.#slices.set(name, read);
  }

  onCommand<Name extends CommandName>(name: Name, run: (input: CommandInput<Name>) => void): void {
    // `run()` below hands over only what the command's own schema let through.
    this.#commands.set(name, run as (input: unknown) => void);
  }

  /** @throws CommandRefused with a sentence for the person who clicked. */
  run<Name extends CommandName>(name: Name, input: CommandInput<Name>): void {
    const run = this.#commands.get(name);
    if (run === undefined) throw new CommandRefused(`the app has not loaded what takes "${name}"`);
    run(input);
    this.changed();
  }

  state(): DesktopState {
    const slices = Object.fromEntries(
      [...this.#slices].map(([name, read]) => [name, read()] as const).filter(([, value]) => value !== undefined),
    );
    return { ...slices, rev: this.#rev, failures: { ...this.failures } } as DesktopState;
  }

  /** Call after anything shown has changed; many changes at once are told once. */
  changed(): void {
    this.#rev += 1;
    if (this.#announcing) return;
    this.#announcing = true;
    setImmediate(() => {
      this.#announcing = false;
      const state = this.state();
      for (const listener of this.#listeners) listener(state);
    });
  }

  /** Returns the way to stop listening. */
  onChange(listener: (state: DesktopState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
