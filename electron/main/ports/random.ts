/** Chance, so that tests can fix it. */
export interface Random {
  /** At least 0, below 1. */
  fraction(): number;
  /** A new unguessable id. */
  id(): string;
  /** A new secret of 256 bits, base64url. */
  token(): string;
}
