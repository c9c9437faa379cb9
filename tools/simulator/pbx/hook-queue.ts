import type { Hook, HookKind } from "./hook.ts";
import type { HookPost, SentHook } from "./post-hooks.ts";
import type { PbxVariant } from "./variant.ts";

/**
 * The hooks of one call, or of one scenario, in the order in which they leave. What a network does to hooks is done
 * here: they are held back and released in another order, lost, or sent again.
 */
export class HookQueue {
  readonly sent: SentHook[] = [];
  readonly #post: HookPost;
  readonly #variant: PbxVariant;
  #tail: Promise<void> = Promise.resolve();
  #heldBack: readonly HookKind[] = [];
  #lost: readonly HookKind[] = [];
  #waiting: Hook[] = [];
  #produced: Hook[] = [];

  constructor(post: HookPost, variant: PbxVariant) {
    this.#post = post;
    this.#variant = variant;
  }

  /** Resolves when these, and all before them, were answered or have failed. */
  send(...hooks: readonly Hook[]): Promise<void> {
    for (const hook of hooks) {
      this.#produced.push(hook);
      if (this.#lost.includes(hook.kind)) continue;
      if (this.#heldBack.includes(hook.kind)) this.#waiting.push(hook);
      else this.#enqueue(hook);
    }
    return this.#tail;
  }

  /** From now on hooks of these kinds wait for `release`. */
  holdBack(kinds: readonly HookKind[]): void {
    this.#heldBack = kinds;
  }

  /** Sends what was held back, one kind after the other as named, and holds nothing back any more. */
  release(order: readonly HookKind[]): Promise<void> {
    for (const kind of order) for (const hook of this.#waiting) if (hook.kind === kind) this.#enqueue(hook);
    this.#waiting = this.#waiting.filter((hook) => !order.includes(hook.kind));
    this.#heldBack = [];
    return this.#tail;
  }

  /** From now on hooks of these kinds are never sent. */
  lose(kinds: readonly HookKind[]): void {
    this.#lost = kinds;
  }

  /** Sends every hook of these kinds that there was once more, exactly as it was. */
  repeat(kinds: readonly HookKind[]): Promise<void> {
    for (const hook of this.#produced) if (kinds.includes(hook.kind)) this.#enqueue(hook);
    return this.#tail;
  }

  #enqueue(hook: Hook): void {
    const times = this.#variant.doubledHooks ? 2 : 1;
    for (let time = 0; time < times; time++) {
      this.#tail = this.#tail.then(async () => {
        this.sent.push(await this.#post.send(hook, this.#variant.method));
      });
    }
  }
}
