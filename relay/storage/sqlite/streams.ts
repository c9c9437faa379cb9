import type { Statements } from "./statements.ts";

/** More names than this are not kept in memory. */
const MOST_KEPT = 100_000;

/** An employee's stream has a short number, which stands in his entries. */
export class Streams {
  readonly #statements: Statements;
  #ids = new Map<string, number>();

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Makes one where there is none. */
  idOf(account: string, employee: string): number {
    return this.find(account, employee) ?? this.#make(account, employee);
  }

  find(account: string, employee: string): number | undefined {
    const key = `${account}\n${employee}`;
    const kept = this.#ids.get(key);
    if (kept !== undefined) return kept;
    const row = this.#statements
      .sql<{ stream: number }>("SELECT stream FROM streams WHERE account = ? AND employee = ?")
      .get(account, employee);
    if (row !== undefined) this.#keep(key, row.stream);
    return row?.stream;
  }

  employees(account: string): string[] {
    return this.#statements
      .sql<{ employee: string }>("SELECT employee FROM streams WHERE account = ? ORDER BY employee")
      .all(account)
      .map(({ employee }) => employee);
  }

  /** The transaction was rolled back: what was made in it is not there. */
  forget(): void {
    this.#ids = new Map();
  }

  #make(account: string, employee: string): number {
    const { lastInsertRowid } = this.#statements
      .sql("INSERT INTO streams (account, employee) VALUES (?, ?)")
      .run(account, employee);
    const id = Number(lastInsertRowid);
    this.#keep(`${account}\n${employee}`, id);
    return id;
  }

  #keep(key: string, id: number): void {
    if (this.#ids.size >= MOST_KEPT) this.#ids.clear();
    this.#ids.set(key, id);
  }
}
