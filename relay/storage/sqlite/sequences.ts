import type { Statements } from "./statements.ts";

/**
 * Numbers that are given out once: events, calls, and each account's offsets. They have rows of their own, since the rows
 * that were numbered are deleted in time and no number may come again. Counted in memory and written once a commit.
 */
export class Sequences {
  readonly #statements: Statements;
  #last = new Map<string, number>();
  #changed = new Set<string>();
  #newest = new Map<string, number>();
  #changedAccounts = new Set<string>();

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  next(sequence: "last-call" | "last-event"): number {
    const number = (this.#last.get(sequence) ?? this.#stored(sequence)) + 1;
    this.#last.set(sequence, number);
    this.#changed.add(sequence);
    return number;
  }

  nextOffset(account: string): number {
    const number = (this.#newest.get(account) ?? this.#storedOffset(account)) + 1;
    this.#newest.set(account, number);
    this.#changedAccounts.add(account);
    return number;
  }

  /** To be called at the end of each transaction. */
  write(): void {
    for (const name of this.#changed) {
      this.#statements
        .sql("INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        .run(name, String(this.#last.get(name)));
    }
    for (const account of this.#changedAccounts) {
      this.#statements
        .sql(
          "INSERT INTO accounts (account, newest) VALUES (?, ?) ON CONFLICT (account) DO UPDATE SET newest = excluded.newest",
        )
        .run(account, this.#newest.get(account));
    }
    this.#changed.clear();
    this.#changedAccounts.clear();
  }

  /** The transaction was rolled back, so what was counted in it was not. */
  forget(): void {
    this.#last = new Map();
    this.#newest = new Map();
    this.#changed = new Set();
    this.#changedAccounts = new Set();
  }

  #stored(sequence: string): number {
    const row = this.#statements.sql<{ value: string }>("SELECT value FROM meta WHERE name = ?").get(sequence);
    return row === undefined ? 0 : Number(row.value);
  }

  #storedOffset(account: string): number {
    const row = this.#statements.sql<{ newest: number }>("SELECT newest FROM accounts WHERE account = ?").get(account);
    return row?.newest ?? 0;
  }
}
