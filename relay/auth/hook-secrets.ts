import { hash, timingSafeEqual } from "node:crypto";

/**
 * The secrets of the accounts' hook URLs. Compared by their hashes, in a time that tells nothing of where two differ; an
 * unknown account takes as long as a wrong secret.
 */
export class HookSecrets {
  readonly #digests: ReadonlyMap<string, readonly Buffer[]>;
  /** What an unknown account is compared with; nothing has this digest. */
  readonly #none = [Buffer.alloc(32)];

  constructor(accounts: readonly { id: string; hookSecrets: readonly string[] }[]) {
    this.#digests = new Map(accounts.map(({ id, hookSecrets }) => [id, hookSecrets.map(digest)]));
  }

  isRight(account: string, secret: string): boolean {
    const given = digest(secret);
    let right = false;
    for (const known of this.#digests.get(account) ?? this.#none) right = timingSafeEqual(given, known) || right;
    return right;
  }
}

function digest(secret: string): Buffer {
  return hash("sha256", secret, "buffer");
}
