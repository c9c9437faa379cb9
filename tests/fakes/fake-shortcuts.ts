import type { GlobalShortcuts } from "../../electron/main/ports/global-shortcuts.ts";

/** A keyboard whose keys other programs may have. */
export class FakeShortcuts implements GlobalShortcuts {
  /** What other programs have. */
  readonly taken = new Set<string>();
  suspended = false;
  readonly #registered = new Map<string, () => void>();

  get registered(): string[] {
    return [...this.#registered.keys()];
  }

  /** @throws Error where nobody of ours listens */
  press(accelerator: string): void {
    const run = this.#registered.get(accelerator);
    if (run === undefined) throw new Error(`${accelerator} is not registered`);
    if (!this.suspended) run();
  }

  register(accelerator: string, onPress: () => void): boolean {
    if (this.suspended || this.taken.has(accelerator) || this.#registered.has(accelerator)) return false;
    this.#registered.set(accelerator, onPress);
    return true;
  }

  unregister(accelerator: string): void {
    this.#registered.delete(accelerator);
  }

  setSuspended(suspended: boolean): void {
    this.suspended = suspended;
  }
}
